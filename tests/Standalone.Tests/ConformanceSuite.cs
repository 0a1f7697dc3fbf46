using CaptchaGrains.Conformance;

namespace CaptchaGrains.Standalone.Tests;

public class ConformanceSuite
{
    [Fact]
    public async Task Every_kind_and_every_habit_of_clients_is_served_as_the_contract_says()
    {
        var folder = Directory.CreateTempSubdirectory("captchagrains-conformance-");
        try
        {
            using var process = await StandaloneProcess.Start(folder.FullName, "--demo-bench-workers", "8", "--callback-networks", "127.0.0.0/8");
            using var suite = new Suite(process.Address, process.Address, StandaloneProcess.Key);
            var verdicts = await suite.Run();
            TestContext.Current.TestOutputHelper!.WriteLine($"{verdicts.Count} cases");
            Assert.DoesNotContain(verdicts, v => v.Fault is not null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
