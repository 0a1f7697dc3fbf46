using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Actors.Tests;

/// <summary>What a worker asks for himself: a least rate, and as much as he wants to earn on a day.</summary>
public class OwnTermsOfWorkers
{
    private static readonly Money Rate = PriceTable.ImageText.MinRate;

    [Fact]
    public async Task At_his_cap_he_is_given_nothing_more_in_the_same_second()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate.Times(2));
        await Solve(m, worker);
        await Solve(m, worker);
        await m.Submit();
        var next = await m.Wait(worker, 0);
        Assert.Equal((ReadyVerdict.AtDailyCap, null, Midnight(m)), (next.Verdict, next.Assignment, next.Until));
        Assert.Equal(Midnight(m), (await m.Work.View(worker)).CappedUntil);
    }

    [Fact]
    public async Task The_answer_that_reaches_his_cap_brings_no_terms_for_the_next_one()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate);
        await m.Submit();
        var answered = await m.Work.Answer((await m.Next(worker))!.Id, "abc");
        Assert.Equal((AnswerOutcome.Accepted, Rate, null), (answered.Outcome, answered.Earned, answered.Terms));
    }

    [Fact]
    public async Task A_cap_that_the_next_answer_would_pass_is_not_reached_yet()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate + new Money(1));
        await Solve(m, worker);
        await Solve(m, worker);
        Assert.Equal(ReadyVerdict.AtDailyCap, (await m.Wait(worker, 0)).Verdict);
        Assert.Equal(Rate.Times(2), await m.Balance(AccountId.Of(worker)));
    }

    [Fact]
    public async Task On_the_next_day_he_works_again()
    {
        using var m = await Marketplace.Open();
        await m.Pass(Midnight(m) - m.Time.GetUtcNow() - TimeSpan.FromSeconds(20));
        var worker = await Capped(m, Rate);
        await Solve(m, worker);
        var midnight = Midnight(m);
        await m.Pass(midnight - m.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal((ReadyVerdict.AtDailyCap, midnight), ((await m.Wait(worker, 0)).Verdict, (await m.Wait(worker, 0)).Until));
        await m.Pass(TimeSpan.FromSeconds(1));
        await Solve(m, worker);
        Assert.Equal(midnight.AddDays(1), (await m.Wait(worker, 0)).Until);
    }

    [Fact]
    public async Task What_he_has_open_when_his_cap_is_reached_is_still_paid()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate);
        await m.Submit();
        var late = (await m.Next(worker))!;
        await m.Pass(TimeSpan.FromSeconds(31)); // its lease is over, and it is still open
        await m.Submit();
        var held = (await m.Next(worker))!;
        Assert.NotEqual(late.Id, held.Id);
        Assert.Equal(AnswerOutcome.Accepted, (await m.Work.Answer(late.Id, "abc")).Outcome);

        Assert.Equal(held, (await m.Wait(worker, 0)).Assignment);
        Assert.Equal(held, await m.Actors.Worker(worker).Holds(held.Id.Captcha));
        Assert.True((await m.Actors.Worker(worker).Begin(held, false)).IsBegun); // the same message again
        Assert.Equal((AnswerOutcome.Accepted, Rate), await Answer(m, held));
        Assert.Equal(ReadyVerdict.AtDailyCap, (await m.Wait(worker, 0)).Verdict);
        Assert.Equal(Rate.Times(2), await m.Balance(AccountId.Of(worker)));
    }

    [Fact]
    public async Task A_captcha_that_was_matched_before_his_cap_was_reached_is_refused_and_waits_for_somebody_else()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await Solve(m, worker);
        var id = await m.Submit();
        await m.Settle();
        await m.Actors.Worker(worker).SetTerms(new OwnTerms(Money.Zero, Rate));
        Assert.Equal(LeaseOutcome.WorkerNotFree, (await m.Actors.Captcha(id).Lease(worker)).Outcome);
        await m.Settle();
        Assert.Equal(id, (await m.Next(await m.Worker(8)))!.Id.Captcha);
    }

    [Fact]
    public async Task What_friends_bring_is_no_work_and_reaches_no_cap()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate);
        await m.Store.Commit(new TransferCommit(
            [new Transfer(new TransferId(1, Purpose.Referral), AccountId.HouseReferral, AccountId.Of(worker), Money.FromDollars(1))], m.Time.GetUtcNow()));
        await Solve(m, worker);
        Assert.Equal(ReadyVerdict.AtDailyCap, (await m.Wait(worker, 0)).Verdict);
    }

    [Fact]
    public async Task A_higher_cap_and_none_let_him_go_on_at_once()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate);
        await Solve(m, worker);
        await Set(m, worker, Money.Zero, Rate.Times(2));
        await Solve(m, worker);
        Assert.Equal(ReadyVerdict.AtDailyCap, (await m.Wait(worker, 0)).Verdict);
        await Set(m, worker, Money.Zero, null);
        await Solve(m, worker);
    }

    [Fact]
    public async Task Another_life_of_him_knows_what_he_has_earned_and_on_what_terms_he_works()
    {
        var store = new MemoryStore();
        using var m = await Marketplace.Open(store: store);
        await m.Office.Deposit(-1, m.Customer, Marketplace.TenDollars);
        var worker = await Capped(m, Rate.Times(2));
        await Solve(m, worker);
        using var other = await Marketplace.Open(store: store);
        Assert.Equal(new OwnTerms(Money.Zero, Rate.Times(2)), (await other.Work.View(worker)).Profile!.Terms);
        Assert.Equal(ReadyVerdict.MayWork, (await other.Wait(worker, 0)).Verdict);
        await Solve(m, worker); // of which the other one hears nothing
        Assert.Equal(ReadyVerdict.MayWork, (await other.Wait(worker, 0)).Verdict);
        await other.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(ReadyVerdict.AtDailyCap, (await other.Wait(worker, 0)).Verdict);
    }

    [Fact]
    public async Task Two_lives_of_him_that_set_terms_write_one_after_the_other()
    {
        var store = new MemoryStore();
        using var m = await Marketplace.Open(store: store);
        var worker = await m.Worker(7);
        using var other = await Marketplace.Open(store: store);
        await other.Work.View(worker); // has read
        await Set(m, worker, Rate, null);
        await Set(other, worker, Rate.Times(2), Rate);
        await Set(m, worker, Money.Zero, Rate.Times(3));
        Assert.Equal(new OwnTerms(Money.Zero, Rate.Times(3)), (await m.Work.View(worker)).Profile!.Terms);
        using var third = await Marketplace.Open(store: store);
        Assert.Equal(new OwnTerms(Money.Zero, Rate.Times(3)), (await third.Work.View(worker)).Profile!.Terms);
    }

    [Fact]
    public async Task An_answer_whose_message_comes_again_counts_once()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate.Times(2));
        var id = await Solve(m, worker);
        for (var n = 0; n < 3; n++)
            Assert.Equal(ReadyVerdict.MayWork, (await m.Actors.Worker(worker).Ended(id, AttemptEnd.Answered, Rate)).Verdict);
        await Solve(m, worker);
        Assert.Equal(ReadyVerdict.AtDailyCap, (await m.Wait(worker, 0)).Verdict);
    }

    [Fact]
    public async Task A_cap_costs_no_read_for_each_captcha_and_no_cap_costs_none_at_all()
    {
        CountingStore store = null!;
        using var m = await Marketplace.Open(wrap: inner => store = new CountingStore(inner));
        var (worker, free) = (await Capped(m, Rate.Times(21)), await m.Worker(8));
        for (var n = 0; n < 20; n++) await Solve(m, worker);
        Assert.Equal(1, store.Statements);
        for (var n = 0; n < 20; n++) await Solve(m, free);
        Assert.Equal(1, store.Statements);
        await m.Pass(TimeSpan.FromMinutes(1));
        for (var n = 0; n < 20; n++) Assert.Equal(ReadyVerdict.MayWork, (await m.Wait(worker, 0)).Verdict);
        Assert.Equal(2, store.Statements);
    }

    [Fact]
    public async Task He_is_given_nothing_that_pays_less_than_he_asks()
    {
        using var m = await Marketplace.Open();
        var (worker, other) = (await m.Worker(7), await m.Worker(8));
        await Set(m, worker, Rate + new Money(1), null);
        var id = await m.Submit();
        Assert.Equal(ReadyVerdict.MayWork, (await m.Wait(worker, 0)).Verdict);
        Assert.Null(await m.Next(worker));
        Assert.Equal(id, (await m.Next(other))!.Id.Captcha);
        var text = await m.Submit(new CaptchaRequest(Kind.Text) { Instruction = "2 + 2" }); // which pays more
        Assert.Equal(text, (await m.Next(worker))!.Id.Captcha);
    }

    [Fact]
    public async Task Who_asks_for_less_while_he_waits_waits_anew_on_the_new_terms()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await Set(m, worker, Rate + new Money(1), null);
        var id = await m.Submit();
        var waiting = m.Wait(worker, 25);
        await m.Settle();
        Assert.False(waiting.IsCompleted);
        await Set(m, worker, Rate, null);
        Assert.Equal(NextResult.Nothing, await waiting);
        Assert.Equal(id, (await m.Next(worker))!.Id.Captcha);
    }

    [Fact]
    public async Task An_offer_on_the_terms_of_before_brings_him_nothing_that_pays_less_than_he_asks_now()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        var waiting = m.Wait(worker, 25);
        await m.Settle();
        await m.Actors.Worker(worker).SetTerms(new OwnTerms(Rate + new Money(1), null)); // through another host
        var id = await m.Submit();
        await m.Settle();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(id, (await m.Next(await m.Worker(8)))!.Id.Captcha);
        var text = await m.Submit(new CaptchaRequest(Kind.Text) { Instruction = "2 + 2" });
        Assert.Equal(text, (await m.Until(waiting, TimeSpan.FromSeconds(5))).Assignment!.Id.Captcha);
    }

    [Fact]
    public async Task What_he_has_open_stays_his_whatever_he_asks_for_meanwhile()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await m.Submit();
        var held = (await m.Next(worker))!;
        await Set(m, worker, Rate.Times(2), Rate);
        Assert.Equal(held, await m.Next(worker));
        Assert.Equal((AnswerOutcome.Accepted, Rate), await Answer(m, held));
    }

    [Fact]
    public async Task Terms_out_of_their_range_or_of_nobody_change_nothing()
    {
        using var m = await Marketplace.Open();
        var worker = await Capped(m, Rate);
        Assert.Equal(TermsVerdict.BadMinRate, await m.Work.SetTerms(worker, new OwnTerms(OwnTerms.HighestMinRate + new Money(1), null)));
        Assert.Equal(TermsVerdict.BadDailyCap, await m.Work.SetTerms(worker, new OwnTerms(Money.Zero, new Money(-1))));
        Assert.Equal(TermsVerdict.Unknown, await m.Work.SetTerms(new WorkerId(99), new OwnTerms(Rate, null)));
        Assert.Equal(new OwnTerms(Money.Zero, Rate), (await m.Work.View(worker)).Profile!.Terms);
        Assert.Null((await m.Work.View(new WorkerId(99))).Profile);
    }

    [Fact]
    public async Task Terms_whose_write_was_told_to_nobody_are_set_by_the_next_try()
    {
        using var m = await Marketplace.Open(wrapStates: states => new LossyStates(states));
        var worker = await m.Worker(7);
        Assert.Equal(TermsVerdict.Set, await m.Until(m.Work.SetTerms(worker, new OwnTerms(Rate, Rate)), TimeSpan.FromSeconds(5)));
        Assert.Equal(new OwnTerms(Rate, Rate), (await m.Work.View(worker)).Profile!.Terms);
    }

    private static async Task<WorkerId> Capped(Marketplace m, Money cap)
    {
        var worker = await m.Worker(7);
        await Set(m, worker, Money.Zero, cap);
        return worker;
    }

    private static async Task Set(Marketplace m, WorkerId worker, Money minRate, Money? cap) =>
        Assert.Equal(TermsVerdict.Set, await m.Work.SetTerms(worker, new OwnTerms(minRate, cap)));

    private static async Task<CaptchaId> Solve(Marketplace m, WorkerId worker)
    {
        await m.Submit();
        var given = (await m.Next(worker))!;
        Assert.Equal((AnswerOutcome.Accepted, Rate), await Answer(m, given));
        return given.Id.Captcha;
    }

    private static async Task<(AnswerOutcome, Money)> Answer(Marketplace m, Assignment given)
    {
        var result = await m.Work.Answer(given.Id, "abc");
        return (result.Outcome, result.Earned);
    }

    private static DateTimeOffset Midnight(Marketplace m) => new(m.Time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <summary>Counts how often accounts are read.</summary>
    private sealed class CountingStore(IMarketStore inner) : IMarketStore
    {
        private int _statements;

        public int Statements => _statements;

        public Task<CommitReceipt> Commit(Commit commit) => inner.Commit(commit);

        public Task<CaptchaState?> FindCaptcha(CaptchaId id) => inner.FindCaptcha(id);

        public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => inner.FindImage(id, part);

        public Task<Money> Balance(AccountId account) => inner.Balance(account);

        public Task<long> CountSolved(WorkerId worker) => inner.CountSolved(worker);

        public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => inner.SpentByKey(key, since);

        public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take)
        {
            Interlocked.Increment(ref _statements);
            return inner.Statement(account, before, take);
        }

        public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) => inner.OpenCaptchas(submittedBefore, after, take);

        public Task<long> LeaseIds(string sequence, int count) => inner.LeaseIds(sequence, count);
    }

    /// <summary>Of the second write of a worker it is told to nobody that it happened.</summary>
    private sealed class LossyStates(IStateStore inner) : IStateStore
    {
        private int _writes;

        public Task<StoredValue?> Load(string key) => inner.Load(key);

        public async Task<bool> Save(string key, string json, long expectedVersion)
        {
            var saved = await inner.Save(key, json, expectedVersion);
            if (key.StartsWith("worker/", StringComparison.Ordinal) && Interlocked.Increment(ref _writes) == 2) throw new StoreUncertainException("The reply was lost.");
            return saved;
        }
    }
}
