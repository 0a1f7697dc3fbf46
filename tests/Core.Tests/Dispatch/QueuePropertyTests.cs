using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CaptchaGrains.Core.Tests.Dispatch.QueueSample;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>Any sequence of calls under a clock that only goes forward, in universes so small that no scan meets its bound.</summary>
public sealed class QueuePropertyTests
{
    private const int MaxTickets = 5;
    private const int MaxOffers = 4;

    public abstract record Call(int After);

    /// <param name="Life">Seconds; 0: expired when it comes.</param>
    /// <param name="Age">Seconds that it has waited already.</param>
    public sealed record EnqueueCall(int After, long Captcha, long Bid, int Age, int Life, bool NeedsHighRating, int Excluded, int Clusters) : Call(After);

    public sealed record OfferCall(int After, long Worker, int Kinds, int Age, int Life, long MinRate, bool HighRating, long Cluster) : Call(After);

    public sealed record RemoveCall(int After, long Captcha) : Call(After);

    public sealed record WithdrawCall(int After, long Worker) : Call(After);

    /// <param name="Each">How many of each kind at most, by kind.</param>
    public sealed record TakeBestCall(int After, int Count, int[] Each) : Call(After);

    private static readonly Kind[] AllKinds = [Kind.ImageText, Kind.Grid, Kind.FunCaptcha];

    private static readonly Gen<int> Pause = Gen.Frequency((5, Gen.Constant(0)), (3, Gen.Choose(1, 2)), (1, Gen.Choose(3, 9)));
    private static readonly Gen<bool> Rarely = Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)));

    private static readonly Gen<Call> Enqueues =
        from after in Pause
        from captcha in Gen.Choose(1, 9)
        from bid in Gen.Choose(1, 2)
        from age in Gen.Choose(0, 3)
        from life in Gen.Choose(0, 12)
        from high in Rarely
        from excluded in Gen.Frequency((2, Gen.Constant(0)), (2, Gen.Choose(0, 15)))
        from clusters in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 3)))
        select (Call)new EnqueueCall(after, captcha, bid, age, life, high, excluded, clusters);

    private static readonly Gen<Call> Offers =
        from after in Pause
        from worker in Gen.Choose(1, 6)
        from kinds in Gen.Choose(1, 7)
        from age in Gen.Choose(0, 3)
        from life in Gen.Choose(0, 8)
        from min in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 3)))
        from high in Rarely
        from cluster in Gen.Choose(0, 2)
        select (Call)new OfferCall(after, worker, kinds, age, life, min, high, cluster);

    private static readonly Gen<Call> Removals = Pause.SelectMany(after => Gen.Choose(1, 9).Select(c => (Call)new RemoveCall(after, c)));
    private static readonly Gen<Call> Withdrawals = Pause.SelectMany(after => Gen.Choose(1, 6).Select(w => (Call)new WithdrawCall(after, w)));
    private static readonly Gen<Call> HandOvers =
        from after in Pause
        from count in Gen.Choose(0, 3)
        from each in Gen.Choose(0, 2).ArrayOf(3)
        select (Call)new TakeBestCall(after, count, each);

    private static readonly Gen<Call> Calls = Gen.Frequency((9, Enqueues), (6, Offers), (1, Removals), (1, Withdrawals), (1, HandOvers));

    [Fact]
    public void It_agrees_with_the_rules_searched_from_end_to_end() => Property.HoldsForAll(Calls, 40, calls =>
    {
        var (queue, oracle, now) = (new ShardQueues(MaxTickets, MaxOffers), new QueueOracle(MaxTickets, MaxOffers), Start);
        foreach (var call in calls)
        {
            now += TimeSpan.FromSeconds(call.After);
            switch (call)
            {
                case EnqueueCall c:
                    Assert.Equal(oracle.Enqueue(TicketOf(c, now), now), queue.Enqueue(TicketOf(c, now), now));
                    break;
                case OfferCall c:
                    Assert.Equal(oracle.Offer(OfferOf(c, now), now), queue.Offer(OfferOf(c, now), now));
                    break;
                case RemoveCall c:
                    Assert.Equal(oracle.Remove(new CaptchaId(c.Captcha)), queue.Remove(new CaptchaId(c.Captcha)));
                    break;
                case WithdrawCall c:
                    Assert.Equal(oracle.Withdraw(new WorkerId(c.Worker)), queue.Withdraw(new WorkerId(c.Worker)));
                    break;
                case TakeBestCall c:
                    Assert.Equal(oracle.TakeBest(c.Count, CountsOf(c), now), queue.TakeBest(c.Count, CountsOf(c), now));
                    break;
            }
            Assert.Equal((oracle.Tickets.Count, oracle.Workers), (queue.Depth, queue.Waiting));
            foreach (var kind in AllKinds)
                Assert.Equal((oracle.Tickets.Count(t => t.Kind == kind), oracle.WaitingOf(kind)), (queue.DepthOf(kind), queue.WaitingOf(kind)));
            Assert.Equal(AllKinds.Where(k => oracle.WaitingOf(k) > 0).Select(k => new KindCount(k, oracle.WaitingOf(k))), queue.WaitingByKind());
            Assert.All(oracle.Tickets, t => Assert.True(queue.IsQueued(t.Captcha)));
        }
    }, 1_500);

    [Fact]
    public void No_match_breaks_a_rule_nobody_is_matched_twice_and_no_pair_is_left() => Property.HoldsForAll(Calls, 60, calls =>
    {
        var (queue, now) = (new ShardQueues(MaxTickets, MaxOffers), Start);
        var tickets = new Dictionary<CaptchaId, Ticket>();
        var offers = new Dictionary<WorkerId, Offer>();
        foreach (var call in calls)
        {
            now += TimeSpan.FromSeconds(call.After);
            switch (call)
            {
                case EnqueueCall c:
                    var ticket = TicketOf(c, now);
                    var enqueued = queue.Enqueue(ticket, now);
                    tickets.Remove(ticket.Captcha);
                    if (enqueued.Verdict == QueueVerdict.Waits) tickets.Add(ticket.Captcha, ticket);
                    if (enqueued.Match is { } found)
                    {
                        Assert.Equal(ticket, found.Ticket);
                        Assert.True(now < found.Offer.Until, "a waiting worker whose time is over is not matched");
                        Assert.True(offers.Remove(found.Offer.Worker), "nobody is matched who does not wait");
                        Check(found, now);
                    }
                    break;
                case OfferCall c:
                    var offer = OfferOf(c, now);
                    var offered = queue.Offer(offer, now);
                    offers.Remove(offer.Worker);
                    if (offered.Verdict == QueueVerdict.Waits) offers.Add(offer.Worker, offer);
                    if (offered.Match is { } match)
                    {
                        Assert.Equal(offer.Worker, match.Offer.Worker);
                        Assert.True(tickets.Remove(match.Ticket.Captcha, out var waiting) && waiting == match.Ticket, "nothing is matched that does not wait");
                        Check(match, now);
                    }
                    break;
                case RemoveCall c:
                    queue.Remove(new CaptchaId(c.Captcha));
                    tickets.Remove(new CaptchaId(c.Captcha));
                    break;
                case WithdrawCall c:
                    queue.Withdraw(new WorkerId(c.Worker));
                    offers.Remove(new WorkerId(c.Worker));
                    break;
                case TakeBestCall c:
                    foreach (var taken in queue.TakeBest(c.Count, CountsOf(c), now))
                        Assert.True(now < taken.ExpiresAt && tickets.Remove(taken.Captcha), "only what waits is handed over");
                    break;
            }
            Assert.InRange(queue.Depth, 0, MaxTickets);
            Assert.InRange(queue.Waiting, 0, MaxOffers);
            var left = from t in tickets.Values from o in offers.Values where now < t.ExpiresAt && now < o.Until && QueueOracle.MayHave(o, t) select (t, o);
            Assert.Empty(left);
        }
    }, 1_000);

    [Fact]
    public void Customers_of_one_bid_take_turns() => Property.Holds(
        Gen.Choose(1, 6).SelectMany(customers => Gen.Choose(1, 5).ArrayOf(customers)).Where(counts => counts.Sum() < ShardQueues.MaxScan),
        counts =>
        {
            var queue = new ShardQueues(100, 10);
            var next = 0L;
            for (var customer = 0; customer < counts.Length; customer++)
                for (var i = 0; i < counts[customer]; i++)
                    queue.Enqueue(Ticket(++next, customer), At(1));
            var served = new int[counts.Length];
            while (queue.Offer(Offer(1), At(2)).Match is { } match)
            {
                served[match.Ticket.Customer.Value]++;
                // Nobody who still waits is more than one captcha behind anybody else.
                for (var c = 0; c < counts.Length; c++)
                    Assert.True(served[c] == counts[c] || served[c] >= served.Max() - 1, $"{c} has {served[c]} of [{string.Join(' ', served)}]");
            }
            Assert.Equal(counts, served);
        });

    [Fact]
    public void A_bounded_scan_still_finds_everything_in_the_end() => Property.Holds(
        Gen.Choose(ShardQueues.MaxScan, 300).SelectMany(n => Gen.Choose(0, 20).Select(free => (Barred: n, Free: free))),
        c =>
        {
            var queue = new ShardQueues(1_000, 10);
            for (var i = 1; i <= c.Barred; i++) queue.Enqueue(Ticket(i, queued: 0, expires: 5, excluded: [1]), At(0));
            for (var i = 1; i <= c.Free; i++) queue.Enqueue(Ticket(1_000 + i, queued: 1), At(1));
            Assert.Null(queue.Serve(1, now: 4));
            // The heap in front has expired: it must not cost the worker his captchas any more.
            for (var i = 1; i <= c.Free; i++) Assert.Equal(1_000 + i, queue.Serve(1, now: 5));
            Assert.Null(queue.Serve(1, now: 5));
            Assert.Equal(0, queue.Depth);
        }, 50);

    private static ImmutableArray<KindCount> CountsOf(TakeBestCall c) => [.. AllKinds.Select((kind, i) => new KindCount(kind, c.Each[i]))];

    private static void Check(Match match, DateTimeOffset now)
    {
        Assert.True(QueueOracle.MayHave(match.Offer, match.Ticket), "he may have it");
        Assert.True(now < match.Ticket.ExpiresAt, "it has not expired");
    }

    // Customers and kinds follow from captchas: a captcha never changes its owner, nor what it is.
    private static Ticket TicketOf(EnqueueCall c, DateTimeOffset now) =>
        new(new CaptchaId(c.Captcha), new CustomerId(c.Captcha % 3), AllKinds[(int)(c.Captcha / 3 % 3)], new Money(c.Bid), now - TimeSpan.FromSeconds(c.Age), now + TimeSpan.FromSeconds(c.Life), Workers(c.Excluded))
        {
            NeedsHighRating = c.NeedsHighRating,
            ExcludedClusters = Bits(c.Clusters),
        };

    private static Offer OfferOf(OfferCall c, DateTimeOffset now) =>
        new(
            new WorkerId(c.Worker), KindSet.Of([.. AllKinds.Where((_, bit) => (c.Kinds >> bit & 1) == 1)]), now - TimeSpan.FromSeconds(c.Age), now + TimeSpan.FromSeconds(c.Life), new Money(c.MinRate), c.HighRating ? KindSet.All : default, c.Cluster, "host");

    private static readonly ImmutableArray<long>[] Subsets =
        [.. Enumerable.Range(0, 16).Select(set => Enumerable.Range(0, 4).Where(bit => (set >> bit & 1) == 1).Select(bit => bit + 1L).ToImmutableArray())];

    // Each subset is one array: arrays are compared by reference, and tickets by their arrays.
    private static readonly ImmutableArray<WorkerId>[] WorkerSubsets = [.. Subsets.Select(s => s.Select(n => new WorkerId(n)).ToImmutableArray())];

    private static ImmutableArray<long> Bits(int set) => Subsets[set];

    private static ImmutableArray<WorkerId> Workers(int set) => WorkerSubsets[set];
}
