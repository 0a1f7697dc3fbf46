using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Api.Tests;

/// <summary><c>load.php</c> tells how busy the market is, and costs the market next to nothing.</summary>
public class LoadOfTheMarket
{
    [Fact]
    public async Task Waiting_captchas_and_workers_are_told_a_second_old_at_most()
    {
        await using var api = await ApiHost.Start();
        Assert.Contains("<waiting>0</waiting>\n  <load>0</load>", await api.Get("load.php"), StringComparison.Ordinal);

        await api.Submit();
        await api.Submit();
        Assert.Contains("<load>0</load>", await api.Get("load.php"), StringComparison.Ordinal);
        api.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("<waiting>0</waiting>\n  <load>100</load>", await api.Get("load.php"), StringComparison.Ordinal);

        for (var captcha = 0; captcha < 2; captcha++) await api.Solve("abc");
        using var home = new CancellationTokenSource();
        var worker = api.Market.WorkerDesk.Next(new WorkerId(7), [Kind.ImageText], TimeSpan.FromSeconds(25), home.Token);
        while (api.Market.WorkerDesk.Waiting == 0 || api.Market.CallsInFlight > 0) await Task.Yield();
        api.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("<waiting>1</waiting>\n  <load>0</load>", await api.Get("load.php"), StringComparison.Ordinal);
        await home.CancelAsync();
        await worker;
    }

    [Fact]
    public async Task The_least_bid_is_the_price_at_this_moment_as_operators_set_it()
    {
        await using var api = await ApiHost.Start();
        Assert.Contains("<minbid>0.21</minbid>", await api.Get("load.php"), StringComparison.Ordinal);
        var own = PriceTable.ImageText.Terms;
        await api.Actors.PriceBoard().Change(new PriceChange("one", Kind.ImageText, own, own with { MinRate = own.MinRate.Times(2), FeePerMille = 0 }));
        api.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("<minbid>0.28</minbid>", await api.Get("load.php"), StringComparison.Ordinal);
        Assert.Contains("$0.28", await api.Get("docs/image-text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_ask_the_shards_are_asked_once_at_a_time_and_once_a_second()
    {
        var time = new ManualTime();
        var shards = new CountedShards();
        var load = new MarketLoad(shards, new DispatchOptions { Shards = 3 }, new DeskOptions(), time);

        var first = Enumerable.Range(0, 1000).Select(_ => load.Of(Kind.ImageText).AsTask()).ToList();
        while (shards.Asked < 3) await Task.Yield();
        time.Advance(TimeSpan.FromSeconds(2)); // the shards are slow
        var late = load.Of(Kind.ImageText).AsTask();
        Assert.Equal(3, shards.Asked);
        shards.Answer();
        Assert.All(await Task.WhenAll([.. first, late]), told => Assert.Equal((6, 9), told));
        Assert.Equal((0, 0), await load.Of(Kind.Audio));
        Assert.Equal(6, shards.Asked); // that was more than a second after the first question
        await load.Of(Kind.ImageText);
        Assert.Equal(6, shards.Asked);
    }

    [Fact]
    public async Task A_shard_that_is_lost_or_slow_is_left_out()
    {
        var time = new ManualTime();
        var shards = new CountedShards { Lost = 1 };
        var load = new MarketLoad(shards, new DispatchOptions { Shards = 2 }, new DeskOptions(), time);
        shards.Answer();
        Assert.Equal((2, 3), await load.Of(Kind.ImageText));

        var slow = new MarketLoad(new CountedShards(), new DispatchOptions { Shards = 2 }, new DeskOptions(), time);
        var asked = slow.Of(Kind.ImageText).AsTask();
        while (!asked.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.Equal((0, 0), await asked);
    }

    /// <summary>Shards of which each has two captchas and three workers for images, when they are allowed to answer.</summary>
    private sealed class CountedShards : IActors, IDispatchShard
    {
        private readonly TaskCompletionSource<ShardLoad> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        /// <summary>The number of a shard that cannot be reached.</summary>
        public int? Lost { get; init; }

        public int Asked => Volatile.Read(ref _asked);

        public void Answer() => _answer.TrySetResult(new ShardLoad([new KindLoad(Kind.ImageText, 5, 4, 2, 3)]));

        public IDispatchShard Shard(ShardKey key) => key.Number == Lost ? throw new TimeoutException() : this;

        public Task<ShardLoad> Load()
        {
            Interlocked.Increment(ref _asked);
            return _answer.Task;
        }

        public ICaptcha Captcha(CaptchaId id) => throw new NotSupportedException();

        public ICustomer Customer(CustomerId id) => throw new NotSupportedException();

        public IWorker Worker(WorkerId id) => throw new NotSupportedException();

        public ICrowd Crowd(CaptchaId captcha) => throw new NotSupportedException();

        public IDomain Domain(DomainName name) => throw new NotSupportedException();

        public IDomainBoard DomainBoard() => throw new NotSupportedException();

        public ILinkBoard LinkBoard() => throw new NotSupportedException();

        public IReport Report(CaptchaId captcha) => throw new NotSupportedException();

        public IPriceBoard PriceBoard() => throw new NotSupportedException();

        public ISweeper Sweeper() => throw new NotSupportedException();

        public Task<ShardReply> Enqueue(Ticket ticket) => throw new NotSupportedException();

        public Task<ShardReply> Offer(Offer offer) => throw new NotSupportedException();

        public Task Withdraw(WorkerId worker) => throw new NotSupportedException();

        public Task Remove(CaptchaId captcha) => throw new NotSupportedException();

        public Task PeerIdle(int peer, int workers, System.Collections.Immutable.ImmutableArray<KindCount> idle) => throw new NotSupportedException();
    }
}
