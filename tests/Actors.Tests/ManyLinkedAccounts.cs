using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Somebody makes as many accounts as he likes, and shows them in the order that he likes: it costs the board a bounded number of calls, and others no room.</summary>
public sealed class ManyLinkedAccounts
{
    private const int Accounts = 10_000;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The pairs of accounts that show the same device, one after the other.</summary>
    public static TheoryData<string> Orders => ["chain up", "chain down", "star", "random", "halves", "one device"];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_cluster_of_ten_thousand_accounts_is_joined_in_any_order_with_a_bounded_number_of_calls(string order)
    {
        var states = new CountedStates();
        using var market = Market(states, out _);
        var (board, recorded, most) = (market.Actors.LinkBoard(), 0, 0);
        foreach (var signal in Signals(order))
        {
            var before = states.Calls;
            await board.Record(signal);
            recorded++;
            if (recorded > 1) most = Math.Max(most, states.Calls - before); // the first one also reads what there is
        }
        Assert.InRange(recorded, Accounts, 2 * Accounts);
        Assert.InRange(most, 1, 3); // a bucket of signals, which may have to be read first, and a bucket of matches
        foreach (var account in new[] { 1, 2, 777, Accounts / 2, Accounts }) Assert.Equal(new WorkerId(1), await board.ClusterOf(new WorkerId(account)));

        // Another process reads it all in a bounded number of calls, and knows the same.
        var fresh = new CountedStates(states);
        using var later = Market(fresh, out _);
        Assert.Equal(new WorkerId(1), await later.Actors.LinkBoard().ClusterOf(new WorkerId(Accounts)));
        Assert.Equal(LinkBoardActor.MatchBuckets, fresh.Calls);
        var (seen, matches) = (new List<WorkerId>(), 0);
        for (var page = await later.Actors.LinkBoard().Cluster(new WorkerId(5)); ; page = await later.Actors.LinkBoard().Cluster(new WorkerId(5), page.Next.Value))
        {
            Assert.Equal(Accounts, page.Size);
            Assert.InRange(page.Members.Length, 1, LinkBoardActor.MostShown);
            seen.AddRange(page.Members);
            matches += page.Matches.Length;
            if (page.Next is null) break;
        }
        Assert.Equal(Enumerable.Range(1, Accounts).Select(n => (long)n), seen.Select(w => w.Value));
        Assert.InRange(matches, Accounts * 9 / 10, Accounts + 1_000); // one for each that joined; of the first few all reasons
    }

    [Fact]
    public async Task A_public_network_costs_a_bounded_number_of_writes_and_takes_no_room_from_real_links()
    {
        var states = new CountedStates();
        using var market = Market(states, out _);
        var (board, most) = (market.Actors.LinkBoard(), 0);
        for (var n = 1; n <= 2_500; n++)
        {
            var before = states.Calls;
            await board.Record(new LinkSignal(SignalKind.AddressAndBrowser, "university", new WorkerId(n), Now.AddSeconds(n)));
            if (n > 1) most = Math.Max(most, states.Calls - before);
        }
        Assert.InRange(most, 2, 2 + LinkBoardActor.MatchBuckets);
        Assert.Equal(new WorkerId(2_000), await board.ClusterOf(new WorkerId(2_000))); // one weak signal links nobody
        Assert.Equal(0, states.Longest<MatchBucket>(b => b.Matches.Length) / (LinkBoardActor.MostMatches + 1));

        foreach (var n in new[] { 10_001, 10_002 }) await board.Record(new LinkSignal(SignalKind.Device, "laptop", new WorkerId(n), Now));
        using var later = Market(states, out _);
        Assert.Equal(new WorkerId(10_001), await later.Actors.LinkBoard().ClusterOf(new WorkerId(10_002)));
    }

    [Fact]
    public async Task Two_accounts_with_endless_devices_fill_no_bucket()
    {
        var states = new CountedStates();
        using var market = Market(states, out _);
        for (var n = 0; n < 1_000; n++)
            foreach (var account in new[] { 1, 2 })
                await market.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, $"d{n}", new WorkerId(account), Now));
        Assert.Single((await market.Actors.LinkBoard().Cluster(new WorkerId(1))).Matches);
    }

    [Fact]
    public async Task A_limit_of_some_of_them_limits_all_and_each_asks_the_board_a_few_times_a_minute()
    {
        var states = new CountedStates();
        using var market = Market(states, out var time);
        foreach (var n in Enumerable.Range(1, 60))
        {
            await market.Actors.Worker(new WorkerId(n)).Enroll();
            await market.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, "laptop", new WorkerId(n), Now));
        }
        var limits = Enumerable.Range(1, 50).Select(n => new KindLimit(Kind.RecaptchaV2, TokenLimit.TooManyBad, new WorkerId(n), time.GetUtcNow().AddHours(24 + n)));
        foreach (var limit in limits) await market.Actors.Worker(new WorkerId(1)).Limit([limit]);
        await market.Actors.Worker(new WorkerId(1)).Limit([new KindLimit(Kind.RecaptchaV3, TokenLimit.NoneGood, new WorkerId(60), time.GetUtcNow().AddHours(24))]);
        var kept = await market.Actors.Worker(new WorkerId(1)).Limit([]);
        Assert.Equal((WorkerProfile.MostLimitsOfAKind, 1), (kept.Count(l => l.Kind == Kind.RecaptchaV2), kept.Count(l => l.Kind == Kind.RecaptchaV3)));
        Assert.Equal(new WorkerId(50), kept.Where(l => l.Kind == Kind.RecaptchaV2).MaxBy(l => l.Until)!.Because);

        var calls = 0;
        var actors = Watched.Of(market.Actors, _ => { }, actor => actor is ILinkBoard board ? Watched.Of(board, _ => calls++) : actor);
        var store = new MemoryStore();
        foreach (var limit in kept)
            await store.AddSanction(new Sanction
            {
                Id = new SanctionId(limit.Because.Value * 100 + (long)limit.Kind),
                Origin = $"limit/{limit.Because}/{limit.Kind}",
                Worker = limit.Because,
                What = SanctionKind.Limit,
                At = Now,
                Why = "Too many.",
                Kind = limit.Kind,
                Rule = limit.Why,
                Until = limit.Until,
            });
        var services = new ActorServices(actors, store, states, new Silence(), new DispatchOptions(), new Random(1));
        var terms = (await new WorkerActor(new WorkerId(33), services, new Standing(time)).Ready()).Terms!;
        Assert.False(terms.Kinds.Contains(Kind.RecaptchaV2) || terms.Kinds.Contains(Kind.RecaptchaV3));
        Assert.Equal(1, terms.Cluster);
        Assert.Equal(3, calls); // whose cluster, whose limits, and who else shares them
    }

    [Fact]
    public async Task The_calls_about_money_link_accounts_by_destination_however_it_is_written_and_by_referral_only_with_another_weak_signal()
    {
        using var m = await Marketplace.Open();
        var desk = new LinkDesk(m.Actors, m.Local.Repeat, m.Time);
        var board = m.Actors.LinkBoard();
        await desk.PaidTo(new WorkerId(1), "DE89 3704 0044 0532 0130 00");
        await desk.PaidTo(new WorkerId(2), "de89370400440532013000");
        await desk.PaidTo(new WorkerId(2), "de89370400440532013000"); // repeated
        await desk.PaidTo(new WorkerId(3), "DE75 5121 0800 1245 1261 99");
        Assert.Equal(new WorkerId(1), await board.ClusterOf(new WorkerId(2)));
        Assert.Equal(new WorkerId(3), await board.ClusterOf(new WorkerId(3)));
        var match = Assert.Single((await board.Cluster(new WorkerId(1))).Matches);
        Assert.Equal(SignalKind.PayoutDestination, match.Kind);
        Assert.Matches("^[0-9a-f]{64}$", match.Value); // nobody can read it

        await desk.Invited(new WorkerId(10), new WorkerId(11));
        await desk.Invited(new WorkerId(10), new WorkerId(12));
        await desk.Invited(new WorkerId(10), new WorkerId(12));
        foreach (var n in new[] { 10, 11, 12 }) Assert.Equal(new WorkerId(n), await board.ClusterOf(new WorkerId(n)));
        foreach (var n in new[] { 10, 12 }) await board.Record(new LinkSignal(SignalKind.AddressAndBrowser, "home", new WorkerId(n), m.Time.GetUtcNow()));
        Assert.Equal(new WorkerId(10), await board.ClusterOf(new WorkerId(12)));
        Assert.Equal(new WorkerId(11), await board.ClusterOf(new WorkerId(11))); // invited by the same, and from elsewhere
    }

    /// <summary>Each pair shows a device of its own, but in the last order.</summary>
    private static IEnumerable<LinkSignal> Signals(string order)
    {
        if (order == "one device")
        {
            for (var n = Accounts; n >= 1; n--) yield return new LinkSignal(SignalKind.Device, "farm", new WorkerId(n), Now.AddSeconds(n));
            yield break;
        }
        foreach (var (one, other) in Pairs(order))
            foreach (var account in (int[])[one, other]) yield return new LinkSignal(SignalKind.Device, $"{one}-{other}", new WorkerId(account), Now);
    }

    private static IEnumerable<(int One, int Other)> Pairs(string order)
    {
        switch (order)
        {
            case "chain up": return Enumerable.Range(1, Accounts - 1).Select(n => (n, n + 1));
            case "chain down": return Enumerable.Range(1, Accounts - 1).Reverse().Select(n => (n + 1, n));
            case "star": return Enumerable.Range(2, Accounts - 1).Reverse().Select(n => (n, 1));
            case "random":
                var random = new Random(3);
                var shuffled = Enumerable.Range(1, Accounts).ToArray();
                random.Shuffle(shuffled);
                return Enumerable.Range(1, Accounts - 1).Select(n => (shuffled[n], shuffled[random.Next(n)]));
            default: // clusters of the same size meet, which moves most members
                return Enumerable.Range(0, 14).SelectMany(level => Enumerable.Range(0, Accounts >> (level + 1))
                    .Select(n => ((n << (level + 1)) + 1, (n << (level + 1)) + (1 << level) + 1))).Where(p => p.Item2 <= Accounts)
                    .Concat(Enumerable.Range(2, Accounts - 1).Where(n => IsLeftOver(n - 1)).Select(n => (1, n)));
        }
    }

    /// <summary>Those whom no pair of halves has, because ten thousand is no power of two.</summary>
    private static bool IsLeftOver(int n)
    {
        var level = System.Numerics.BitOperations.TrailingZeroCount(n);
        return n >> (level + 1) >= Accounts >> (level + 1);
    }

    private static LocalMarketplace Market(IActorStates states, out ManualTime time)
    {
        var store = new MemoryStore();
        return new LocalMarketplace(store, store, states, time = new ManualTime());
    }

    private sealed class Silence : IPush
    {
        public void Matched(string address, WorkerId worker, CaptchaId captcha) => Assert.Fail("Nobody waits.");

        public void Ended(string address, CaptchaId captcha) => Assert.Fail("Nobody waits.");
    }

    private sealed class Standing(ManualTime time) : IActorContext
    {
        public DateTimeOffset Now => time.GetUtcNow();

        public void WakeAt(DateTimeOffset? due) => Assert.Fail("A worker has no alarm.");

        public void Rest() => Assert.Fail("Nor does he rest.");
    }

    /// <summary>Keeps what is written as it is: ten thousand sign-ins are not about JSON. Counts reads and writes.</summary>
    private sealed class CountedStates(CountedStates? before = null) : IActorStates
    {
        private readonly Dictionary<string, object> _rows = before is null ? [] : before._rows;

        public int Calls { get; private set; }

        public IActorState<T> For<T>(string key) where T : class => new State<T>(this, key);

        public int Longest<T>(Func<T, int> length) => _rows.Values.OfType<T>().Max(length);

        private sealed class State<T>(CountedStates states, string key) : IActorState<T> where T : class
        {
            public T? Value { get; private set; }

            public Task Read()
            {
                states.Calls++;
                Value = (T?)states._rows.GetValueOrDefault(key);
                return Task.CompletedTask;
            }

            public Task Write(T value)
            {
                states.Calls++;
                states._rows[key] = Value = value;
                return Task.CompletedTask;
            }
        }
    }
}
