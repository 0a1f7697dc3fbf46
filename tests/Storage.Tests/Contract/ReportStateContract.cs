using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>What has come of reports: steps with their money and evidence, each once.</summary>
public abstract class ReportStateContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly WorkerId Solver = Given.Worker(7);

    private IReportStore Reports => Store.Reports;

    [Fact]
    public async Task A_report_comes_with_its_first_state()
    {
        Assert.Null(await Reports.FindReportState(new CaptchaId(10)));
        var first = await Report(10);
        await Reopen();
        AssertSame(first, await Reports.FindReportState(new CaptchaId(10)));
        Assert.Equal((1, ReportStatus.Reported, true), (first.Version, first.Status, first.MovesByItself));
        Assert.Null(await Reports.FindReportState(new CaptchaId(11)));
    }

    [Fact]
    public async Task A_step_its_evidence_and_its_money_become_durable_together_and_once()
    {
        await Solve(10);
        var step = Upheld(await Recheck(await Report(10)));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(step)).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(step)).Verdict);
        await Reopen();
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(step)).Verdict);
        AssertSame(step.Report, await Reports.FindReportState(new CaptchaId(10)));
        Assert.Equal(Given.Price.Price, await Market.Balance(AccountId.Of(Given.Customer(1))));
        Assert.Equal(-Given.Price.Price, await Market.Balance(AccountId.HouseQuality));
        Assert.Equal(step.Evidence, await Reports.EvidenceOf(Solver, 10));
        var refund = (await Market.Statement(AccountId.Of(Given.Customer(1)), null, 1))[0];
        Assert.Equal((Purpose.Refund, new CaptchaId(10)), (refund.Purpose, refund.Captcha));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task A_step_that_does_not_follow_is_refused_and_moves_no_money()
    {
        await Solve(10);
        var first = await Report(10);
        var step = Upheld(await Recheck(first));
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(step with { Report = step.Report with { Version = 4 } })).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(step with { Report = step.Report with { Version = 2 } })).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(step with { Report = step.Report with { Captcha = new CaptchaId(11) } })).Verdict);
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.HouseQuality));
        Assert.Empty(await Reports.EvidenceOf(Solver, 10));
    }

    [Fact]
    public async Task Of_many_different_steps_at_once_one_happens()
    {
        await Solve(10);
        var rechecking = await Recheck(await Report(10));
        var steps = Enumerable.Range(1, 8).Select(n => Upheld(rechecking, second: n));
        var verdicts = await Task.WhenAll(steps.Select(async s => (await Market.Commit(s)).Verdict));
        Assert.Single(verdicts, CommitVerdict.Created);
        Assert.Equal(7, verdicts.Count(v => v == CommitVerdict.Conflict));
        Assert.Equal(-Given.Price.Price, await Market.Balance(AccountId.HouseQuality));
    }

    [Fact]
    public async Task Open_reports_and_those_that_wait_for_a_moderator_are_found()
    {
        foreach (var id in new[] { 10, 11, 12 }) await Solve(id);
        await Report(10);
        await Report(11, at: Given.Noon.AddSeconds(10));
        await Market.Commit(Upheld(await Recheck(await Report(12))));
        await Reopen();
        Assert.Equal([new CaptchaId(10)], await Reports.OpenReports(Given.Noon.AddSeconds(5), default, 10));
        Assert.Equal([new CaptchaId(10), new CaptchaId(11)], await Reports.OpenReports(Given.Noon.AddSeconds(20), default, 10));
        Assert.Equal([new CaptchaId(11)], await Reports.OpenReports(Given.Noon.AddSeconds(20), new CaptchaId(10), 1));
        Assert.Equal(new CaptchaId(12), Assert.Single(await Reports.AwaitingModerator(default, 10)).Captcha);
        Assert.Empty(await Reports.AwaitingModerator(new CaptchaId(12), 10));
    }

    [Fact]
    public async Task A_workers_record_follows_from_the_reports()
    {
        foreach (var id in new[] { 10, 11, 12 }) await Solve(id);
        Assert.Equal([12L, 11L], (await Reports.LastAnswers(Solver, 2)).Select(o => o.Captcha.Value));
        Assert.Equal("W9H5K", (await Reports.LastAnswers(Solver, 1))[0].Answer);
        var upheld = Upheld(await Recheck(await Report(11)));
        await Market.Commit(upheld);
        Assert.Equal(1, await Reports.CountIncorrect(Solver));
        Assert.Equal(0, await Reports.CountTypical(Solver, 10, Given.Noon));
        var (typical, _) = upheld.Report.After(ReportEvent.ModeratorFindsTypical)!.Value;
        await Market.Commit(new ReportCommit(typical, [], [], Given.Noon));
        Assert.Equal(1, await Reports.CountTypical(Solver, 10, Given.Noon));
        Assert.Equal(1, await Reports.CountTypical(Solver, 2, Given.Noon));
        Assert.Equal(0, await Reports.CountTypical(Solver, 1, Given.Noon)); // only the newest answer, which is another one
        Assert.Equal(1, await Reports.CountIncorrect(Solver));
        Assert.Equal(0, await Reports.CountIncorrect(Given.Worker(8)));
    }

    [Fact]
    public async Task Typical_mistakes_in_answers_that_were_given_before_a_time_are_not_counted()
    {
        foreach (var id in new[] { 10, 11 }) await Solve(id);
        var upheld = Upheld(await Recheck(await Report(10)));
        await Market.Commit(upheld);
        await Step(upheld.Report, ReportEvent.ModeratorFindsTypical);
        Assert.Equal(1, await Reports.CountTypical(Solver, 10, Given.Noon.AddSeconds(5))); // when the answers were given
        Assert.Equal(0, await Reports.CountTypical(Solver, 10, Given.Noon.AddSeconds(5.001)));
    }

    [Fact]
    public async Task Verified_complaints_come_oldest_first_and_say_whether_they_were_upheld()
    {
        foreach (var id in new[] { 10, 11, 12, 13, 14 }) await Solve(id);
        var customer = Given.Customer(1);
        Assert.Empty(await Reports.VerifiedComplaints(customer, 10));
        await Step(await Recheck(await Report(10, Given.Noon.AddHours(3))), ReportEvent.AnswersAreEqual);
        var disputed = Upheld(await Recheck(await Report(11, Given.Noon.AddHours(1))));
        await Market.Commit(disputed);
        await Step(await Recheck(await Report(12, Given.Noon.AddHours(2))), ReportEvent.NobodyAnswers);
        await Report(13);
        await Reports.AddReport(new ReportRow(new CaptchaId(14), customer, true, Given.Noon, 14));
        Assert.False(Assert.Single(await Reports.VerifiedComplaints(customer, 10))); // of the others nobody knows
        await Step(disputed.Report, ReportEvent.ModeratorFindsTooDifferent);
        await Reopen();
        Assert.Equal([true, false], await Reports.VerifiedComplaints(customer, 10));
        Assert.Equal([false], await Reports.VerifiedComplaints(customer, 1));
        Assert.Empty(await Reports.VerifiedComplaints(Given.Customer(2), 10));
    }

    [Fact]
    public async Task A_customers_reports_come_newest_first_page_by_page_with_what_came_back()
    {
        foreach (var id in new[] { 10, 11, 12 }) await Solve(id);
        var customer = Given.Customer(1);
        Assert.Empty(await Reports.ReportsOf(customer, null, 10));
        await Reports.AddReport(new ReportRow(new CaptchaId(12), customer, true, Given.Noon, 12));
        var disputed = Upheld(await Recheck(await Report(10)));
        await Market.Commit(disputed);
        await Report(11);
        await Reopen();
        var all = await Reports.ReportsOf(customer, null, 10);
        Assert.Equal([(12L, true, Money.Zero), (11L, false, Money.Zero), (10L, false, Given.Price.Price)], all.Select(r => (r.State.Captcha.Value, r.State.SaysGood, r.Refund)));
        Assert.All(all, r => Assert.Equal(Given.Price.Price, r.Price));
        AssertSame(disputed.Report, all[2].State);
        Assert.Equal([12L, 11L], (await Reports.ReportsOf(customer, null, 2)).Select(r => r.State.Captcha.Value));
        Assert.Equal([10L], (await Reports.ReportsOf(customer, new CaptchaId(11), 2)).Select(r => r.State.Captcha.Value));
        Assert.Empty(await Reports.ReportsOf(Given.Customer(2), null, 10));
    }

    [Fact]
    public async Task What_a_worker_was_shown_comes_back_and_is_what_he_earned()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        var captcha = Given.Captcha(10);
        await Market.Commit(Given.Submit(captcha));
        var more = Given.Price.Rate + new Money(7);
        var (_, late) = captcha.Grant(Given.Worker(8), Given.Noon, new Money(3)).Next.Advance(Given.Noon.AddSeconds(40)).Grant(Solver, Given.Noon.AddSeconds(41), more).Next
            .Accept(Solver, "W9H5K", Given.Noon.AddSeconds(50));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(EndCommit.Of(late))).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(EndCommit.Of(late))).Verdict);
        await Reopen();
        var stored = (await Market.FindCaptcha(captcha.Id))!;
        Assert.Equal([new Money(3), more], stored.Attempts.Select(a => a.Rate!.Value));
        Assert.Equal((more, more), (stored.Earned, (await Reports.LastAnswers(Solver, 1))[0].Earned));
        Assert.Equal((more, Money.Zero), (await Market.Balance(AccountId.Of(Solver)), await Market.Balance(AccountId.Of(Given.Customer(1)))));
        Assert.Equal(Given.Price.Price - more, await Market.Balance(AccountId.HouseRevenue));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task A_customers_complaints_are_counted_within_the_window()
    {
        foreach (var id in new[] { 10, 11, 12 }) await Solve(id);
        Assert.Equal(ComplaintRecord.None, await Reports.ComplaintsOf(Given.Customer(1), Given.Noon));
        await Report(10);
        var rechecking = await Recheck(await Report(11, at: Given.Noon.AddHours(1)));
        var (rejected, _) = rechecking.After(ReportEvent.AnswersAreEqual)!.Value;
        await Market.Commit(new ReportCommit(rejected, [], [], Given.Noon));
        var good = new ReportRow(new CaptchaId(12), Given.Customer(1), true, Given.Noon, 3);
        await Reports.AddReport(good);
        Assert.Equal(new ComplaintRecord(2, 1, 0, 0), await Reports.ComplaintsOf(Given.Customer(1), Given.Noon));
        Assert.Equal(new ComplaintRecord(1, 1, 0, 0), await Reports.ComplaintsOf(Given.Customer(1), Given.Noon.AddMinutes(30)));
        Assert.Equal(ComplaintRecord.None, await Reports.ComplaintsOf(Given.Customer(2), Given.Noon));
    }

    [Fact]
    public async Task Tokens_and_bad_ones_among_them_are_counted()
    {
        foreach (var id in new[] { 10, 11 })
        {
            await Market.Commit(Given.Deposit(id, 1, captchas: 1));
            var captcha = Given.Captcha(id) with { Request = new CaptchaRequest(Kind.RecaptchaV2) };
            await Market.Commit(Given.Submit(captcha));
            await Market.Commit(Given.Answer(captcha, answer: new string('t', 30)));
        }
        var (counted, _) = (await Report(10)).After(ReportEvent.SaysBadToken)!.Value;
        await Market.Commit(new ReportCommit(counted, [], [], Given.Noon));
        Assert.Equal(new ComplaintRecord(0, 0, 2, 1), await Reports.ComplaintsOf(Given.Customer(1), Given.Noon));

        var answered = new TokenAnswer(Kind.RecaptchaV2, Given.Noon.AddSeconds(5), false);
        Assert.Equal([answered, answered], await Reports.LastTokens(Solver, 10));
        await Reports.AddReport(new ReportRow(new CaptchaId(11), Given.Customer(1), true, Given.Noon, 5));
        Assert.Equal([answered with { CustomerReportsGood = true }], await Reports.LastTokens(Solver, 1));
        Assert.Empty(await Reports.LastTokens(Given.Worker(8), 1));
    }

    [Fact]
    public async Task The_newest_evidence_comes_oldest_first_and_each_piece_is_kept_once()
    {
        await Solve(10);
        var rechecking = await Recheck(await Report(10));
        var (rejected, _) = rechecking.After(ReportEvent.AnswersAreEqual)!.Value;
        Evidence[] pieces = [.. Enumerable.Range(1, 5).Select(n => Piece(10 + n, n, n % 2 == 0)), Piece(11, 9, false)];
        await Market.Commit(new ReportCommit(rejected, [.. pieces], [], Given.Noon));
        await Reopen();
        Assert.Equal(pieces[..5], await Reports.EvidenceOf(Solver, 10));
        Assert.Equal(pieces[3..5], await Reports.EvidenceOf(Solver, 2));

        static Evidence Piece(long captcha, int minute, bool right) => new(
            Solver, new CaptchaId(captcha), EvidenceSource.Report, Kind.RecaptchaV3, right, 0.25, Given.Noon.AddMinutes(minute), right ? "example.test" : null);
    }

    [Fact]
    public async Task The_newest_evidence_of_a_domain_comes_oldest_first_and_only_of_just_this_one()
    {
        await Solve(10);
        var (rejected, _) = (await Recheck(await Report(10))).After(ReportEvent.AnswersAreEqual)!.Value;
        Evidence[] pieces = [Piece(11, 1, "a.test", 7), Piece(12, 2, "b.test", 7), Piece(13, 3, "a.test", 8), Piece(14, 3, "a.test", 7), Piece(15, 4, null, 7), Piece(16, 5, "x.a.test", 7)];
        await Market.Commit(new ReportCommit(rejected, [.. pieces], [], Given.Noon));
        await Reopen();
        Assert.Equal([pieces[0], pieces[2], pieces[3]], await Reports.EvidenceOn("a.test", 10));
        Assert.Equal([pieces[2], pieces[3]], await Reports.EvidenceOn("a.test", 2));
        Assert.Empty(await Reports.EvidenceOn("c.test", 10));

        static Evidence Piece(long captcha, int minute, string? domain, long worker) => new(
            Given.Worker(worker), new CaptchaId(captcha), EvidenceSource.Report, Kind.RecaptchaV3, true, 0.25, Given.Noon.AddMinutes(minute), domain);
    }

    [Fact]
    public async Task A_recheck_holds_nothing_is_paid_by_the_house_and_comes_back_as_one()
    {
        var recheck = Given.Captcha(20, customer: 0) with
        {
            Quote = Given.Price with { Fee = Money.Zero },
            Recheck = new RecheckTerms(new CaptchaId(10), new CaptchaId(10), Given.Noon.AddMinutes(10), [Solver, Given.Worker(8)], [7]),
        };
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Submit(recheck))).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(Given.Submit(recheck))).Verdict);
        await Reopen();
        var stored = (await Market.FindCaptcha(recheck.Id))!;
        Assert.Equal(recheck.Request, stored.Request);
        Assert.Equal(recheck.ExpiresAt, stored.ExpiresAt);
        Assert.Equal(recheck.Recheck!.Excluded, stored.Recheck!.Excluded);
        Assert.Equal(recheck.Recheck.ExcludedClusters, stored.Recheck.ExcludedClusters);
        Assert.Equal((recheck.Recheck.Report, recheck.Recheck.Of), (stored.Recheck.Report, stored.Recheck.Of));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Answer(stored, worker: 9))).Verdict);
        Assert.Equal(Given.Price.Rate, await Market.Balance(AccountId.Of(Given.Worker(9))));
        Assert.Equal(-Given.Price.Rate, await Market.Balance(AccountId.HouseQuality));
        Assert.Equal(1, await Market.CountSolved(Given.Worker(9)));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task A_recheck_that_nobody_solves_ends_and_costs_nothing()
    {
        var recheck = Given.Captcha(20, customer: 0) with
        {
            Recheck = new RecheckTerms(new CaptchaId(10), new CaptchaId(10), Given.Noon.AddSeconds(80), [Solver], []),
        };
        await Market.Commit(Given.Submit(recheck));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(EndCommit.Of(recheck.Advance(Given.Noon.AddSeconds(80))))).Verdict);
        Assert.Equal(CaptchaStatus.Unsolvable, (await Market.FindCaptcha(recheck.Id))!.Status);
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.HouseQuality));
    }

    private async Task Step(ReportState state, ReportEvent happened)
    {
        var (next, _) = state.After(happened)!.Value;
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(new ReportCommit(next, [], [], Given.Noon))).Verdict);
    }

    private async Task Solve(long id)
    {
        await Market.Commit(Given.Deposit(id, 1, captchas: 1));
        await Market.Commit(Given.Submit(Given.Captcha(id)));
        await Market.Commit(Given.Answer(Given.Captcha(id), Solver.Value));
    }

    private async Task<ReportState> Report(long id, DateTimeOffset? at = null)
    {
        Assert.True(await Reports.AddReport(new ReportRow(new CaptchaId(id), Given.Customer(1), false, at ?? Given.Noon, id)));
        return (await Reports.FindReportState(new CaptchaId(id)))!;
    }

    private async Task<ReportState> Recheck(ReportState reported)
    {
        var (next, _) = reported.After(ReportEvent.SaysBadAnswer)!.Value;
        next = next with { Worker = Solver, Recheck = new CaptchaId(99) };
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(new ReportCommit(next, [], [], Given.Noon))).Verdict);
        return next;
    }

    private static ReportCommit Upheld(ReportState rechecking, long second = 9)
    {
        var (next, _) = rechecking.After(ReportEvent.AnswersDiffer)!.Value;
        var evidence = new Evidence(Solver, rechecking.Captcha, EvidenceSource.Recheck, Kind.ImageText, false, 1, Given.Noon);
        return new ReportCommit(next with { Second = Given.Worker(second), SecondAnswer = "ж" }, [evidence],
            Charge.Refund(rechecking.Captcha, rechecking.Customer, Given.Price), Given.Noon);
    }

    /// <summary>Lists are compared by what is in them.</summary>
    private static void AssertSame(ReportState expected, ReportState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.FollowUps, actual.FollowUps);
        Assert.Equal(expected, actual with { FollowUps = expected.FollowUps });
    }
}
