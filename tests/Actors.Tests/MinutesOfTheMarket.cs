using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Once a minute it is written down how the marketplace does.</summary>
public sealed class MinutesOfTheMarket
{
    [Fact]
    public async Task A_minute_has_the_load_the_money_and_the_times_of_the_captchas_before_it()
    {
        using var market = await Marketplace.Open();
        var worker = await market.Worker(1);
        await market.Local.Recover();
        await market.Pass(TimeSpan.FromSeconds(30)); // the minute ends half a minute after they come
        for (var n = 0; n < 3; n++)
        {
            await market.Submit();
            var given = (await market.Next(worker))!;
            await market.Work.Answer(given.Id, "grain");
        }
        for (var minute = 0; minute < 4; minute++) await market.Pass(TimeSpan.FromMinutes(1));

        var kept = await market.Store.Minutes(0, 1, 500);
        Assert.InRange(kept.Length, 4, 5);
        Assert.Equal(kept.Select(m => m.Minute), Enumerable.Range(0, kept.Length).Select(n => kept[0].Minute + n));
        Assert.Equal(Enum.GetValues<Kind>(), kept[^1].Loads.Select(l => l.Kind));
        Assert.Contains(kept, m => m.Loads.Any(l => l is { Kind: Kind.ImageText, SubmittedLastMinute: 3 }));
        Assert.Equal((3, 0), (kept[^1].Times!.All.Solved, kept[^1].Times!.All.Unsolved));
        Assert.Equal(Money.Zero, kept[^1].Sums.Aggregate(Money.Zero, (sum, s) => sum + s.Sum));
        Assert.Equal(await market.Store.Balance(AccountId.Of(worker)), kept[^1].Sums.Single(s => s.Kind == AccountKind.Worker).Sum);
    }

    [Fact]
    public async Task Refunds_are_counted_half_an_hour_after_the_sample()
    {
        using var market = await Marketplace.Open();
        var recorder = new MinuteRecorder(market.Actors, market.Store, shards: 1);
        var worker = await market.Worker(1);
        var id = await market.Submit();
        var given = (await market.Next(worker))!;
        await market.Work.Answer(given.Id, "grain");
        var then = market.Time.GetUtcNow() + MinuteRecorder.SampleAge + TimeSpan.FromMinutes(1);
        await recorder.Tend(then - TimeSpan.FromMinutes(1)); // it begins
        await recorder.Tend(then);
        await recorder.Tend(then); // within the minute it is done
        await market.Store.Commit(new TransferCommit([new Transfer(new TransferId(id.Value, Purpose.Refund), AccountId.HouseQuality, AccountId.Of(market.Customer), new Money(5))], then));
        await recorder.Tend(then + TimeSpan.FromMinutes(1));
        await recorder.Tend(then + TimeSpan.FromMinutes(MinuteRecorder.RefundsAfter));
        var kept = await market.Store.Minutes(0, 1, 500);
        Assert.Equal([null, null, new RefundShare(1, 1)], kept.Select(m => m.Refunds));
    }
}
