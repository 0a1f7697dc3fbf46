using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Standalone.Tests;

public sealed class FromImageToPaidAnswer : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("captchagrains-").FullName;

    [Fact]
    public async Task A_customers_image_becomes_a_paid_answer_and_the_balances_move_by_the_quoted_amounts()
    {
        using var server = await StandaloneProcess.Start(_data);
        var (customerBefore, workerBefore) = (await server.CustomerBalance(), await server.WorkerBalance());
        var (id, text) = await server.Submit(seed: 1);
        Assert.Equal("CAPCHA_NOT_READY", await server.Result(id));

        var assignment = await server.Next();
        Assert.Equal(id, assignment.GetProperty("captchaId").ToString());
        var image = await server.Image(assignment);
        Assert.Equal(TextCaptcha.Generate(new Random(1), new TextCaptchaStyle()).Png, image);
        var answered = await server.Answer(assignment, text);

        Assert.True(answered.GetProperty("accepted").GetBoolean());
        var rate = Money.Parse(assignment.GetProperty("rate").GetString()!);
        Assert.Equal(rate, Money.Parse(answered.GetProperty("earned").GetString()!));
        Assert.Equal(workerBefore + rate, await server.WorkerBalance());
        var reply = (await server.Result(id, "get2")).Split('|');
        Assert.Equal(["OK", text], reply[..2]);
        Assert.Equal(customerBefore - Money.Parse(reply[2]), await server.CustomerBalance());
    }

    [Fact]
    public async Task What_was_accepted_survives_kill_9_and_is_answered_after_the_restart()
    {
        string open, solved, openText, solvedText;
        Money customer, worker;
        using (var server = await StandaloneProcess.Start(_data))
        {
            (solved, solvedText) = await server.Submit(seed: 1);
            await server.Answer(await server.Next(), solvedText);
            (open, openText) = await server.Submit(seed: 2);
            (customer, worker) = (await server.CustomerBalance(), await server.WorkerBalance());
            await server.Kill();
        }
        using (var server = await StandaloneProcess.Start(_data))
        {
            Assert.Equal("OK|" + solvedText, await server.Result(solved));
            Assert.Equal((customer, worker), (await server.CustomerBalance(), await server.WorkerBalance()));
            var assignment = await server.Next();
            Assert.Equal(open, assignment.GetProperty("captchaId").ToString());
            await server.Answer(assignment, openText);
            Assert.Equal("OK|" + openText, await server.Result(open));
        }
    }

    [Fact]
    public async Task Simulated_people_bring_the_marketplace_to_life()
    {
        using var server = await StandaloneProcess.Start(_data, "--demo-workers", "5", "--demo-load", "20");
        var before = await server.CustomerBalance();
        // A worker among the simulated ones still gets captchas, which shows that load arrives.
        var assignment = await server.Next();
        Assert.NotEmpty(await server.Image(assignment));
        Assert.NotEqual(before, await server.CustomerBalance());
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
