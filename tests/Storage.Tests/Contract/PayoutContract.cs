using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>Payouts with the money that they move, and where they go.</summary>
public abstract class PayoutContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly WorkerId Ada = Given.Worker(7);
    private static readonly PayoutDestination Bank = new(PayoutMethod.Iban, "GB33BUKB20201555555555");

    private IPayoutStore Payouts => Store.Payouts;

    [Fact]
    public async Task A_payout_and_its_money_are_written_together_or_not_at_all()
    {
        await Earn(10);
        var payout = Ask(1, "a", 6);
        var receipt = await Market.Commit(PayoutCommit.Ask(payout));
        Assert.Equal((CommitVerdict.Created, Cents(4)), (receipt.Verdict, receipt.BalanceOf(AccountId.Of(Ada))));
        var more = Ask(2, "b", 5);
        Assert.Equal(CommitVerdict.InsufficientFunds, (await Market.Commit(PayoutCommit.Ask(more))).Verdict);
        await Reopen();
        Assert.Equal(payout, await Payouts.FindPayout(payout.Id));
        Assert.Equal(payout, await Payouts.FindPayout(payout.Origin));
        Assert.Null(await Payouts.FindPayout(more.Id));
        Assert.Null(await Payouts.FindPayout(more.Origin));
        Assert.Equal((Cents(4), Cents(6)), (await Market.Balance(AccountId.Of(Ada)), await Market.Balance(AccountId.Payout(Ada))));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task The_same_step_again_is_recognised_and_another_one_of_the_same_origin_is_not_made()
    {
        await Earn(10);
        var payout = Ask(1, "a", 3);
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(PayoutCommit.Ask(payout))).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(PayoutCommit.Ask(payout))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(PayoutCommit.Ask(Ask(2, "a", 3)))).Verdict);
        var sent = payout.Sent(9, "ref 1", Given.Noon.AddHours(1))!;
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(PayoutCommit.Step(payout, sent, Given.Noon.AddHours(1)))).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(PayoutCommit.Step(payout, sent, Given.Noon.AddHours(2)))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(PayoutCommit.Step(payout, payout.Cancelled(Given.Noon)!, Given.Noon))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(PayoutCommit.Ask(payout))).Verdict);
        await Reopen();
        Assert.Equal(sent, await Payouts.FindPayout(payout.Id));
        Assert.Equal((Cents(7), Money.Zero, Cents(3)), (await Market.Balance(AccountId.Of(Ada)), await Market.Balance(AccountId.Payout(Ada)), await Market.Balance(AccountId.WorldPayouts)));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Taking_a_payout_and_putting_it_back_moves_no_money_and_lists_show_where_it_stands()
    {
        await Earn(10);
        var payout = Ask(1, "a", 3);
        await Market.Commit(PayoutCommit.Ask(payout));
        await Market.Commit(PayoutCommit.Ask(Ask(2, "b", 3)));
        var taken = payout.Taken(9, Given.Noon)!;
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(PayoutCommit.Step(payout, taken, Given.Noon))).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(PayoutCommit.Step(payout, taken, Given.Noon))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(PayoutCommit.Step(payout, payout.Cancelled(Given.Noon)!, Given.Noon))).Verdict);
        Assert.Equal(taken, Assert.Single(await Payouts.LatestPayouts(PayoutStatus.Taken, null, 10)));
        var back = taken.PutBack(8)!;
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(PayoutCommit.Step(taken, back, Given.Noon))).Verdict);
        await Reopen();
        Assert.Equal([2, 1], (await Payouts.LatestPayouts(PayoutStatus.Pending, null, 10)).Select(p => p.Id.Value));
        Assert.Equal(back, Assert.Single(await Payouts.LatestPayouts(PayoutStatus.Pending, new PayoutId(2), 10)));
        Assert.Equal(Cents(6), await Market.Balance(AccountId.Payout(Ada)));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Of_many_steps_at_once_one_happens()
    {
        await Earn(10);
        var asked = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => Market.Commit(PayoutCommit.Ask(Ask(n, "same", 2)))));
        Assert.Single(asked, r => r.Verdict == CommitVerdict.Created);
        var payout = (await Payouts.FindPayout(Payout.OriginOf(Ada, "same")))!;
        Payout[] steps = [payout.Cancelled(Given.Noon)!, .. Enumerable.Range(1, 3).Select(n => payout.Sent(n, "ref", Given.Noon)!), .. Enumerable.Range(1, 3).Select(n => payout.Returned(n, "why", Given.Noon)!)];
        var done = await Task.WhenAll(steps.Select(s => Market.Commit(PayoutCommit.Step(payout, s, Given.Noon))));
        Assert.Single(done, r => r.Verdict == CommitVerdict.Created);
        Assert.Equal(0, await Bed.CountWrongAccounts());
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.Payout(Ada)));
    }

    [Fact]
    public async Task Money_that_came_back_from_the_world_is_the_workers_again()
    {
        await Earn(10);
        var payout = Ask(1, "a", 10);
        await Market.Commit(PayoutCommit.Ask(payout));
        var sent = payout.Sent(9, "r", Given.Noon)!;
        await Market.Commit(PayoutCommit.Step(payout, sent, Given.Noon));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(PayoutCommit.Step(sent, sent.Returned(9, "no such account", Given.Noon)!, Given.Noon))).Verdict);
        Assert.Equal((Cents(10), Money.Zero), (await Market.Balance(AccountId.Of(Ada)), await Market.Balance(AccountId.WorldPayouts)));
        var entries = await Market.Statement(AccountId.Of(Ada), null, 10);
        Assert.Equal([(Purpose.PayoutBack, 1L), (Purpose.Payout, 1L)], entries.Take(2).Select(e => (e.Purpose, e.Payout!.Value.Value)));
        Assert.All(entries.Take(2), e => Assert.Null(e.Captcha));
    }

    [Fact]
    public async Task Payouts_are_found_by_worker_and_by_state()
    {
        await Earn(20);
        var payouts = Enumerable.Range(1, 5).Select(n => Ask(n, $"op-{n}", n)).ToList();
        foreach (var payout in payouts) await Market.Commit(PayoutCommit.Ask(payout));
        var cancelled = payouts[1].Cancelled(Given.Noon.AddMilliseconds(0.4))!;
        await Market.Commit(PayoutCommit.Step(payouts[1], cancelled, Given.Noon));
        Assert.Equal([5L, 4, 3, 2, 1], Ids(await Payouts.PayoutsOf(Ada, null, 10)));
        Assert.Equal([3L, 2], Ids(await Payouts.PayoutsOf(Ada, new PayoutId(4), 2)));
        Assert.Empty(await Payouts.PayoutsOf(Given.Worker(8), null, 10));
        Assert.Equal([1L, 3, 4, 5], Ids(await Payouts.PayoutsIn(PayoutStatus.Pending, default, 10)));
        Assert.Equal([4L], Ids(await Payouts.PayoutsIn(PayoutStatus.Pending, new PayoutId(3), 1)));
        Assert.Equal(Given.Noon, Assert.Single(await Payouts.PayoutsIn(PayoutStatus.Cancelled, default, 10)).EndedAt);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Payouts.PayoutsOf(Ada, null, 501));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Payouts.PayoutsIn(PayoutStatus.Sent, default, 0));
    }

    [Fact]
    public async Task Of_many_changes_of_a_destination_one_happens_and_the_same_again_is_it()
    {
        Assert.Null(await Payouts.FindDestination(Ada));
        var first = WorkerDestination.First(Ada, Bank);
        Assert.True(await Payouts.SetDestination(first));
        Assert.True(await Payouts.SetDestination(first));
        Assert.False(await Payouts.SetDestination(first with { Destination = new(PayoutMethod.Paypal, "a@b.example") }));
        var next = first.ChangeTo(new(PayoutMethod.Paypal, "a@b.example"), Given.Noon.AddMilliseconds(0.7), PayoutOptions.Default)!;
        Assert.Single(await Task.WhenAll(Enumerable.Range(1, 6).Select(n => Payouts.SetDestination(next with { ChangedAt = Given.Noon.AddMinutes(n) }))), isDone => isDone);
        Assert.False(await Payouts.SetDestination(next with { Version = 9 }));
        await Reopen();
        Assert.Equal((2L, "a@b.example"), ((await Payouts.FindDestination(Ada))!.Version, (await Payouts.FindDestination(Ada))!.Destination.Address));
    }

    /// <summary>Cents, from the world, as deposits: who paid does not matter here.</summary>
    private async Task Earn(int cents)
    {
        ImmutableArray<Transfer> money = [new(new TransferId(1, Purpose.Earning), AccountId.HouseQuality, AccountId.Of(Ada), Cents(cents))];
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(new TransferCommit(money, Given.Noon))).Verdict);
    }

    private static Payout Ask(long id, string operation, int cents) => new()
    {
        Id = new PayoutId(id),
        Origin = Payout.OriginOf(Ada, operation),
        Worker = Ada,
        Amount = Cents(cents),
        To = Bank,
        AskedAt = Given.Noon,
    };

    private static Money Cents(int cents) => new(cents * 10_000_000L);

    private static IEnumerable<long> Ids(ImmutableArray<Payout> payouts) => payouts.Select(p => p.Id.Value);
}
