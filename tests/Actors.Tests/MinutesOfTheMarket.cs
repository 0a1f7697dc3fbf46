using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

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

    [Fact]
    public async Task A_captcha_that_takes_longer_than_others_of_its_kind_is_paid_more_and_so_it_is_after_a_restart()
    {
        using var market = await Marketplace.Open();
        var worker = await market.Worker(1);
        var twoWords = Marketplace.Plain with { Phrase = true };
        await market.Local.Recover();
        Assert.Equal(await Shown(market, worker, Marketplace.Plain, 0), await Shown(market, worker, twoWords, 0));
        for (var n = 0; n < 60; n++)
        {
            await Shown(market, worker, Marketplace.Plain, 3);
            await Shown(market, worker, twoWords, 12);
        }
        for (var minute = 0; minute < 8; minute++) await market.Pass(TimeSpan.FromMinutes(1));
        await Ask(market);

        var (plain, harder) = (await Shown(market, worker, Marketplace.Plain, 3), await Shown(market, worker, twoWords, 12));
        Assert.Equal(PriceTable.ImageText.MinRate, plain);
        Assert.InRange(harder.Nanos, PriceTable.ImageText.RateOf(plain, 1_100).Nanos, PriceTable.ImageText.RateOf(plain, ComplexityRule.Most).Nanos);
        market.AssertMoneyIsConserved();

        var efforts = (await market.Store.LastMinute())!.Efforts;
        var next = new MinuteRecorder(market.Actors, market.Store, shards: 1);
        await next.Tend(market.Time.GetUtcNow().AddMinutes(10)); // it begins
        await next.Tend(market.Time.GetUtcNow().AddMinutes(11)); // and counts the two of above, and none of the others again
        Assert.Equal(efforts.Sum(e => e.Turns) + 2, (await next.Efforts()).Sum(e => e.Turns));
    }

    private static async Task Ask(Marketplace market)
    {
        await market.Actors.PriceBoard().Rates();
        await market.Pass(TimeSpan.FromSeconds(2));
        await market.Actors.PriceBoard().Rates();
        await market.Pass(TimeSpan.FromSeconds(2));
    }

    /// <summary>One captcha, solved within some seconds.</summary>
    /// <returns>The rate that the worker saw.</returns>
    private static async Task<Money> Shown(Marketplace market, WorkerId worker, CaptchaRequest request, int seconds)
    {
        await market.Submit(request);
        var given = (await market.Next(worker))!;
        if (seconds > 0) await market.Pass(TimeSpan.FromSeconds(seconds));
        await market.Work.Answer(given.Id, "grain");
        return given.Rate;
    }
}
