using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using Xunit;
using static CaptchaGrains.Core.Tests.Dispatch.QueueSample;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>One example for each rule of dispatch inside a kind.</summary>
public sealed class QueueRulesTests
{
    private static readonly ImmutableArray<KindCount> Any = [new(Kind.ImageText, 100)];
    private readonly ShardQueues _queue = new(100, 100);

    [Fact]
    public void The_highest_bid_comes_first()
    {
        Enqueue(Ticket(1, bid: 5, queued: 0), Ticket(2, bid: 7, queued: 1), Ticket(3, bid: 6, queued: 2));
        Assert.Equal([2, 3, 1, null], Served(4));
    }

    [Fact]
    public void Inside_a_customer_the_oldest_comes_first_even_when_it_came_back_later()
    {
        Enqueue(Ticket(2, queued: 10), Ticket(3, queued: 20), Ticket(1, queued: 5));
        Assert.Equal([1, 2, 3], Served(3));
    }

    [Fact]
    public void Of_two_captchas_of_the_same_moment_the_smaller_number_comes_first()
    {
        Enqueue(Ticket(2), Ticket(1));
        Assert.Equal([1, 2], Served(2));
    }

    [Fact]
    public void Customers_who_bid_the_same_take_turns_however_much_one_of_them_sends()
    {
        Enqueue(Ticket(1, 1), Ticket(2, 1), Ticket(3, 1), Ticket(4, 2), Ticket(5, 3), Ticket(6, 3));
        Assert.Equal([1, 4, 5, 2, 6, 3], Served(6));
    }

    [Fact]
    public void A_customer_whose_only_captcha_is_renewed_keeps_his_place_in_the_round()
    {
        Enqueue(Ticket(1, 1), Ticket(2, 2), Ticket(3, 2));
        Enqueue(Ticket(1, 1));
        Assert.Equal([1, 2, 3], Served(3));
    }

    [Fact]
    public void A_renewed_ticket_is_replaced_whole()
    {
        Enqueue(Ticket(1, bid: 5), Ticket(2, bid: 6), Ticket(1, bid: 7, excluded: [9]));
        Assert.Equal(2, _queue.Depth);
        Assert.Equal(2, _queue.Serve(9));
        Assert.Equal(1, _queue.Serve(8));
    }

    [Fact]
    public void An_expired_captcha_costs_its_customer_no_turn()
    {
        Enqueue(Ticket(1, 1, expires: 10), Ticket(2, 1, queued: 1), Ticket(3, 2));
        Assert.Equal([2L, 3L], _queue.TakeBest(2, Any, At(10)).Select(t => t.Captcha.Value));
    }

    [Fact]
    public void Who_has_waited_longest_comes_first()
    {
        Wait(Offer(1, since: 3), Offer(2, since: 1), Offer(3, since: 2));
        Assert.Equal([2, 3, 1, null], new[] { Ticket(1), Ticket(2), Ticket(3), Ticket(4) }.Select(t => _queue.Fill(t, 5)));
    }

    [Fact]
    public void A_renewed_offer_keeps_its_place()
    {
        Wait(Offer(1, since: 0), Offer(2, since: 0), Offer(3, since: 1));
        Wait(Offer(1, since: 4));
        Assert.Equal(3, _queue.Waiting);
        Assert.Equal([1, 2, 3], new[] { Ticket(1), Ticket(2), Ticket(3) }.Select(t => _queue.Fill(t, 5)));
    }

    [Fact]
    public void An_offer_that_has_expired_lends_its_place_to_no_later_one()
    {
        Wait(Offer(1, since: 0, until: 4), Offer(2, since: 3));
        _queue.Offer(Offer(1, since: 10), At(10));
        Assert.Equal([2, 1], new[] { Ticket(1), Ticket(2) }.Select(t => _queue.Fill(t, 11)));
    }

    [Fact]
    public void An_expired_offer_is_never_matched()
    {
        Wait(Offer(1, until: 4));
        Assert.Null(_queue.Fill(Ticket(1), 4));
        Assert.Equal(0, _queue.Waiting);
    }

    [Fact]
    public void An_expired_ticket_is_never_matched_nor_queued()
    {
        Enqueue(Ticket(1, expires: 10));
        Assert.Null(_queue.Serve(1, now: 10));
        Assert.Equal(0, _queue.Depth);
        Assert.Equal(QueueVerdict.Expired, _queue.Enqueue(Ticket(2, expires: 10), At(10)).Verdict);
    }

    [Fact]
    public void Who_does_not_want_to_wait_gets_what_is_there_and_is_not_kept()
    {
        Assert.Equal(QueueVerdict.Expired, _queue.Offer(Offer(1, since: 5, until: 5), At(5)).Verdict);
        Assert.Equal(0, _queue.Waiting);
        Enqueue(Ticket(1));
        Assert.Equal(QueueVerdict.Matched, _queue.Offer(Offer(1, since: 5, until: 5), At(5)).Verdict);
    }

    [Fact]
    public void Nobody_gets_what_he_had_before()
    {
        Enqueue(Ticket(1, excluded: [1, 2]), Ticket(2, queued: 1));
        Assert.Equal(2, _queue.Serve(1));
        Assert.Null(_queue.Serve(2));
        Assert.Equal(1, _queue.Serve(3));
    }

    [Fact]
    public void A_recheck_goes_to_a_high_rating_only()
    {
        Enqueue(Ticket(1) with { NeedsHighRating = true });
        Assert.Null(_queue.Serve(1));
        Assert.Equal(1, _queue.Serve(2, highRating: true));
    }

    [Fact]
    public void A_recheck_goes_to_no_linked_account_but_workers_without_links_are_no_cluster()
    {
        Enqueue(Ticket(1) with { ExcludedClusters = [5] }, Ticket(2) with { ExcludedClusters = [0] });
        Assert.Equal(2, _queue.Serve(1, cluster: 5));
        Assert.Null(_queue.Serve(2, cluster: 5));
        Assert.Equal(1, _queue.Serve(3, cluster: 0));
    }

    [Fact]
    public void Nobody_gets_less_than_he_asks()
    {
        Enqueue(Ticket(1, bid: 5));
        Assert.Null(_queue.Serve(1, minRate: 6));
        Assert.Equal(1, _queue.Serve(2, minRate: 5));
    }

    [Fact]
    public void A_full_queue_refuses_new_tickets_and_takes_renewed_ones()
    {
        var queue = new ShardQueues(1, 1);
        Assert.Equal(QueueVerdict.Waits, queue.Enqueue(Ticket(1), At(1)).Verdict);
        Assert.Equal(QueueVerdict.Full, queue.Enqueue(Ticket(2), At(1)).Verdict);
        Assert.Equal(QueueVerdict.Waits, queue.Enqueue(Ticket(1), At(2)).Verdict);
    }

    [Fact]
    public void A_full_queue_refuses_new_workers_and_takes_renewed_ones()
    {
        var queue = new ShardQueues(1, 1);
        Assert.Equal(QueueVerdict.Waits, queue.Offer(Offer(1), At(1)).Verdict);
        Assert.Equal(QueueVerdict.Full, queue.Offer(Offer(2), At(1)).Verdict);
        Assert.Equal(QueueVerdict.Waits, queue.Offer(Offer(1), At(2)).Verdict);
    }

    [Fact]
    public void What_has_expired_takes_no_room()
    {
        var queue = new ShardQueues(1, 1);
        queue.Enqueue(Ticket(1, expires: 10), At(1));
        Assert.Equal(QueueVerdict.Waits, queue.Enqueue(Ticket(2), At(10)).Verdict);
        queue.Remove(new CaptchaId(2));
        queue.Offer(Offer(1, until: 20), At(11));
        Assert.Equal(QueueVerdict.Waits, queue.Offer(Offer(2), At(20)).Verdict);
    }

    [Fact]
    public void A_scan_looks_at_a_bounded_number_of_tickets()
    {
        for (var i = 1; i <= ShardQueues.MaxScan; i++) Enqueue(Ticket(i, excluded: [1]));
        Enqueue(Ticket(1_000, queued: 1));
        Assert.Null(_queue.Serve(1));
        _queue.Remove(new CaptchaId(1));
        Assert.Equal(1_000, _queue.Serve(1));
    }

    [Fact]
    public void Handing_over_takes_the_best_and_no_more_than_asked()
    {
        Enqueue(Ticket(1, bid: 5), Ticket(2, bid: 7), Ticket(3, bid: 6));
        Assert.Equal([2L, 3L], _queue.TakeBest(2, Any, At(1)).Select(t => t.Captcha.Value));
        Assert.Equal([1L], _queue.TakeBest(9, Any, At(1)).Select(t => t.Captcha.Value));
        Assert.Empty(_queue.TakeBest(9, Any, At(1)));
    }

    [Fact]
    public void Who_has_gone_gets_nothing()
    {
        Wait(Offer(1));
        Assert.True(_queue.Withdraw(new WorkerId(1)));
        Assert.False(_queue.Withdraw(new WorkerId(1)));
        Assert.Null(_queue.Fill(Ticket(1)));
        Assert.True(_queue.Remove(new CaptchaId(1)));
        Assert.False(_queue.Remove(new CaptchaId(1)));
    }

    private void Enqueue(params Ticket[] tickets)
    {
        foreach (var ticket in tickets) Assert.Equal(QueueVerdict.Waits, _queue.Enqueue(ticket, At(1)).Verdict);
    }

    private void Wait(params Offer[] offers)
    {
        foreach (var offer in offers) Assert.Equal(QueueVerdict.Waits, _queue.Offer(offer, At(1)).Verdict);
    }

    private long?[] Served(int count) => [.. Enumerable.Range(100, count).Select(worker => _queue.Serve(worker))];
}
