using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The rules of the domain about reports of answerable kinds, one test or more for each number.</summary>
public class ReportRules
{
    private const long Moderator = 900;

    private static readonly Quote Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);

    [Fact]
    public async Task Rule_1_the_captcha_goes_to_a_second_worker_with_a_high_rating_who_cannot_tell_it_from_any_other()
    {
        using var t = await Town.Open();
        var request = new CaptchaRequest(Kind.ImageText) { CaseSensitive = true, Instruction = "red letters", CallbackUrl = "http://callback.test/" };
        var id = await t.Answered(t.First, "abc", request);
        await t.ReportBad(id);
        Assert.Null(await t.M.Next(t.Novice)); // no high rating
        var second = (await t.M.Next(t.Second))!;
        Assert.NotEqual(id, second.Id.Captcha);
        Assert.Equal(request with { CallbackUrl = null }, second.Request);
        Assert.Equal(Price.Rate, second.Rate);
        Assert.Equal(TimeSpan.FromSeconds(30), second.LeaseEndsAt - second.GrantedAt);
        Assert.Equal((await t.M.Store.FindImage(id, Ports.ImagePart.Captcha))!.Bytes, (await t.M.Store.FindImage(second.Id.Captcha, Ports.ImagePart.Captcha))!.Bytes);
    }

    [Fact]
    public async Task Rule_1_nobody_rechecks_himself_or_a_linked_account_or_what_he_had_before()
    {
        using var t = await Town.Open();
        var (giver, linked) = (t.Second, await t.Trusted(30));
        t.Links.Link(t.First, linked);
        await t.Trust(t.First);
        var id = await t.M.Submit();
        await t.M.Work.GiveBack((await t.M.Next(giver))!.Id, AttemptEnd.TooHard);
        await t.M.Work.Answer((await t.M.Next(t.First))!.Id, "abc");
        await t.ReportBad(id);
        Assert.Null(await t.M.Next(t.First));
        Assert.Null(await t.M.Next(giver));
        Assert.Null(await t.M.Next(linked));
        Assert.NotNull(await t.M.Next(await t.Trusted(31)));
    }

    [Fact]
    public async Task Rule_1_an_account_that_is_found_to_be_linked_after_it_was_matched_is_refused()
    {
        using var t = await Town.Open();
        var id = await t.Answered(t.First, "abc");
        await t.ReportBad(id);
        var recheck = (await t.State(id)).Recheck!.Value;
        t.Links.Link(t.First, t.Second);
        Assert.Equal(LeaseOutcome.NotAvailable, (await t.M.Actors.Captcha(recheck).Lease(t.Second)).Outcome);
        t.Links.Clear();
        Assert.Null(await t.M.Next(t.Second)); // remembered
        Assert.NotNull(await t.M.Next(await t.Trusted(31)));
    }

    [Theory]
    [InlineData(false, "AbC", "abc", ReportStatus.Rejected)]
    [InlineData(true, "AbC", "abc", ReportStatus.AwaitingModerator)]
    [InlineData(false, "two  words", " two words", ReportStatus.Rejected)]
    public async Task Rule_2_the_answers_are_compared_with_case_only_where_the_customer_asked_for_it(bool cases, string first, string second, ReportStatus status)
    {
        using var t = await Town.Open();
        var id = await t.Answered(t.First, first, new CaptchaRequest(Kind.ImageText) { CaseSensitive = cases });
        await t.ReportBad(id);
        await t.Answer(t.Second, second);
        Assert.Equal(status, (await t.State(id)).Status);
    }

    [Fact]
    public async Task Rule_3_equal_answers_mean_that_the_customer_pays_and_both_workers_are_paid()
    {
        using var t = await Town.Open();
        var id = await t.Answered(t.First, "abc");
        await t.ReportBad(id);
        await t.Answer(t.Second, "ABC");
        Assert.Equal(ReportStatus.Rejected, (await t.State(id)).Status);
        Assert.Equal(Marketplace.TenDollars - Price.Price, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Equal(Price.Rate, await t.M.Balance(AccountId.Of(t.First)));
        Assert.Equal(Price.Rate, await t.M.Balance(AccountId.Of(t.Second)));
        Assert.Equal(-Price.Rate, await t.M.Balance(AccountId.HouseQuality));
        Assert.Equal(Price.Fee, await t.M.Balance(AccountId.HouseRevenue));
        Assert.Equal(0, await t.M.Store.CountIncorrect(t.First));
        var evidence = Assert.Single(await t.M.Store.EvidenceOf(t.First, 10));
        Assert.Equal((true, EvidenceSource.Recheck, 1.0), (evidence.IsRight, evidence.Source, evidence.Weight));
        var ofSecond = Assert.Single(await t.M.Store.EvidenceOf(t.Second, 3_500), e => e.Source == EvidenceSource.Recheck);
        Assert.Equal(((await t.State(id)).Recheck, true, 1.0), (ofSecond.Captcha, ofSecond.IsRight, ofSecond.Weight));
    }

    [Fact]
    public async Task Rule_4_different_answers_refund_in_full_count_against_the_first_worker_and_pay_the_second()
    {
        using var t = await Town.Open();
        var id = await t.Answered(t.First, "abc");
        await t.ReportBad(id);
        await t.Answer(t.Second, "xyz");
        Assert.Equal(ReportStatus.AwaitingModerator, (await t.State(id)).Status);
        Assert.Equal(Marketplace.TenDollars, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Equal(Price.Rate, await t.M.Balance(AccountId.Of(t.First))); // an honest try is paid
        Assert.Equal(Price.Rate, await t.M.Balance(AccountId.Of(t.Second)));
        Assert.Equal(-Price.Price - Price.Rate, await t.M.Balance(AccountId.HouseQuality));
        Assert.Equal(1, await t.M.Store.CountIncorrect(t.First));
        Assert.Equal(id, Assert.Single(await t.M.Store.AwaitingModerator(default, 10)).Captcha);
        // Nobody is blocked for one.
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
    }

    [Fact]
    public async Task Rule_5_an_answer_that_the_moderator_finds_right_is_not_counted_any_more()
    {
        using var t = await Town.Open();
        var id = await t.Disputed("abc", "xyz");
        Assert.Equal(ResolveVerdict.Done, await t.Resolve(id, "ABC"));
        Assert.Equal(ResolveVerdict.Done, await t.Resolve(id, " ABC")); // the same again
        Assert.Equal(ResolveVerdict.NotWaiting, await t.Resolve(id, "xyz"));
        Assert.Equal(ReportStatus.RightAfterAll, (await t.State(id)).Status);
        Assert.Equal(0, await t.M.Store.CountIncorrect(t.First));
        Assert.True(Assert.Single(await t.M.Store.EvidenceOf(t.First, 10)).IsRight);
        Assert.Equal(Marketplace.TenDollars, await t.M.Balance(AccountId.Of(t.M.Customer))); // the refund stays
    }

    [Theory]
    [InlineData("ABC", true, false)]
    [InlineData("xyz", false, true)]
    [InlineData("kwmx", false, false)]
    public async Task Rule_5_the_second_workers_answer_is_judged_by_the_moderators_too(string word, bool first, bool second)
    {
        using var t = await Town.Open();
        var id = await t.Disputed("abc", "xyz");
        Assert.DoesNotContain(await t.M.Store.EvidenceOf(t.Second, 3_500), e => e.Source != EvidenceSource.Gold);
        await t.Resolve(id, word);
        Assert.Equal(first, Assert.Single(await t.M.Store.EvidenceOf(t.First, 10)).IsRight);
        var piece = Assert.Single(await t.M.Store.EvidenceOf(t.Second, 3_500), e => e.Source != EvidenceSource.Gold);
        Assert.Equal((EvidenceSource.Moderator, second, 1.0), (piece.Source, piece.IsRight, piece.Weight));
    }

    [Fact]
    public async Task Rule_5_a_worker_who_has_passed_the_training_works_again_and_typical_mistakes_are_counted_anew()
    {
        using var t = await Town.Open(new ReportOptions { Mistakes = new MistakeOptions { TypicalBeforeTraining = 2 } });
        await t.Resolve(await t.Disputed("O0l1", "xyz"), "00I1");
        var late = await t.Disputed("O0l1", "xyz"); // before the training, and resolved after it
        var second = await t.Disputed("O0l1", "xyz");
        await t.Resolve(second, "00I1");
        await t.Decide(second, against: true);
        var worker = t.M.Actors.Worker(t.First);
        var training = (await t.M.Store.FindSanction($"report/{second}/training"))!.Id;
        Assert.False(await t.M.Actors.Worker(t.Second).Passed(training)); // it is not his
        Assert.Equal(ReadyVerdict.NotTrained, (await worker.Ready()).Verdict);
        t.M.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await worker.Passed(training));
        Assert.True(await worker.Passed(training)); // the same again
        var passed = (await t.M.Store.FindSanction(training))!;
        Assert.Equal((StandardReason.SmallMistakes, StandardReason.TrainingPassed), (passed.Standard, passed.End!.Standard));
        Assert.Equal(ReadyVerdict.MayWork, (await worker.Ready()).Verdict);

        t.M.Time.Advance(TimeSpan.FromSeconds(10));
        await t.Resolve(late, "00I1");
        Assert.Equal(ReportStatus.TypicalMistake, (await t.State(late)).Status);
        await t.Trust(t.Second); // the moderator found his answers wrong, too
        var third = await t.Disputed("O0l1", "xyz");
        await t.Resolve(third, "00I1");
        Assert.Equal(ReportStatus.TypicalMistake, (await t.State(third)).Status); // the first since then
        await t.Trust(t.Second);
        var fourth = await t.Disputed("O0l1", "xyz");
        await t.Resolve(fourth, "00I1");
        Assert.Equal(ReportStatus.AwaitingTraining, (await t.State(fourth)).Status);
    }

    [Fact]
    public async Task Rule_5_a_typical_mistake_is_noted_and_ten_of_them_put_the_worker_before_a_moderator()
    {
        using var t = await Town.Open(new ReportOptions { Mistakes = new MistakeOptions { TypicalBeforeTraining = 2 } });
        var first = await t.Disputed("O0l1", "xyz");
        await t.Resolve(first, "00I1");
        Assert.Equal(ReportStatus.TypicalMistake, (await t.State(first)).Status);
        Assert.Equal(ResolveVerdict.NotWaiting, await t.Decide(first, against: true));
        var second = await t.Disputed("O0l1", "xyz");
        await t.Resolve(second, "00I1");
        Assert.Equal(ReportStatus.AwaitingTraining, (await t.State(second)).Status);
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict); // a person decides

        Assert.Equal(ResolveVerdict.Done, await t.Decide(second, against: true));
        Assert.Equal(ResolveVerdict.Done, await t.Decide(second, against: true));
        Assert.Equal(ResolveVerdict.NotWaiting, await t.Decide(second, against: false));
        Assert.Equal(ReadyVerdict.NotTrained, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Equal(Price.Rate.Times(2), await t.M.Balance(AccountId.Of(t.First))); // he keeps his money
    }

    [Fact]
    public async Task Rule_5_typical_mistakes_may_also_be_left_at_that()
    {
        using var t = await Town.Open(new ReportOptions { Mistakes = new MistakeOptions { TypicalBeforeTraining = 1 } });
        var id = await t.Disputed("O0l1", "xyz");
        await t.Resolve(id, "00I1");
        Assert.Equal(ResolveVerdict.Done, await t.Decide(id, against: false));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
    }

    [Theory]
    [InlineData(2, 5, 5, false)] // two of five are nothing, whatever was before them
    [InlineData(3, 0, 10, false)] // three of five may be chance
    [InlineData(5, 5, 6, true)]
    public async Task Rule_5_more_answers_are_rechecked_until_the_stop_rule_decides_and_suspends_until_a_moderator_does(
        int bad, int badBefore, int rechecks, bool suspended)
    {
        using var t = await Town.Open();
        for (var i = 0; i < 5; i++) await t.Answered(t.First, i < badBefore ? "qqqq" : "right");
        for (var i = 0; i < 5; i++) await t.Answered(t.First, i < bad ? "qqqq" : "right");
        var id = await t.Disputed("pppp", "xyz");
        await t.Resolve(id, "kwmx");
        for (var i = 0; i < rechecks; i++)
        {
            Assert.Equal(ReportStatus.FollowingUp, (await t.State(id)).Status);
            await t.Answer(t.Second, "right");
        }
        Assert.Equal(suspended ? ReportStatus.AwaitingBan : ReportStatus.Isolated, (await t.State(id)).Status);
        Assert.Equal(suspended ? ReadyVerdict.Suspended : ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Equal(Price.Rate.Times(11), await t.M.Balance(AccountId.Of(t.First)));
        if (!suspended) return;
        Assert.False((await t.State(id)).MovesByItself);
        Assert.Equal(ResolveVerdict.Done, await t.Decide(id, against: false));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
    }

    [Fact]
    public async Task Rule_5_a_moderator_may_ban_and_the_worker_keeps_his_money()
    {
        using var t = await Town.Open(new ReportOptions { Series = new SeriesOptions { Batch = 1, Suspicious = 1, Stop = new StopOptions { FalseAlarms = 0.5 } } });
        await t.Answered(t.First, "qqqq");
        var id = await t.Disputed("pppp", "xyz");
        await t.Resolve(id, "kwmx");
        await t.Answer(t.Second, "right");
        Assert.Equal(ResolveVerdict.Done, await t.Decide(id, against: true));
        Assert.Equal(ReadyVerdict.Suspended, (await t.M.Actors.Worker(t.First).Ready()).Verdict);
        Assert.Equal(Price.Rate.Times(2), await t.M.Balance(AccountId.Of(t.First)));
        Assert.Equal(
            [(SanctionKind.Ban, SanctionStatus.InForce), (SanctionKind.Suspension, SanctionStatus.Superseded)],
            (await t.M.Store.SanctionsOf(t.First, null, 10)).Where(s => s.Report == id).Select(s => (s.What, s.Status)));
    }

    [Fact]
    public async Task Rule_5_nobody_resolves_a_case_of_his_own_or_of_a_linked_account()
    {
        using var t = await Town.Open();
        var id = await t.Disputed("abc", "xyz");
        t.Links.Link(t.First, new WorkerId(5));
        foreach (var involved in new[] { t.First.Value, t.Second.Value, 5 })
            Assert.Equal(ResolveVerdict.Involved, await t.M.Actors.Report(id).Resolve(new Resolution(involved, "abc")));
        Assert.Equal(ResolveVerdict.Malformed, await t.M.Actors.Report(id).Resolve(new Resolution(Moderator, " ")));
        Assert.Equal(ResolveVerdict.NotWaiting, await t.M.Actors.Report(new CaptchaId(999)).Resolve(new Resolution(Moderator, "abc")));
        Assert.Equal(ReportStatus.AwaitingModerator, (await t.State(id)).Status);
    }

    [Fact]
    public async Task Rule_6_without_a_second_worker_for_ten_minutes_the_customer_is_refunded_and_nobodys_record_changes()
    {
        using var t = await Town.Open();
        var id = await t.Answered(t.First, "abc");
        await t.ReportBad(id);
        await t.M.Pass(TimeSpan.FromMinutes(9.9));
        Assert.Equal(ReportStatus.Rechecking, (await t.State(id)).Status);
        await t.M.Pass(TimeSpan.FromMinutes(0.5));
        Assert.Equal(ReportStatus.NobodyFound, (await t.State(id)).Status);
        Assert.Equal(Marketplace.TenDollars, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Equal(-Price.Price, await t.M.Balance(AccountId.HouseQuality));
        Assert.Equal(0, await t.M.Store.CountIncorrect(t.First));
        Assert.Empty(await t.M.Store.EvidenceOf(t.First, 10));
        Assert.Null(await t.M.Next(t.Second)); // it is over for him, too
    }

    [Fact]
    public async Task Rule_6_a_second_worker_who_comes_late_is_in_time()
    {
        using var t = await Town.Open();
        var id = await t.Answered(t.First, "abc");
        await t.ReportBad(id);
        await t.M.Pass(TimeSpan.FromMinutes(9));
        await t.Answer(t.Second, "abc");
        Assert.Equal(ReportStatus.Rejected, (await t.State(id)).Status);
    }

    /// <summary>A first worker, a second one with a high rating, and one who is new.</summary>
    internal sealed class Town : IDisposable
    {
        private Town(Marketplace m, Links links) => (M, Links) = (m, links);

        public Marketplace M { get; }

        public Links Links { get; }

        public WorkerId First { get; private set; }

        public WorkerId Second { get; private set; }

        public WorkerId Novice { get; private set; }

        public static async Task<Town> Open(ReportOptions? numbers = null, Func<Ports.IMarketStore, Ports.IMarketStore>? wrap = null)
        {
            var links = new Links();
            var town = new Town(await Marketplace.Open(wrap: wrap, linked: links, numbers: numbers), links);
            (town.First, town.Second, town.Novice) = (await town.M.Worker(10), await town.Trusted(20), await town.M.Worker(25));
            return town;
        }

        public async Task<WorkerId> Trusted(long number)
        {
            var worker = await M.Worker(number);
            await Trust(worker);
            return worker;
        }

        public Task Trust(WorkerId worker) => HighRating.Give(M, worker);

        public async Task<CaptchaId> Answered(WorkerId worker, string answer, CaptchaRequest? request = null)
        {
            var id = await M.Submit(request);
            await Answer(worker, answer);
            return id;
        }

        public async Task Answer(WorkerId worker, string answer)
        {
            var assignment = await M.Next(worker);
            Assert.NotNull(assignment);
            Assert.Equal(AnswerOutcome.Accepted, (await M.Work.Answer(assignment.Id, answer)).Outcome);
            await M.Settle();
        }

        public async Task ReportBad(CaptchaId id)
        {
            Assert.Equal(Desks.ReportVerdict.Recorded, await M.Reports.Report(M.Customer, id, false));
            await M.Settle();
        }

        public async Task<CaptchaId> Disputed(string first, string second)
        {
            var id = await Answered(First, first);
            await ReportBad(id);
            await Answer(Second, second);
            Assert.Equal(ReportStatus.AwaitingModerator, (await State(id)).Status);
            return id;
        }

        public async Task<ReportState> State(CaptchaId id) => (await M.Actors.Report(id).View())!;

        public async Task<ResolveVerdict> Resolve(CaptchaId id, string answer)
        {
            var verdict = await M.Actors.Report(id).Resolve(new Resolution(Moderator, answer));
            await M.Settle();
            return verdict;
        }

        public async Task<ResolveVerdict> Decide(CaptchaId id, bool against)
        {
            var verdict = await M.Actors.Report(id).Decide(new Decision(Moderator, against));
            await M.Settle();
            return verdict;
        }

        public void Dispose() => M.Dispose();
    }
}
