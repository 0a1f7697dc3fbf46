using CaptchaGrains.Conformance;
using CaptchaGrains.Tests;

namespace CaptchaGrains.Cluster.Tests;

public class ConformanceSuite
{
    [Fact]
    public async Task Every_kind_and_every_habit_of_clients_is_served_as_the_contract_says()
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        await using var cluster = await LocalCluster.Start(silos: 2, benchWorkers: 8);
        using var suite = new Suite(cluster.Gateway, cluster.Portal, LocalCluster.Key);
        var verdicts = await suite.Run();
        TestContext.Current.TestOutputHelper!.WriteLine($"{verdicts.Count} cases");
        Assert.DoesNotContain(verdicts, v => v.Fault is not null);
        // Of captchas of every kind, also those on which several voted.
        await using var database = await cluster.Database();
        Assert.Empty(await Audit.OffencesMeanwhile(database));
        Assert.Empty(await Audit.DocumentedOffences(database));
    }
}
