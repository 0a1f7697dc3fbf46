using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>Who invited whom, and the sums of what workers earned.</summary>
public abstract class ReferralContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly WorkerId Ada = Given.Worker(7), Bob = Given.Worker(8), Cy = Given.Worker(9);

    private IReferralStore Referrals => Store.Referrals;

    [Fact]
    public async Task A_worker_has_one_code_and_a_code_one_worker()
    {
        Assert.Null(await Referrals.FindCode(Ada));
        Assert.Equal("aaaaaaaa", await Referrals.AddCode(Ada, "aaaaaaaa"));
        Assert.Equal("aaaaaaaa", await Referrals.AddCode(Ada, "bbbbbbbb"));
        Assert.Null(await Referrals.AddCode(Bob, "aaaaaaaa"));
        Assert.Equal("cccccccc", await Referrals.AddCode(Bob, "cccccccc"));
        Assert.Single((await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Referrals.AddCode(Cy, $"ddddddd{n}")))).Distinct());
        await Reopen();
        Assert.Equal(("aaaaaaaa", "cccccccc"), (await Referrals.FindCode(Ada), await Referrals.FindCode(Bob)));
        Assert.Equal((Ada, null), (await Referrals.FindInviter("aaaaaaaa"), await Referrals.FindInviter("bbbbbbbb")));
    }

    [Fact]
    public async Task Of_two_who_invited_one_worker_the_first_one_did()
    {
        var first = new Referral(Cy, Ada, 1, Given.Noon);
        Assert.Equal(first, await Referrals.AddReferral(first));
        Assert.Equal(first, await Referrals.AddReferral(first with { Inviter = Bob, Number = 4 }));
        Assert.Equal(first, await Referrals.FindReferral(Cy));
        Assert.Null(await Referrals.FindReferral(Ada));
    }

    [Fact]
    public async Task Of_many_changes_one_happens_and_the_same_again_is_it()
    {
        var referral = await Referrals.AddReferral(new Referral(Cy, Ada, 1, Given.Noon));
        var counted = referral.Count(new Money(109), 17);
        Assert.True(await Referrals.ChangeReferral(counted));
        Assert.True(await Referrals.ChangeReferral(counted));
        Assert.False(await Referrals.ChangeReferral(referral.Count(new Money(50), 16)));
        Assert.False(await Referrals.ChangeReferral(counted with { Friend = Bob }));
        Assert.False(await Referrals.ChangeReferral(counted with { Version = 9 }));
        Assert.Single(await Task.WhenAll(Enumerable.Range(1, 6).Select(n => Referrals.ChangeReferral(counted.Booked() with { Upto = 17 + n }))), isDone => isDone);
        await Reopen();
        var stored = (await Referrals.FindReferral(Cy))!;
        Assert.Equal((3L, new Money(109), Money.Zero, new Money(10)), (stored.Version, stored.Earned, stored.Due, stored.Paid));
    }

    [Fact]
    public async Task Referrals_are_listed_and_summed_up_by_inviter()
    {
        Assert.Equal(new ReferralTotal(0, Money.Zero), await Referrals.TotalOf(Ada));
        for (var n = 1; n <= 5; n++) await Referrals.AddReferral(new Referral(Given.Worker(100 + n), n == 3 ? Bob : Ada, n, Given.Noon));
        Assert.True(await Referrals.ChangeReferral((await Referrals.FindReferral(Given.Worker(101)))!.Count(new Money(99), 5)));
        var second = (await Referrals.FindReferral(Given.Worker(102)))!.Count(new Money(47), 6);
        Assert.True(await Referrals.ChangeReferral(second));
        Assert.True(await Referrals.ChangeReferral(second.Booked()));
        Assert.Equal([101L, 102, 103, 104, 105], Friends(await Referrals.Referrals(default, 500)));
        Assert.Equal([102L, 103], Friends(await Referrals.Referrals(Given.Worker(101), 2)));
        Assert.Equal([101L, 102, 104, 105], Friends(await Referrals.ReferralsOf(Ada, default, 500)));
        Assert.Equal([104L], Friends(await Referrals.ReferralsOf(Ada, Given.Worker(102), 1)));
        // What is due is not paid yet.
        Assert.Equal(new ReferralTotal(4, new Money(4)), await Referrals.TotalOf(Ada));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Referrals.Referrals(default, 501));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Referrals.ReferralsOf(Ada, default, 0));
    }

    [Fact]
    public async Task Earnings_are_summed_up_from_entry_to_entry_and_nothing_else_is()
    {
        Assert.Equal(new EarnedPart(Money.Zero, 0), await Store.Earnings.EarnedAfter(Ada, 0, 10));
        await Pay(1, Ada, 100, Given.Noon);
        await Pay(2, Bob, 1_000, Given.Noon);
        await Pay(3, Ada, 20, Given.Noon);
        await Pay(4, Ada, 3, Given.Noon, Purpose.Referral);
        await Pay(5, Ada, 4, Given.Noon);
        var all = await Store.Earnings.EarnedAfter(Ada, 0, 10_000);
        Assert.Equal(new Money(124), all.Sum);
        var newest = (await Market.Statement(AccountId.Of(Ada), null, 1))[0];
        Assert.Equal(newest.Sequence, all.Upto);
        var first = await Store.Earnings.EarnedAfter(Ada, 0, 1);
        var rest = await Store.Earnings.EarnedAfter(Ada, first.Upto, 10);
        Assert.Equal((new Money(100), new Money(24), all.Upto), (first.Sum, rest.Sum, rest.Upto));
        Assert.Equal(new EarnedPart(Money.Zero, all.Upto), await Store.Earnings.EarnedAfter(Ada, all.Upto, 10));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Earnings.EarnedAfter(Ada, 0, 10_001));
    }

    [Fact]
    public async Task Earnings_are_summed_up_by_the_day()
    {
        var today = new DateOnly(2026, 3, 4);
        Assert.Empty(await Store.Earnings.EarnedByDay(Ada, today, 14));
        await Pay(1, Ada, 100, Given.Noon.AddDays(-3));
        await Pay(2, Ada, 20, Given.Noon.AddHours(-12));
        await Pay(3, Ada, 3, Given.Noon.AddHours(12).AddMilliseconds(-1), Purpose.Referral);
        await Pay(4, Ada, 5_000, Given.Noon, Purpose.PayoutBack);
        await Pay(5, Ada, 4, Given.Noon.AddHours(12));
        Assert.Equal([new DayEarned(today, new Money(23), new Money(20), 1), new DayEarned(today.AddDays(1), new Money(4), new Money(4), 1)], await Store.Earnings.EarnedByDay(Ada, today.AddDays(-2), 4));
        Assert.Equal([new DayEarned(today.AddDays(-3), new Money(100), new Money(100), 1), new DayEarned(today, new Money(23), new Money(20), 1)], await Store.Earnings.EarnedByDay(Ada, today.AddDays(-3), 4));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Earnings.EarnedByDay(Ada, today, 32));
    }

    [Fact]
    public async Task A_minute_of_work_is_one_in_which_an_answer_was_paid()
    {
        var today = new DateOnly(2026, 3, 4);
        foreach (var (n, seconds) in new[] { 0, 1, 59, 60, 179 }.Index()) await Pay(n + 1, Ada, 10, Given.Noon.AddSeconds(seconds));
        await Pay(6, Ada, 7, Given.Noon.AddMinutes(30), Purpose.Referral);
        await Pay(7, Bob, 10, Given.Noon.AddMinutes(40));
        Assert.Equal([new DayEarned(today, new Money(57), new Money(50), 3)], await Store.Earnings.EarnedByDay(Ada, today, 1));
        await Pay(8, Cy, 7, Given.Noon, Purpose.Referral);
        Assert.Equal([new DayEarned(today, new Money(7))], await Store.Earnings.EarnedByDay(Cy, today, 1));
    }

    private async Task Pay(long subject, WorkerId worker, long nanos, DateTimeOffset at, Purpose purpose = Purpose.Earning)
    {
        ImmutableArray<Transfer> money = [new(new TransferId(subject, purpose), AccountId.HouseQuality, AccountId.Of(worker), new Money(nanos))];
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(new TransferCommit(money, at))).Verdict);
    }

    private static IEnumerable<long> Friends(ImmutableArray<Referral> referrals) => referrals.Select(r => r.Friend.Value);
}
