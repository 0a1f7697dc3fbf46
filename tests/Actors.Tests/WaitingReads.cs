using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Tests;

/// <summary>A customer who waits for his answer is told of it, and does not ask again and again.</summary>
public class WaitingReads
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task The_answer_comes_the_moment_it_is_given()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        var (one, other) = (Wait(m, id), Wait(m, id));
        var assignment = (await m.Next(await m.Worker(7)))!;
        await m.Settle();
        Assert.Equal((false, 2), (one.IsCompleted, m.Desk.Waiting));
        await m.Work.Answer(assignment.Id, "abc");
        // The clock stands still.
        Assert.Equal("abc", (await one).Answer);
        Assert.Equal("abc", (await other).Answer);
        Assert.Equal(0, m.Desk.Waiting);
    }

    [Fact]
    public async Task An_end_without_an_answer_is_told_too()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        var waiting = Wait(m, id);
        await m.Settle();
        await m.Actors.Captcha(id).Withdraw(m.Customer);
        Assert.Equal(CaptchaViewStatus.Unsolvable, (await waiting).Status);
    }

    [Fact]
    public async Task What_has_ended_before_is_returned_at_once()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        await m.Work.Answer((await m.Next(await m.Worker(7)))!.Id, "abc");
        Assert.Equal("abc", (await Wait(m, id)).Answer);
        Assert.Equal(CaptchaViewStatus.Unknown, (await m.Desk.Read(new CustomerId(999), id, Long, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task When_the_time_is_over_the_captcha_is_still_processing()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        var start = m.Time.GetUtcNow();
        var view = await m.Until(m.Desk.Read(m.Customer, id, TimeSpan.FromSeconds(5), CancellationToken.None), TimeSpan.FromSeconds(6));
        Assert.Equal(CaptchaViewStatus.Processing, view.Status);
        Assert.InRange(m.Time.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5));
        Assert.Equal(0, m.Desk.Waiting);
    }

    [Fact]
    public async Task Who_hangs_up_waits_no_more()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        using var connection = new CancellationTokenSource();
        var waiting = m.Desk.Read(m.Customer, id, Long, connection.Token);
        await m.Settle();
        await connection.CancelAsync();
        Assert.Equal(CaptchaViewStatus.Processing, (await waiting).Status);
        Assert.Equal(0, m.Desk.Waiting);
    }

    [Fact]
    public async Task A_lost_push_costs_two_seconds()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        // Another host's desk, to which nothing is pushed.
        var deaf = new CustomerDesk(m.Actors, new IdBlocks(m.Store, IdSequence.Captcha, 1), m.Local.Repeat, m.Time, new DeskOptions(), "gone") { Activity = m.Local.Activity };
        var waiting = deaf.Read(m.Customer, id, Long, CancellationToken.None);
        await m.Settle();
        await m.Work.Answer((await m.Next(await m.Worker(7)))!.Id, "abc");
        await m.Settle();
        Assert.False(waiting.IsCompleted);
        Assert.Equal("abc", (await m.Until(waiting, TimeSpan.FromSeconds(2.1))).Answer);
    }

    [Fact]
    public async Task More_than_a_host_lets_wait_are_told_how_it_stands()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        var desk = new CustomerDesk(
            m.Actors, new IdBlocks(m.Store, IdSequence.Captcha, 1), m.Local.Repeat, m.Time, new DeskOptions { MaxReading = 1 }, "small")
        { Activity = m.Local.Activity };
        var first = desk.Read(m.Customer, id, Long, CancellationToken.None);
        await m.Settle();
        Assert.Equal(CaptchaViewStatus.Processing, (await desk.Read(m.Customer, id, Long, CancellationToken.None)).Status);
        Assert.False(first.IsCompleted);
        desk.OnEnded(id); // it has not: he looks, and waits again
        await m.Settle();
        Assert.Equal((false, 1), (first.IsCompleted, desk.Waiting));
    }

    [Fact]
    public void A_captcha_tells_each_host_once_and_remembers_eight_at_most()
    {
        var (watchers, push) = (new Watchers(), new Heard());
        foreach (var host in new[] { "a", "b", "a", "c", "d", "e", "f", "g", "h", "i" }) watchers.Add(host);
        watchers.TellEnd(push, new CaptchaId(1));
        Assert.Equal("bcdefghi", string.Concat(push.Hosts));
        watchers.TellEnd(push, new CaptchaId(1));
        Assert.Equal(8, push.Hosts.Count);
    }

    private static Task<CaptchaView> Wait(Marketplace m, CaptchaId id) => m.Desk.Read(m.Customer, id, Long, CancellationToken.None);

    private sealed class Heard : IPush
    {
        public List<string> Hosts { get; } = [];

        public void Matched(string address, WorkerId worker, CaptchaId captcha) => Assert.Fail("nobody was matched");

        public void Ended(string address, CaptchaId captcha) => Hosts.Add(address);
    }
}
