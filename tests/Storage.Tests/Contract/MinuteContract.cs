using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>How the marketplace does, minute by minute.</summary>
public abstract class MinuteContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    [Fact]
    public async Task What_accounts_hold_together_is_summed_by_their_kind()
    {
        Assert.Empty(await Store.Minutes.AccountSums());
        await Market.Commit(Given.Deposit(1, 1, captchas: 3));
        await Market.Commit(Given.Deposit(2, 2, captchas: 2));
        foreach (var id in (long[])[10, 11]) await Market.Commit(Given.Submit(Given.Captcha(id)));
        await Market.Commit(Given.Answer(Given.Captcha(10)));
        var sums = (await Store.Minutes.AccountSums()).ToDictionary(s => s.Kind, s => s.Sum);
        Assert.Equal(Money.Zero, sums.Values.Aggregate(Money.Zero, (sum, s) => sum + s));
        Assert.Equal((Given.Price.Price.Times(3), Given.Price.Price), (sums[AccountKind.Customer], sums[AccountKind.CustomerHeld]));
        Assert.Equal((Given.Price.Rate, Given.Price.Fee, -Given.Price.Price.Times(5)), (sums[AccountKind.Worker], sums[AccountKind.HouseRevenue], sums[AccountKind.WorldDeposits]));
    }

    [Fact]
    public async Task A_sample_has_the_newest_captchas_of_customers_before_a_time()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 9));
        foreach (var (id, seconds) in ((long, int)[])[(10, 0), (11, 10), (12, 20), (13, 60)]) await Market.Commit(Given.Submit(Captcha(id, seconds)));
        await Market.Commit(Given.Answer(Captcha(11, 10)));
        await Market.Commit(Given.GiveUp(Captcha(12, 20)));
        var sample = await Store.Minutes.CaptchaTimes(Given.Noon.AddSeconds(60), 10);
        Assert.Equal(
            [(12L, Kind.ImageText, TimeSpan.FromSeconds(90), false), (11L, Kind.ImageText, TimeSpan.FromSeconds(5), true), (10L, Kind.ImageText, (TimeSpan?)null, false)],
            sample.Select(c => (c.Id.Value, c.Kind, c.Took, c.IsSolved)));
        Assert.Equal([Turn(1, false), Turn(87, false)], sample[0].Turns);
        Assert.Equal([Turn(4, true)], sample[1].Turns);
        Assert.Empty(sample[2].Turns);
        Assert.Equal([12], (await Store.Minutes.CaptchaTimes(Given.Noon.AddSeconds(60), 1)).Select(c => c.Id.Value));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Minutes.CaptchaTimes(Given.Noon, 1_001));
    }

    [Fact]
    public async Task Refunds_are_counted_by_the_captchas_that_they_are_about()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 9));
        foreach (var id in (long[])[10, 11, 12])
        {
            await Market.Commit(Given.Submit(Given.Captcha(id)));
            await Market.Commit(Given.Answer(Given.Captcha(id)));
        }
        foreach (var id in (long[])[10, 12])
            await Market.Commit(new TransferCommit([new Transfer(new TransferId(id, Purpose.Refund), AccountId.HouseQuality, AccountId.Of(Given.Customer(1)), Given.Price.Price)], Given.Noon));
        Assert.Equal(2, await Store.Minutes.CountRefunded(new CaptchaId(1), new CaptchaId(12)));
        Assert.Equal(1, await Store.Minutes.CountRefunded(new CaptchaId(11), new CaptchaId(12)));
        Assert.Equal(0, await Store.Minutes.CountRefunded(new CaptchaId(11), new CaptchaId(11)));
    }

    [Fact]
    public async Task A_minute_is_kept_as_it_was_written_first_and_goes_when_it_is_old()
    {
        Assert.Null(await Store.Minutes.LastMinute());
        foreach (var n in (long[])[100, 101, 102, 104, 110]) await Store.Minutes.AddMinute(Minute(n, (int)n), keep: 10);
        await Store.Minutes.AddMinute(Minute(104, 7), keep: 10);
        await Reopen();
        var kept = await Store.Minutes.Minutes(0, 1, 500);
        Assert.Equal([101, 102, 104, 110], kept.Select(m => m.Minute));
        var minute = kept[2];
        Assert.Equal(new KindLoad(Kind.Grid, 104, 3, 2, 1), Assert.Single(minute.Loads));
        Assert.Equal(new AccountSum(AccountKind.Customer, new Money(104)), Assert.Single(minute.Sums));
        Assert.Equal((new CaptchaId(5), new KindTimes(null, 9, 1, 4_000, 8_000), new RefundShare(50, 3)), (minute.Times!.From, minute.Times.All, minute.Refunds!));
        Assert.Equal(new Effort(Kind.Grid, CaptchaTraits.Long, 104.25, 0.125, 60), Assert.Single(minute.Efforts));
        Assert.Equal(110, (await Store.Minutes.LastMinute())!.Minute);
        Assert.Equal([102, 104], (await Store.Minutes.Minutes(102, 1, 2)).Select(m => m.Minute));
        Assert.Equal([102, 110], (await Store.Minutes.Minutes(102, 2, 500)).Where(m => m.Minute != 104).Select(m => m.Minute));
        Assert.Equal([110], (await Store.Minutes.Minutes(0, 10, 500)).Select(m => m.Minute));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Minutes.Minutes(0, 1, 501));
    }

    private static Turn Turn(int seconds, bool isAnswered) => new(Kind.ImageText, CaptchaTraits.CaseMatters, TimeSpan.FromSeconds(seconds), isAnswered);

    private static CaptchaState Captcha(long id, int seconds) => Given.Captcha(id, at: Given.Noon.AddSeconds(seconds));

    private static MarketMinute Minute(long minute, int number)
    {
        var times = new SolveTimes(new CaptchaId(5), new CaptchaId(9), new KindTimes(null, 9, 1, 4_000, 8_000), []);
        var seen = new MarketMinute(minute, [new KindLoad(Kind.Grid, number, 3, 2, 1)], [new AccountSum(AccountKind.Customer, new Money(number))], times);
        return seen with { Refunds = new RefundShare(50, 3), Efforts = [new Effort(Kind.Grid, CaptchaTraits.Long, number + 0.25, 0.125, 60)] };
    }
}
