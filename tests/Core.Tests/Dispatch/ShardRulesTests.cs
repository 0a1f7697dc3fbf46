using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using Xunit;
using static CaptchaGrains.Core.Tests.Dispatch.QueueSample;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>One example for each rule between kinds.</summary>
public sealed class ShardRulesTests
{
    private static readonly KindSet Both = KindSet.Of(Kind.ImageText, Kind.Grid);
    private readonly ShardQueues _queues = new(100, 100);

    [Fact]
    public void A_worker_gets_only_what_he_takes()
    {
        _queues.Enqueue(Ticket(1) with { Kind = Kind.Audio }, At(1));
        Assert.Equal(QueueVerdict.Waits, _queues.Offer(Offer(1) with { Kinds = Both }, At(1)).Verdict);
        Assert.Equal((1, 0, 1, 1), (_queues.Depth, _queues.DepthOf(Both), _queues.Waiting, _queues.WaitingOf(Kind.Grid)));
    }

    [Fact]
    public void Of_the_best_of_each_kind_the_oldest_comes_first_whatever_they_pay()
    {
        _queues.Enqueue(Ticket(1, bid: 9, queued: 2), At(3));
        _queues.Enqueue(Ticket(2, bid: 1, queued: 1) with { Kind = Kind.Grid }, At(3));
        Assert.Equal([2L, 1L], new[] { 1, 2 }.Select(w => Given(w)));
    }

    [Fact]
    public void Inside_a_kind_the_bid_counts_before_the_age()
    {
        _queues.Enqueue(Ticket(1, bid: 5, queued: 0), At(3));
        _queues.Enqueue(Ticket(2, bid: 6, queued: 2), At(3));
        _queues.Enqueue(Ticket(3, bid: 9, queued: 1) with { Kind = Kind.Grid }, At(3));
        Assert.Equal([3L, 2L, 1L], new[] { 1, 2, 3 }.Select(w => Given(w)));
    }

    [Fact]
    public void A_match_in_one_kind_ends_the_waiting_in_all()
    {
        _queues.Offer(Offer(1) with { Kinds = Both }, At(1));
        Assert.Equal(1, _queues.Fill(Ticket(1) with { Kind = Kind.Grid }));
        Assert.Null(_queues.Fill(Ticket(2)));
        Assert.Equal((0, 0, 0), (_queues.Waiting, _queues.WaitingOf(Kind.ImageText), _queues.WaitingOf(Kind.Grid)));
    }

    [Fact]
    public void A_renewal_for_other_kinds_leaves_the_old_ones_and_keeps_the_time_waited()
    {
        _queues.Offer(Offer(1, since: 0) with { Kinds = Both }, At(1));
        _queues.Offer(Offer(2, since: 1) with { Kinds = KindSet.All }, At(1));
        _queues.Offer(Offer(1, since: 2) with { Kinds = KindSet.Of(Kind.Grid, Kind.Audio) }, At(2));
        Assert.Equal(2, _queues.Fill(Ticket(1)));
        Assert.Equal(1, _queues.Fill(Ticket(2) with { Kind = Kind.Audio }));
    }

    [Fact]
    public void The_bounds_are_those_of_the_whole_shard_and_count_a_worker_once()
    {
        var queues = new ShardQueues(1, 1);
        Assert.Equal(QueueVerdict.Waits, queues.Offer(Offer(1) with { Kinds = Both }, At(1)).Verdict);
        Assert.Equal(QueueVerdict.Full, queues.Offer(Offer(2) with { Kinds = KindSet.Of(Kind.Audio) }, At(1)).Verdict);
        Assert.Equal(QueueVerdict.Waits, queues.Enqueue(Ticket(1) with { Kind = Kind.Text }, At(1)).Verdict);
        Assert.True(queues.IsFull);
        Assert.Equal(QueueVerdict.Full, queues.Enqueue(Ticket(2) with { Kind = Kind.Audio }, At(1)).Verdict);
    }

    [Fact]
    public void Handing_over_takes_no_more_of_a_kind_than_asked_for()
    {
        for (var i = 1; i <= 3; i++) _queues.Enqueue(Ticket(i, queued: i), At(4));
        _queues.Enqueue(Ticket(4, queued: 0) with { Kind = Kind.Grid }, At(4));
        _queues.Enqueue(Ticket(5, queued: 0) with { Kind = Kind.Audio }, At(4));
        var taken = _queues.TakeBest(3, [new(Kind.ImageText, 1), new(Kind.Grid, 9)], At(4));
        Assert.Equal([4L, 1L], taken.Select(t => t.Captcha.Value));
    }

    [Fact]
    public void A_set_holds_the_kinds_that_it_was_made_of()
    {
        Assert.Equal(Enum.GetValues<Kind>(), Listed(KindSet.All));
        Assert.Equal([Kind.Grid, Kind.FunCaptcha], Listed(KindSet.Of(Kind.FunCaptcha, Kind.Grid)));
        Assert.Equal(KindSet.Of(Kind.Grid), KindSet.Of(Kind.Audio, Kind.Grid) & Both);
        Assert.Equal(Both, KindSet.Of(Kind.Grid) | KindSet.Of(Kind.ImageText));
        Assert.Equal((true, 0, ""), (default(KindSet).IsEmpty, default(KindSet).Count, default(KindSet).ToString()));
        Assert.Equal("ImageText Grid", Both.ToString());
        Assert.All(Enum.GetValues<Kind>(), kind => Assert.InRange((int)kind, 0, KindSet.Size - 1));
    }

    [Fact]
    public void A_shard_is_written_and_read_the_same() => Assert.All(
        new[] { 0, 1, 12, int.MaxValue }, n => Assert.Equal(new ShardKey(n), ShardKey.Parse(new ShardKey(n).ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("ImageText/1")]
    [InlineData("/1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData(" 1")]
    [InlineData("1\0")]
    [InlineData("1.0")]
    [InlineData("99999999999")]
    public void What_is_written_otherwise_is_no_shard(string text) => Assert.Throws<FormatException>(() => ShardKey.Parse(text));

    private long? Given(long worker) => _queues.Offer(Offer(worker, 3, 3) with { Kinds = Both }, At(3)).Match?.Ticket.Captcha.Value;

    private static List<Kind> Listed(KindSet set)
    {
        var kinds = new List<Kind>();
        foreach (var kind in set) kinds.Add(kind);
        return kinds;
    }
}
