using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using Xunit;
using static CaptchaGrains.Core.Tests.Captchas.CaptchaSample;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>One example for each rule of the section "Work".</summary>
public sealed class CaptchaRulesTests
{
    [Theory]
    [InlineData(Kind.ImageText, KindFamily.Answerable, 30, 90)]
    [InlineData(Kind.Rotate, KindFamily.Answerable, 30, 90)]
    [InlineData(Kind.Grid, KindFamily.Answerable, 45, 90)]
    [InlineData(Kind.Coordinates, KindFamily.Answerable, 45, 90)]
    [InlineData(Kind.Text, KindFamily.Answerable, 60, 90)]
    [InlineData(Kind.Audio, KindFamily.Answerable, 60, 90)]
    [InlineData(Kind.RecaptchaV2, KindFamily.Token, 120, 300)]
    [InlineData(Kind.RecaptchaV3, KindFamily.Token, 120, 300)]
    [InlineData(Kind.KeyCaptcha, KindFamily.Token, 120, 300)]
    [InlineData(Kind.FunCaptcha, KindFamily.Token, 120, 300)]
    public void Each_kind_has_its_lease_and_its_lifetime(Kind kind, KindFamily family, int lease, int lifetime)
    {
        var captcha = New(kind);
        Assert.Equal(family, kind.Traits().Family);
        Assert.Equal(At(lifetime), captcha.ExpiresAt);
        Assert.Equal(At(lifetime), captcha.DueAt);
        var assigned = captcha.GrantedTo(1, 0);
        Assert.Equal(CaptchaStatus.Assigned, assigned.Status);
        Assert.Equal(new Lease(Worker(1), Start, At(lease)), assigned.Lease);
        Assert.Equal(At(lease), assigned.DueAt);
        Assert.True(Kinds.LongestLifetime >= kind.Traits().Lifetime);
    }

    [Fact]
    public void A_number_that_is_no_kind_has_no_traits() => Assert.Throws<ArgumentOutOfRangeException>(() => default(Kind).Traits());

    [Fact]
    public void A_captcha_that_one_worker_holds_is_not_given_to_another()
    {
        var captcha = New().GrantedTo(1, 0);
        Assert.Equal((LeaseVerdict.Taken, captcha), captcha.Grant(Worker(2), At(29)));
    }

    [Fact]
    public void Asking_again_for_a_lease_gets_the_same_one_with_the_same_end()
    {
        var captcha = New().GrantedTo(1, 0);
        Assert.Equal((LeaseVerdict.Granted, captcha), captcha.Grant(Worker(1), At(29)));
    }

    [Fact]
    public void A_worker_who_did_not_answer_in_time_loses_the_captcha_to_another()
    {
        var captcha = New().GrantedTo(1, 0);
        Assert.Same(captcha, captcha.Advance(At(30) - TimeSpan.FromTicks(1)));
        var queued = captcha.Advance(At(30));
        Assert.Equal(CaptchaStatus.Queued, queued.Status);
        Assert.Null(queued.Lease);
        Assert.Equal([new Attempt(Worker(1), AttemptEnd.TimedOut, Start, At(30))], queued.Attempts);
        Assert.Equal(Worker(2), queued.GrantedTo(2, 30).Lease!.Worker);
    }

    [Fact]
    public void A_lease_that_has_run_out_is_given_to_the_next_who_asks_even_before_any_alarm()
    {
        var captcha = New().GrantedTo(1, 0).GrantedTo(2, 31);
        Assert.Equal([(1, AttemptEnd.TimedOut)], captcha.Ends());
    }

    [Theory]
    [InlineData(AttemptEnd.Unreadable)]
    [InlineData(AttemptEnd.NotACaptcha)]
    [InlineData(AttemptEnd.TooHard)]
    [InlineData(AttemptEnd.OtherReason)]
    [InlineData(AttemptEnd.Paused)]
    public void A_skipped_captcha_waits_for_another_worker_and_never_comes_back_to_the_first(AttemptEnd why)
    {
        var captcha = New().GrantedTo(1, 0).GivenBackBy(1, why, 5);
        Assert.Equal(CaptchaStatus.Queued, captcha.Status);
        Assert.Equal([(1, why)], captcha.Ends());
        Assert.Equal((LeaseVerdict.HadBefore, captcha), captcha.Grant(Worker(1), At(6)));
        Assert.Equal(Worker(2), captcha.GrantedTo(2, 6).Lease!.Worker);
    }

    [Fact]
    public void Only_the_holder_can_give_a_captcha_back_and_only_once()
    {
        var captcha = New().GrantedTo(1, 0);
        Assert.Equal((SkipVerdict.LeaseOver, captcha), captcha.GiveBack(Worker(2), AttemptEnd.TooHard, At(1)));
        var queued = captcha.GivenBackBy(1, AttemptEnd.TooHard, 1);
        Assert.Equal((SkipVerdict.LeaseOver, queued), queued.GiveBack(Worker(1), AttemptEnd.TooHard, At(2)));
    }

    [Fact]
    public void After_three_workers_it_is_unsolvable_and_the_hold_is_released()
    {
        var captcha = New().GrantedTo(1, 0).GivenBackBy(1, AttemptEnd.Unreadable, 1).GrantedTo(2, 2).GivenBackBy(2, AttemptEnd.TooHard, 3)
            .GrantedTo(3, 4).GivenBackBy(3, AttemptEnd.NotACaptcha, 5);
        Assert.Equal(CaptchaStatus.Unsolvable, captcha.Status);
        Assert.Equal(At(5), captcha.EndedAt);
        Assert.Null(captcha.DueAt);
        Assert.Equal(LeaseVerdict.Ended, captcha.Grant(Worker(4), At(6)).Verdict);

        var commit = EndCommit.Of(captcha);
        var release = Assert.Single(commit.Transfers);
        Assert.Equal((AccountId.Held(Customer), AccountId.Of(Customer), Terms.Price), (release.Debit, release.Credit, release.Amount));
        Assert.All(commit.Outcomes, o => Assert.Equal((Money.Zero, null), (o.Earned, o.Answer)));
        Assert.Equal([AttemptEnd.Unreadable, AttemptEnd.TooHard, AttemptEnd.NotACaptcha], commit.Outcomes.Select(o => o.End));
    }

    [Fact]
    public void A_captcha_that_nobody_took_is_unsolvable_when_its_time_is_over()
    {
        var captcha = New();
        Assert.Same(captcha, captcha.Advance(At(90) - TimeSpan.FromTicks(1)));
        Assert.Equal((CaptchaStatus.Unsolvable, At(90)), (captcha.Advance(At(90)).Status, captcha.Advance(At(90)).EndedAt));
        Assert.Equal(LeaseVerdict.Ended, captcha.Grant(Worker(1), At(90)).Verdict);
    }

    [Fact]
    public void No_lease_outlives_its_captcha()
    {
        var captcha = New().GrantedTo(1, 80);
        Assert.Equal(At(90), captcha.Lease!.EndsAt);
        var ended = captcha.Advance(At(90));
        Assert.Equal(CaptchaStatus.Unsolvable, ended.Status);
        Assert.Equal([(1, AttemptEnd.TimedOut)], ended.Ends());
    }

    [Fact]
    public void An_answer_ends_the_captcha_and_pays_what_was_quoted()
    {
        var captcha = New().GrantedTo(1, 0).AnsweredBy(1, "2763", 10);
        Assert.Equal(CaptchaStatus.Solved, captcha.Status);
        Assert.Equal(new Solution(Worker(1), "2763"), captcha.Solution);
        Assert.Null(captcha.Lease);
        Assert.Null(captcha.DueAt);

        var commit = EndCommit.Of(captcha);
        Assert.Equal(At(10), commit.At);
        Assert.Equal(
            [(AccountId.Held(Customer), AccountId.Of(Worker(1)), Terms.Rate), (AccountId.Held(Customer), AccountId.HouseRevenue, Terms.Fee)],
            commit.Transfers.Select(t => (t.Debit, t.Credit, t.Amount)));
        Assert.Equal([new Outcome(captcha.Id, Worker(1), Kind.ImageText, AttemptEnd.Answered, "2763", Terms.Rate, Start, At(10))], commit.Outcomes);
    }

    [Fact]
    public void A_late_answer_counts_while_nobody_else_has_the_captcha()
    {
        var captcha = New().GrantedTo(1, 0).Advance(At(30)).AnsweredBy(1, "2763", 40);
        Assert.Equal([(1, AttemptEnd.Answered)], captcha.Ends());
        Assert.Equal(Start, captcha.Attempts[0].GrantedAt);
    }

    [Fact]
    public void A_late_answer_counts_while_somebody_else_works_on_the_captcha_and_he_is_paid_nothing()
    {
        var captcha = New().GrantedTo(1, 0).GrantedTo(2, 31).AnsweredBy(1, "2763", 40);
        Assert.Equal([(2, AttemptEnd.Overtaken), (1, AttemptEnd.Answered)], captcha.Ends());
        Assert.Equal(AnswerVerdict.LeaseOver, captcha.Accept(Worker(2), "2763", At(41)).Verdict);
        Assert.Equal([(Worker(2), Money.Zero), (Worker(1), Terms.Rate)], EndCommit.Of(captcha).Outcomes.Select(o => (o.Worker, o.Earned)));
    }

    [Fact]
    public void The_third_workers_answer_a_moment_after_his_lease_finds_the_captcha_open()
    {
        var captcha = New().GrantedTo(1, 0).GivenBackBy(1, AttemptEnd.Unreadable, 1).GrantedTo(2, 2).GivenBackBy(2, AttemptEnd.TooHard, 3)
            .GrantedTo(3, 4);
        Assert.Equal(CaptchaStatus.Solved, captcha.AnsweredBy(3, "2763", 34.5).Status);
        Assert.Equal(AnswerVerdict.LeaseOver, captcha.Advance(At(34)).Accept(Worker(3), "2763", At(34.5)).Verdict);
    }

    [Fact]
    public void An_answer_after_the_end_is_told_so_and_changes_nothing()
    {
        var ended = New().GrantedTo(1, 70).Advance(At(90));
        Assert.Equal((AnswerVerdict.LeaseOver, ended), ended.Accept(Worker(1), "2763", At(91)));
    }

    [Fact]
    public void An_answer_at_the_very_end_comes_too_late_and_ends_the_captcha()
    {
        var (verdict, next) = New().GrantedTo(1, 70).Accept(Worker(1), "2763", At(90));
        Assert.Equal(AnswerVerdict.LeaseOver, verdict);
        Assert.Equal(CaptchaStatus.Unsolvable, next.Status);
    }

    [Fact]
    public void A_repeated_answer_is_recognised_and_another_one_does_not_replace_it()
    {
        var captcha = New().GrantedTo(1, 0).AnsweredBy(1, "2763", 10);
        Assert.Equal((AnswerVerdict.Repeated, captcha), captcha.Accept(Worker(1), "2763", At(11)));
        Assert.Equal((AnswerVerdict.AnsweredDifferently, captcha), captcha.Accept(Worker(1), "9999", At(11)));
        Assert.Equal((AnswerVerdict.NotYours, captcha), captcha.Accept(Worker(2), "2763", At(11)));
    }

    [Fact]
    public void A_worker_who_never_had_it_cannot_answer()
    {
        var captcha = New().GrantedTo(1, 0);
        Assert.Equal((AnswerVerdict.NotYours, captcha), captcha.Accept(Worker(2), "2763", At(1)));
    }

    [Fact]
    public void A_worker_whose_lease_was_lost_with_a_process_can_answer_when_he_is_vouched_for()
    {
        var (verdict, next) = New().Accept(Worker(1), "2763", At(20), vouched: true);
        Assert.Equal(AnswerVerdict.Accepted, verdict);
        Assert.Equal([(1, AttemptEnd.Answered)], next.Ends());
    }

    [Fact]
    public void A_worker_whose_lease_was_lost_with_a_process_hears_that_it_went_elsewhere_and_not_that_he_never_had_it()
    {
        var captcha = New().GrantedTo(2, 0).AnsweredBy(2, "2763", 10);
        Assert.Equal((AnswerVerdict.LeaseOver, captcha), captcha.Accept(Worker(1), "2763", At(20), vouched: true));
    }

    [Fact]
    public void A_lease_that_the_worker_could_not_take_is_undone_without_a_trace()
    {
        var captcha = New();
        var granted = captcha.GrantedTo(1, 0);
        Assert.Equal(captcha, granted.Ungrant(Worker(1)));
        Assert.Same(granted, granted.Ungrant(Worker(2)));
        Assert.Same(captcha, captcha.Ungrant(Worker(1)));
    }

    [Fact]
    public void A_withdrawn_captcha_costs_nothing_and_its_holder_is_overtaken()
    {
        var captcha = New().GrantedTo(1, 0).Withdraw(At(5));
        Assert.Equal(CaptchaStatus.Unsolvable, captcha.Status);
        Assert.Equal([(1, AttemptEnd.Overtaken)], captcha.Ends());
        Assert.Equal(Purpose.Release, Assert.Single(EndCommit.Of(captcha).Transfers).Id.Purpose);
        Assert.Same(captcha, captcha.Withdraw(At(6)));
    }

    [Fact]
    public void A_solved_captcha_cannot_be_withdrawn()
    {
        var captcha = New().GrantedTo(1, 0).AnsweredBy(1, "2763", 10);
        Assert.Same(captcha, captcha.Withdraw(At(11)));
    }

    [Fact]
    public void An_open_captcha_has_no_end_to_commit() => Assert.Throws<ArgumentException>(() => EndCommit.Of(New()));

    [Fact]
    public void Submission_holds_the_whole_price()
    {
        var commit = SubmitCommit.Of(New(), CaptchaImages.None, 1);
        var hold = Assert.Single(commit.Transfers);
        Assert.Equal((AccountId.Of(Customer), AccountId.Held(Customer), new Money(210_000)), (hold.Debit, hold.Credit, hold.Amount));
    }

    [Fact]
    public void Without_a_fee_there_is_no_transfer_of_nothing()
    {
        var captcha = (New() with { Quote = new Quote(new Money(1), Money.Zero) }).GrantedTo(1, 0).AnsweredBy(1, "x", 1);
        Assert.Equal(Purpose.Earning, Assert.Single(EndCommit.Of(captcha).Transfers).Id.Purpose);
    }

    // Found by seed 36 of the simulator: who guessed the number was told that his answer counts, and earned nothing.
    [Fact]
    public void What_was_voted_on_is_no_workers_also_after_its_end()
    {
        var open = New() with { Request = new CaptchaRequest(Kind.ImageText) { Confident = new ConfidentTerms(2, 5, 2, 0.9) } };
        var ended = open.Conclude(new CrowdEnd(new Solution(Worker(6), "x7k"), new CrowdResult(0.99, 2, [Worker(6), Worker(7)])), At(20));
        foreach (var captcha in (CaptchaState[])[open, ended])
            foreach (var (worker, answer, vouched) in ((int, string, bool)[])[(6, "x7k", false), (6, "other", false), (8, "x7k", false), (6, "x7k", true)])
                Assert.Equal(AnswerVerdict.NotYours, captcha.Accept(Worker(worker), answer, At(30), vouched).Verdict);
    }
}
