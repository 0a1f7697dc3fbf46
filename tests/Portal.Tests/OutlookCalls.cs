using System.Net;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Why there is nothing to do, how long it may take, what each kind pays, and what was earned.</summary>
public sealed class OutlookCalls
{
    [Fact]
    public async Task Nothing_came_in_and_nobody_can_tell_when()
    {
        await using var host = await PortalHost.Start();
        using var worker = await WorkerClient.SignIn(host, "ada@example.org", Kind.ImageText, Kind.Grid);

        var outlook = (await worker.Get("outlook")).Body;

        Assert.Equal("nothing_submitted", outlook.GetProperty("reason").GetString());
        Assert.False(outlook.TryGetProperty("expectedWaitSeconds", out _));
        var kinds = outlook.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal(Enum.GetNames<Kind>(), kinds.Select(k => k.GetProperty("kind").GetString()));
        Assert.Equal(["ImageText", "Grid"], kinds.Where(k => k.GetProperty("may").GetBoolean()).Select(k => k.GetProperty("kind").GetString()));
        Assert.Equal("0.000140000", kinds[0].GetProperty("rate").GetString());
    }

    [Fact]
    public async Task What_waits_and_what_came_in_is_counted_for_the_kinds_that_he_wants()
    {
        await using var host = await PortalHost.Start();
        for (var i = 0; i < 6; i++) await host.Submit();
        using var worker = await WorkerClient.SignIn(host, "ada@example.org", Kind.ImageText, Kind.Text);

        var all = (await worker.Get("outlook")).Body;
        var questions = (await worker.Get("outlook?kinds=Text")).Body;

        Assert.Equal(6, all.GetProperty("kinds")[0].GetProperty("queued").GetInt32());
        Assert.Equal(10, all.GetProperty("expectedWaitSeconds").GetInt32());
        Assert.Equal("not_for_him", all.GetProperty("reason").GetString());
        Assert.Equal("nothing_submitted", questions.GetProperty("reason").GetString());
        Assert.Equal("no_kinds", (await worker.Get("outlook?kinds=Grid,Audio")).Body.GetProperty("reason").GetString());
        (await worker.Get("outlook?kinds=Sudoku")).IsProblem(422, "out_of_range");
    }

    [Theory]
    [InlineData(WorkerStatus.Suspended, "suspended")]
    [InlineData(WorkerStatus.InTraining, "not_trained")]
    public async Task Whoever_may_not_work_is_told_that(WorkerStatus status, string reason)
    {
        await using var host = await PortalHost.Start();
        var id = await host.AddWorker("ada@example.org", WorkerClient.Password, Kind.ImageText);
        await host.SetProfile(WorkerProfile.New(id) with { Status = status });
        using var worker = await WorkerClient.SignInAs(host, "ada@example.org");

        Assert.Equal(reason, (await worker.Get("outlook")).Body.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_was_earned_is_summed_from_a_time_on()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var worker = await WorkerClient.SignIn(host);
        var start = time.GetUtcNow();
        await Solve(host, worker);
        time.Advance(TimeSpan.FromMinutes(10));
        var later = time.GetUtcNow();
        await Solve(host, worker);
        await Solve(host, worker);

        var all = (await worker.Get($"earned?since={start:yyyy-MM-ddTHH:mm:ss.fffffffZ}")).Body;
        var some = (await worker.Get($"earned?since={later:yyyy-MM-ddTHH:mm:ss.fffffffZ}")).Body;

        Assert.Equal(("0.000420000", 3), (all.GetProperty("earned").GetString(), all.GetProperty("solved").GetInt32()));
        Assert.Equal(("0.000280000", 2), (some.GetProperty("earned").GetString(), some.GetProperty("solved").GetInt32()));
        foreach (var wrong in new[] { "", "yesterday", $"{start.AddDays(-3):yyyy-MM-dd}", $"{later.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}" })
            (await worker.Get($"earned?since={wrong}")).IsProblem(422, "out_of_range");
    }

    private static async Task Solve(PortalHost host, WorkerClient worker)
    {
        var (id, captcha) = await host.Submit();
        await worker.Next();
        Assert.Equal(HttpStatusCode.OK, (await worker.Post($"assignments/{id}-{worker.Id}/answer", new { answer = captcha.Answer })).Status);
    }
}
