using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

/// <summary>What steps of a report say of answers, what a training ends, and when a customer is not heard.</summary>
public sealed class ReportEvidenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly (WorkerId First, WorkerId Second) Workers = (new(1), new(2));

    [Fact]
    public void Equal_answers_are_right_for_both_workers_each_for_his_own_answer()
    {
        var pieces = Step(Answered("abc"), ReportEvent.AnswersAreEqual);
        Assert.Equal([(Workers.First, 10, true), (Workers.Second, 11, true)], pieces);
    }

    [Fact]
    public void Different_answers_say_nothing_until_the_moderator_does() => Assert.Empty(Step(Answered("xyz"), ReportEvent.AnswersDiffer));

    [Theory]
    [InlineData(ReportEvent.ModeratorFindsRight, "abc", true, false)]
    [InlineData(ReportEvent.ModeratorFindsTypical, "xyz", false, true)]
    [InlineData(ReportEvent.ModeratorFindsTypicalAgain, "xyz", false, true)]
    [InlineData(ReportEvent.ModeratorFindsTooDifferent, "XYZ", false, true)]
    [InlineData(ReportEvent.ModeratorFindsTooDifferent, "neither", false, false)]
    public void The_moderators_word_judges_both_answers(ReportEvent found, string word, bool first, bool second)
    {
        var (disputed, _) = Answered("xyz").After(ReportEvent.AnswersDiffer)!.Value;
        Assert.Equal([(Workers.First, 10, first), (Workers.Second, 11, second)], Step(disputed with { Resolution = word }, found));
    }

    [Fact]
    public void Each_course_of_a_report_judges_each_answer_once()
    {
        // Follow-ups are judged by nobody when they differ, so they say nothing when they are equal: it would be good things only.
        foreach (var step in ReportMachine.Table)
        {
            if (!step.Effects.HasFlag(ReportEffects.EvidenceOfSecond)) continue;
            Assert.Contains(step.From, (ReportStatus[])[ReportStatus.Rechecking, ReportStatus.AwaitingModerator]);
            Assert.DoesNotContain(ReportMachine.Table, t => t.From == step.To && (t.Effects & (ReportEffects.EvidenceOfSecond | ReportEffects.EvidenceRight | ReportEffects.EvidenceWrong)) != 0);
        }
    }

    [Fact]
    public void What_is_refunded_and_what_is_verified_follows_from_the_table()
    {
        Assert.Equal([ReportStatus.Reported, ReportStatus.Rechecking, ReportStatus.Confirmed, ReportStatus.WithoutEffect, ReportStatus.Rejected],
            Enum.GetValues<ReportStatus>().Where(s => !ReportMachine.IsRefunded(s)));
        Assert.Equal(
            [
                ReportStatus.Reported, ReportStatus.Rechecking, ReportStatus.AwaitingModerator, ReportStatus.Confirmed, ReportStatus.WithoutEffect,
                ReportStatus.NobodyFound, ReportStatus.Counted,
            ], Enum.GetValues<ReportStatus>().Where(s => !ReportMachine.IsVerified(s)));
    }

    [Fact]
    public void In_confident_mode_it_is_about_all_who_gave_the_answer_and_about_the_second_worker()
    {
        var givers = new CrowdResult(0.99, 3, [Workers.First, new WorkerId(7)]);
        Assert.Equal(
            [(Workers.First, 10, true), (new WorkerId(7), 10, true), (Workers.Second, 11, true)],
            Step(Answered("same"), ReportEvent.AnswersAreEqual, givers));
        Assert.Empty(Step(Answered("other"), ReportEvent.AnswersDiffer, givers));
    }

    [Fact]
    public void Customers_who_complain_too_much_are_not_heard_for_twenty_four_hours_from_when_it_was_found()
    {
        var (options, bad, fine) = (ComplaintOptions.Default, new ComplaintRecord(51, 26, 0, 0), ComplaintRecord.None);
        Assert.Null(Disregard.Of(null, Noon, fine, Noon, options));
        var found = Disregard.Of(null, Noon, bad, Noon, options)!;
        Assert.Equal(new Disregard(Noon, Noon.AddHours(24)), found);
        // It ends when it was said to, however the record changes.
        Assert.Same(found, Disregard.Of(found, Noon.AddHours(23.9), fine, Noon.AddHours(23.9), options));
        Assert.Null(Disregard.Of(found, Noon.AddHours(24), fine, Noon.AddHours(24), options));
        Assert.Same(found, Disregard.Of(found, Noon.AddHours(23.9), fine, Noon.AddHours(30), options)); // looked at late
        Assert.Equal(Noon.AddHours(25), Disregard.Of(found, Noon.AddHours(25), bad, Noon.AddHours(25), options)!.From);
    }

    private static ReportState Answered(string second) => new()
    {
        Captcha = new CaptchaId(10),
        Customer = new CustomerId(1),
        SaysGood = false,
        At = Noon,
        Status = ReportStatus.Rechecking,
        Worker = Workers.First,
        Recheck = new CaptchaId(11),
        Second = Workers.Second,
        SecondAnswer = second,
    };

    private static IEnumerable<(WorkerId, int, bool)> Step(ReportState state, ReportEvent happened, CrowdResult? crowd = null)
    {
        var (next, effects) = state.After(happened)!.Value;
        var captcha = new CaptchaState
        {
            Id = state.Captcha,
            Customer = state.Customer,
            Request = new(Kind.ImageText),
            Quote = new Quote(new Money(2), new Money(1)),
            SubmittedAt = Noon,
            Crowd = crowd,
        };
        var pieces = ReportEvidence.Of(next, effects, captcha, EvidenceSource.Recheck, 1, Noon, ComparisonOptions.Default);
        Assert.All(pieces, p => Assert.Equal((Kind.ImageText, 1.0, Noon), (p.Kind, p.Weight, p.At)));
        return pieces.Select(p => (p.Worker, (int)p.Captcha.Value, p.IsRight));
    }
}
