using System.Collections.Immutable;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Tests;

public class SeveralKinds
{
    private static readonly CaptchaRequest Text = new(Kind.Text) { Instruction = "How many legs has a horse?" };
    private static readonly CaptchaRequest Audio = new(Kind.Audio);

    [Fact]
    public async Task A_new_worker_may_do_every_kind()
    {
        using var m = await Marketplace.Open();
        var ready = await m.Actors.Worker(await m.Worker(7)).Ready();
        Assert.Equal((ReadyVerdict.MayWork, KindSet.All), (ready.Verdict, ready.Terms!.Kinds));
    }

    [Fact]
    public async Task A_waiting_worker_gets_whichever_of_his_kinds_comes_first()
    {
        using var m = await Marketplace.Open();
        var waiting = m.Wait(await m.Worker(7), 25);
        await m.Settle();
        var id = await m.Submit(Text);
        Assert.Equal((id, Kind.Text), ((await waiting).Assignment!.Id.Captcha, (await waiting).Assignment!.Kind));
    }

    [Fact]
    public async Task A_worker_gets_nothing_but_what_he_asked_for()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await m.Submit();
        var waiting = m.Work.Next(worker, [Kind.Text, Kind.Audio], TimeSpan.FromSeconds(25), CancellationToken.None);
        await m.Settle();
        Assert.False(waiting.IsCompleted);
        var id = await m.Submit(Audio);
        Assert.Equal(id, (await waiting).Assignment?.Id.Captcha);
    }

    [Fact]
    public async Task Each_worker_gets_one_captcha_although_he_waits_in_every_kind()
    {
        using var m = await Marketplace.Open();
        var (first, second) = (m.Wait(await m.Worker(7), 25), m.Wait(await m.Worker(8), 25));
        await m.Settle();
        var ids = new[] { await m.Submit(Text), await m.Submit(), await m.Submit(Audio) };
        var given = new[] { await first, await second }.Select(n => n.Assignment!.Id.Captcha).Order();
        Assert.Equal(ids[..2], given);
        await m.Settle();
        Assert.Equal(1, await Depth(m));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Of_several_shards_each_captcha_finds_the_worker_for_its_kind(int shards)
    {
        using var m = await Marketplace.Open(new() { Shards = shards });
        var waits = new List<Task<Desks.NextResult>>();
        ImmutableArray<Kind>[] sets = [[Kind.ImageText], [Kind.Text, Kind.Rotate], [Kind.Audio, Kind.Grid], [Kind.Rotate, Kind.Text]];
        for (var i = 0; i < sets.Length; i++)
            waits.Add(m.Work.Next(await m.Worker(i + 1), sets[i], TimeSpan.FromSeconds(25), CancellationToken.None));
        await m.Settle();
        foreach (var request in new[] { Text, Audio, Marketplace.Plain, Text }) await m.Submit(request);
        var results = await m.Until(Task.WhenAll(waits), TimeSpan.FromSeconds(10));
        for (var i = 0; i < sets.Length; i++) Assert.Contains(results[i].Assignment!.Kind, sets[i]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shard_hands_over_what_workers_elsewhere_wait_for_and_keeps_the_rest(bool workersFirst)
    {
        using var m = await Marketplace.Open(new() { Shards = 2 });
        var (idle, busy) = (m.Actors.Shard(new ShardKey(0)), m.Actors.Shard(new ShardKey(1)));
        if (workersFirst) await idle.Offer(OfferOf(m, Kind.Text, Kind.Audio));
        await m.Settle();
        await busy.Enqueue(TicketOf(m, 1, Kind.ImageText));
        await busy.Enqueue(TicketOf(m, 2, Kind.Audio));
        if (!workersFirst) await idle.Offer(OfferOf(m, Kind.Text, Kind.Audio));
        await m.Settle();
        // The clock stands still: nothing was renewed.
        Assert.Equal((0, 0), (await Total(idle, l => l.Depth), await Total(idle, l => l.Waiting)));
        Assert.Equal([Kind.ImageText], (await busy.Load()).Kinds.Where(l => l.Depth > 0).Select(l => l.Kind));
    }

    [Fact]
    public async Task The_load_of_a_shard_is_told_by_kind_and_sets_the_rate_of_each()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        for (var i = 0; i < 3; i++) await m.Submit(Text);
        await m.Submit();
        var waiting = m.Work.Next(worker, [Kind.Grid, Kind.Audio], TimeSpan.FromSeconds(5), CancellationToken.None);
        while (await Total(m.Actors.Shard(new ShardKey(0)), l => l.Waiting) == 0) await Task.Yield(); // the worker's offer is on its way
        var load = (await m.Actors.Shard(new ShardKey(0)).Load()).Kinds.ToDictionary(l => l.Kind);
        Assert.Equal(new KindLoad(Kind.Text, 3, 0, 3, 0), load[Kind.Text]);
        Assert.Equal(new KindLoad(Kind.ImageText, 1, 0, 1, 0), load[Kind.ImageText]);
        Assert.Equal(new KindLoad(Kind.Audio, 0, 1, 0, 1), load[Kind.Audio]);
        await m.Actors.PriceBoard().Rates();
        await m.Pass(TimeSpan.FromSeconds(2));
        var rates = (await m.Actors.PriceBoard().Rates()).ToDictionary(r => r.Kind, r => r.Rate);
        Assert.True(rates[Kind.Text] > PriceTable.Of(Kind.Text).MinRate, "nobody offers himself for what is submitted");
        Assert.Equal(PriceTable.Of(Kind.Audio).MinRate, rates[Kind.Audio]);
        Assert.Null((await m.Until(waiting, TimeSpan.FromSeconds(6))).Assignment);
    }

    private static Task<int> Depth(Marketplace m) => Total(m.Actors.Shard(new ShardKey(0)), l => l.Depth);

    private static async Task<int> Total(IDispatchShard shard, Func<KindLoad, int> part) => (await shard.Load()).Kinds.Sum(part);

    private static Offer OfferOf(Marketplace m, params Kind[] kinds) =>
        new(new WorkerId(7), KindSet.Of(kinds), m.Time.GetUtcNow(), m.Time.GetUtcNow() + TimeSpan.FromSeconds(4), Money.Zero, default, 0, "nowhere");

    private static Ticket TicketOf(Marketplace m, long id, Kind kind) =>
        new(new CaptchaId(id), m.Customer, kind, new Money(1), m.Time.GetUtcNow(), m.Time.GetUtcNow() + TimeSpan.FromSeconds(90), []);
}
