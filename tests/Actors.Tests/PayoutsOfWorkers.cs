using System.Collections.Immutable;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Tests;

/// <summary>From the wish to be paid to the operator's word.</summary>
public sealed class PayoutsOfWorkers
{
    private const long Operator = 500;

    private static readonly PayoutDestination Bank = new(PayoutMethod.Iban, "GB33BUKB20201555555555");
    private static readonly PayoutDestination Mail = new(PayoutMethod.Paypal, "ada@example.org");

    private int _earned;

    [Fact]
    public async Task A_payout_waits_for_an_operator_and_is_sent()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var asked = (await desk.Ask(ada, "op", Money.FromDollars(4), Bank)).Payout!;
        Assert.Equal((PayoutStatus.Pending, Bank), (asked.Status, asked.To));
        Assert.Equal((6, 4), await Dollars(market, ada));
        Assert.Equal(Money.FromDollars(4), (await market.Actors.Worker(ada).View()).PendingPayout);
        Assert.Equal(asked, Assert.Single(await desk.In(PayoutStatus.Pending, default, 10)));

        var sent = (await desk.Sent(Operator, asked.Id, "wire 17")).Payout!;
        Assert.Equal((PayoutStatus.Sent, "wire 17", Operator), (sent.Status, sent.Reference, sent.DecidedBy));
        Assert.Equal((6, 0), await Dollars(market, ada));
        Assert.Equal(Money.FromDollars(4), await market.Balance(AccountId.WorldPayouts));
        Assert.Equal(sent, (await desk.Sent(Operator, asked.Id, "wire 17")).Payout);
        Assert.Equal(PayoutRefusal.NotPossible, (await desk.Sent(Operator, asked.Id, "wire 18")).Refusal);
        Assert.Equal(PayoutRefusal.NotPossible, (await desk.Cancel(ada, asked.Id)).Refusal);
        Assert.Equal(["payout.destination", "payout.asked", "payout.sent"], await Acts(market));
    }

    [Fact]
    public async Task The_same_operation_is_one_payout_however_often_and_at_once_it_is_asked_for()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Ask(ada, "op", Money.FromDollars(1), Bank)));
        Assert.Single(all.Select(r => r.Payout!.Id).Distinct());
        Assert.Equal((9, 1), await Dollars(market, ada));
        Assert.Equal(PayoutRefusal.UsedDifferently, (await desk.Ask(ada, "op", Money.FromDollars(2), Bank)).Refusal);
        Assert.Equal(PayoutRefusal.UsedDifferently, (await desk.Ask(ada, "op", Money.FromDollars(1), Mail)).Refusal);
        Assert.Equal(all[0].Payout, (await desk.Ask(ada, "op", Money.FromDollars(1), null)).Payout);
        // Another worker's operations are his own.
        var bob = await Worker(market, 2, 10);
        Assert.NotEqual(all[0].Payout!.Id, (await desk.Ask(bob, "op", Money.FromDollars(1), Mail)).Payout!.Id);
    }

    [Fact]
    public async Task Of_many_wishes_at_once_no_more_is_set_aside_than_there_is()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        await desk.Name(ada, Bank);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => desk.Ask(ada, $"op-{n}", Money.FromDollars(3), null)));
        Assert.Equal(3, all.Count(r => r.Payout is not null));
        Assert.All(all.Where(r => r.Payout is null), r => Assert.Equal(PayoutRefusal.MoreThanBalance, r.Refusal));
        Assert.Equal((1, 9), await Dollars(market, ada));
    }

    [Fact]
    public async Task Until_it_is_sent_the_worker_takes_it_back()
    {
        using var market = await Marketplace.Open();
        var (desk, ada, bob) = (Desk(market), await Worker(market, 1, 10), await Worker(market, 2, 10));
        var asked = (await desk.Ask(ada, "op", Money.FromDollars(4), Bank)).Payout!;
        Assert.Equal(PayoutRefusal.Unknown, (await desk.Cancel(bob, asked.Id)).Refusal);
        Assert.Equal(PayoutRefusal.Unknown, (await desk.Cancel(ada, new PayoutId(99))).Refusal);
        Assert.Equal(PayoutStatus.Cancelled, (await desk.Cancel(ada, asked.Id)).Payout!.Status);
        Assert.Equal(PayoutStatus.Cancelled, (await desk.Cancel(ada, asked.Id)).Payout!.Status);
        Assert.Equal((10, 0), await Dollars(market, ada));
        Assert.Equal(PayoutRefusal.NotPossible, (await desk.Sent(Operator, asked.Id, "late")).Refusal);
        // The operation is used: what the client repeats is what it did.
        Assert.Equal(PayoutStatus.Cancelled, (await desk.Ask(ada, "op", Money.FromDollars(4), Bank)).Payout!.Status);
    }

    [Fact]
    public async Task While_an_operator_is_sending_it_the_worker_cannot_take_it_back_and_no_other_operator_sends_it()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var id = (await desk.Ask(ada, "op", Money.FromDollars(4), Bank)).Payout!.Id;
        for (var n = 0; n < 2; n++) Assert.Equal((PayoutStatus.Taken, Operator), ((await desk.Take(Operator, id)).Payout!.Status, (await desk.Find(id))!.DecidedBy));
        Assert.Equal(PayoutRefusal.NotPossible, (await desk.Cancel(ada, id)).Refusal);
        foreach (var other in (PayoutResult[])[await desk.Take(Operator + 1, id), await desk.Sent(Operator + 1, id, "twice"), await desk.Returned(Operator + 1, id, "no")])
            Assert.Equal(PayoutRefusal.TakenByAnother, other.Refusal);
        Assert.Equal((6, 4), await Dollars(market, ada));
        Assert.Equal(PayoutStatus.Pending, (await desk.PutBack(Operator + 1, id, "He is ill.")).Payout!.Status);
        Assert.Null((await desk.Find(id))!.TakenAt);
        Assert.Equal(PayoutStatus.Taken, (await desk.Take(Operator + 1, id)).Payout!.Status);
        Assert.Equal(PayoutStatus.Sent, (await desk.Sent(Operator + 1, id, "wire 18")).Payout!.Status);
        Assert.Equal((6, 0), await Dollars(market, ada));
        Assert.Equal(PayoutRefusal.NotPossible, (await desk.PutBack(Operator + 1, id, "late")).Refusal);
        Assert.Equal(PayoutRefusal.Unknown, (await desk.Take(Operator, new PayoutId(99))).Refusal);
    }

    [Fact]
    public async Task What_cannot_be_sent_or_comes_back_is_the_workers_again_with_the_reason()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var first = (await desk.Ask(ada, "a", Money.FromDollars(4), Bank)).Payout!;
        var second = (await desk.Ask(ada, "b", Money.FromDollars(3), Bank)).Payout!;
        Assert.Equal((PayoutStatus.Failed, "no such account"), Of(await desk.Returned(Operator, first.Id, "no such account")));
        await desk.Sent(Operator, second.Id, "wire 1");
        Assert.Equal((PayoutStatus.Failed, "account closed"), Of(await desk.Returned(Operator, second.Id, "account closed")));
        Assert.Equal((PayoutStatus.Failed, "account closed"), Of(await desk.Returned(Operator, second.Id, "account closed")));
        Assert.Equal((10, 0), await Dollars(market, ada));
        Assert.Equal(Money.Zero, await market.Balance(AccountId.WorldPayouts));

        static (PayoutStatus, string?) Of(PayoutResult result) => (result.Payout!.Status, result.Payout.Reason);
    }

    [Fact]
    public async Task A_worker_and_operators_at_the_same_moment_move_the_money_once()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        for (var n = 0; n < 5; n++)
        {
            var asked = (await desk.Ask(ada, $"op-{n}", Money.FromDollars(1), Bank)).Payout!;
            var done = await Task.WhenAll(
                desk.Cancel(ada, asked.Id), desk.Sent(Operator, asked.Id, "one"), desk.Sent(Operator + 1, asked.Id, "two"), desk.Returned(Operator, asked.Id, "three"));
            Assert.Contains(done, r => r.Payout is not null);
            Assert.Equal(Money.Zero, await market.Balance(AccountId.Payout(ada)));
        }
        Assert.Equal(Money.FromDollars(10), await market.Balance(AccountId.Of(ada)) + await market.Balance(AccountId.WorldPayouts));
    }

    [Fact]
    public async Task A_changed_destination_is_locked_for_a_day_and_what_waits_goes_where_it_was_asked_to()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var first = (await desk.Ask(ada, "a", Money.FromDollars(2), Bank)).Payout!;
        var refused = await desk.Ask(ada, "b", Money.FromDollars(2), Mail);
        Assert.Equal((PayoutRefusal.DestinationLocked, market.Time.GetUtcNow().AddHours(24)), (refused.Refusal, refused.Until));
        Assert.Equal(PayoutRefusal.DestinationLocked, (await desk.Ask(ada, "b", Money.FromDollars(2), null)).Refusal);
        Assert.Equal(Bank, (await desk.Of(ada, first.Id with { Value = first.Id.Value + 1 }, 1))[0].To);
        market.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(Mail, (await desk.Ask(ada, "b", Money.FromDollars(2), Mail)).Payout!.To);
    }

    [Fact]
    public async Task Two_accounts_with_one_destination_belong_together()
    {
        using var market = await Marketplace.Open();
        var (desk, ada, bob) = (Desk(market), await Worker(market, 1, 10), await Worker(market, 2, 10));
        await desk.Ask(ada, "op", Money.FromDollars(1), Bank);
        Assert.NotEqual(await market.Actors.LinkBoard().ClusterOf(ada), await market.Actors.LinkBoard().ClusterOf(bob));
        await desk.Ask(bob, "op", Money.FromDollars(1), Bank);
        Assert.Equal(ada, await market.Actors.LinkBoard().ClusterOf(bob));
    }

    [Fact]
    public async Task A_ban_takes_nothing_that_was_earned()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        await market.Sanctions.Impose(900, ada, SanctionKind.Ban, "he shared his account", []);
        Assert.Equal(Money.FromDollars(10), (await desk.Ask(ada, "op", Money.FromDollars(10), Bank)).Payout!.Amount);
    }

    [Fact]
    public async Task Only_the_contested_answers_of_a_suspended_worker_wait_until_a_moderator_has_decided()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var captcha = await market.Submit();
        var given = (await market.Next(ada))!;
        await market.Work.Answer(given.Id, "grain");
        Assert.Equal(ModerationVerdict.Done, (await market.Sanctions.Impose(900, ada, SanctionKind.Suspension, "looked at", [captcha])).Verdict);
        var terms = await desk.Terms(ada);
        Assert.Equal((given.Rate, Money.FromDollars(10)), (terms.Contested, terms.Most));
        await Earn(market, ada, Money.Parse("0.01") - given.Rate);
        Assert.Equal(PayoutRefusal.Contested, (await desk.Ask(ada, "a", Money.Parse("10.01"), Bank)).Refusal);
        await market.Sanctions.Lift(900, ada, "all is well");
        Assert.Equal(Money.Parse("10.01"), (await desk.Ask(ada, "b", Money.Parse("10.01"), Bank)).Payout!.Amount);
    }

    [Fact]
    public async Task Nobody_sends_his_own_payout()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        var asked = (await desk.Ask(ada, "op", Money.FromDollars(4), Bank)).Payout!;
        Assert.Equal(PayoutRefusal.Involved, (await desk.Sent(ada.Value, asked.Id, "to me")).Refusal);
        Assert.Equal(PayoutRefusal.Involved, (await desk.Returned(ada.Value, asked.Id, "to me")).Refusal);
    }

    [Fact]
    public async Task Asking_and_cancelling_all_day_long_comes_to_an_end()
    {
        using var market = await Marketplace.Open();
        var (desk, ada) = (Desk(market), await Worker(market, 1, 10));
        for (var n = 0; n < desk.Options.MostADay; n++) await desk.Cancel(ada, (await desk.Ask(ada, $"{n}", Money.FromDollars(1), Bank)).Payout!.Id);
        Assert.Equal(PayoutRefusal.TooMany, (await desk.Ask(ada, "more", Money.FromDollars(1), Bank)).Refusal);
        market.Time.Advance(TimeSpan.FromDays(1));
        Assert.NotNull((await desk.Ask(ada, "more", Money.FromDollars(1), Bank)).Payout);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_lost_reply_of_the_store_changes_nothing(int version)
    {
        using var market = await Marketplace.Open();
        var store = new LossyStore(market.Store, commit => commit is PayoutCommit step && step.Payout.Version == version);
        var (desk, ada) = (Desk(market, store), await Worker(market, 1, 10));
        var asked = (await desk.Ask(ada, "op", Money.FromDollars(4), Bank)).Payout!;
        Assert.Equal((6, 4), await Dollars(market, ada));
        Assert.Equal(PayoutStatus.Sent, (await desk.Sent(Operator, asked.Id, "r")).Payout!.Status);
        Assert.Equal((6, 0), await Dollars(market, ada));
        Assert.DoesNotContain("act.failed", await Acts(market));
    }

    // What is uncertain is asked for again at once: so nothing waits for the clock, and it stands still.
    private static PayoutDesk Desk(Marketplace market, IMarketStore? store = null)
    {
        var repeat = new Repeat(new DeskOptions { RepeatAfter = TimeSpan.Zero }, market.Time);
        return new(store ?? market.Store, market.Store, market.Store, new LinkDesk(market.Actors, repeat, market.Time), new AuditLog(market.Store), repeat, market.Time);
    }

    private async Task<WorkerId> Worker(Marketplace market, long number, long dollars)
    {
        var worker = await market.Worker(number);
        await Earn(market, worker, Money.FromDollars(dollars));
        return worker;
    }

    private async Task Earn(Marketplace market, WorkerId worker, Money amount)
    {
        ImmutableArray<Transfer> money = [new(new TransferId(1_000_000 + ++_earned, Purpose.Earning), AccountId.HouseQuality, AccountId.Of(worker), amount)];
        Assert.Equal(CommitVerdict.Created, (await market.Store.Commit(new TransferCommit(money, market.Time.GetUtcNow()))).Verdict);
    }

    private static async Task<(long Balance, long Aside)> Dollars(Marketplace market, WorkerId worker) =>
        ((await market.Balance(AccountId.Of(worker))).Nanos / 1_000_000_000, (await market.Balance(AccountId.Payout(worker))).Nanos / 1_000_000_000);

    private static async Task<IEnumerable<string>> Acts(Marketplace market) => (await market.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act);
}
