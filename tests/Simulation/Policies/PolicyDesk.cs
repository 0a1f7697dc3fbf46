using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Testing.Crowds;

namespace CaptchaGrains.Simulation.Policies;

/// <summary>Takes reports and lets the product's own table decide what follows. The moderators of this world are always right.</summary>
internal sealed class PolicyDesk(Policy policy, PolicyWorker[] workers, Typing typing, Random random, PolicyOutcome outcome)
{
    public static Quote Quote { get; } = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);

    private static readonly CaptchaRequest Request = new(Kind.ImageText);
    private static readonly ReportOptions Options = ReportOptions.Default;

    /// <summary>An answer was accepted.</summary>
    public void Answered(PolicyWorker worker, PolicyCustomer customer, DateTimeOffset now)
    {
        if (policy.Complaints != ComplaintHandling.Tally) return;
        worker.Tally = worker.Tally.Answered(customer.ReportsGood, now, Options.TokenLimits);
        customer.Record = customer.Record with { TokenAnswers = customer.Record.TokenAnswers + 1 };
    }

    public void Report(GivenAnswer given, PolicyWorker worker, PolicyCustomer customer, bool saysGood, DateTimeOffset now)
    {
        if (policy.Complaints == ComplaintHandling.Nothing) return;
        var report = new PolicyReport(given, worker, customer);
        var isIgnored = policy.Proportion && customer.Record.IsOutOfProportion(Options.Complaints);
        if (!saysGood) Complained(customer);
        Follow(report, isIgnored ? ReportEvent.IsOutOfProportion
            : saysGood ? ReportEvent.SaysGood
            : policy.Complaints == ComplaintHandling.Tally ? ReportEvent.SaysBadToken
            : ReportEvent.SaysBadAnswer);
        if (policy.Complaints != ComplaintHandling.Tally || isIgnored) return;
        worker.Tally = worker.Tally.Reported(saysGood, now, Options.TokenLimits);
        if (worker.Tally.Limit(now, Options.TokenLimits) is not null) Stop(worker);
    }

    /// <summary>Until a moderator decides, which in this world is at once: a cheat is banned, anybody else goes on.</summary>
    public void Suspend(PolicyWorker worker)
    {
        Stop(worker);
        outcome.Looks++;
        if (worker.IsHonest) worker.IsAtWork = true;
    }

    /// <summary>A limit ends by itself some day, but not in this one.</summary>
    private static void Stop(PolicyWorker worker)
    {
        worker.Caught();
        worker.IsAtWork = false;
    }

    private void Complained(PolicyCustomer customer) => customer.Record = policy.Complaints == ComplaintHandling.Tally
        ? customer.Record with { BadTokens = customer.Record.BadTokens + 1 }
        : customer.Record with { Complaints = customer.Record.Complaints + 1 };

    /// <summary>From step to step by the table, until the report has ended.</summary>
    private void Follow(PolicyReport report, ReportEvent? next)
    {
        var status = ReportStatus.Reported;
        while (next is { } happened)
        {
            var step = ReportMachine.Find(status, happened) ?? throw new InvalidOperationException($"{happened} cannot happen in {status}.");
            Apply(step.Effects, report, happened);
            status = step.To;
            next = status switch
            {
                ReportStatus.Rechecking => Recheck(report),
                ReportStatus.AwaitingModerator => Moderate(report),
                ReportStatus.FollowingUp => FollowUp(report.Worker),
                ReportStatus.AwaitingTraining => ReportEvent.ModeratorSendsToTraining,
                ReportStatus.AwaitingBan => report.Worker.IsHonest ? ReportEvent.ModeratorLifts : ReportEvent.ModeratorBans,
                _ => null,
            };
        }
    }

    private void Apply(ReportEffects effects, PolicyReport report, ReportEvent why)
    {
        var worker = report.Worker;
        if (effects.HasFlag(ReportEffects.Refund))
        {
            outcome.Refunds++;
            if (report.Given.Answer == report.Given.Image.Text) outcome.RefundsOfRight++;
            outcome.Cost += Quote.Price;
        }
        if (effects.HasFlag(ReportEffects.EvidenceRight)) worker.Skill = worker.Skill.After(true, Weight(report, why), Options.Skill);
        if (effects.HasFlag(ReportEffects.EvidenceWrong)) worker.Skill = worker.Skill.After(false, Weight(report, why), Options.Skill);
        if (effects.HasFlag(ReportEffects.Suspend)) Suspend(worker);
        if (effects.HasFlag(ReportEffects.Train))
        {
            outcome.Looks++;
            worker.Train();
        }
    }

    private static double Weight(PolicyReport report, ReportEvent why) => why switch
    {
        ReportEvent.SaysGood => report.Customer.Reliability.Weight(saidGood: true, Options.Reliability),
        ReportEvent.SaysBadToken => report.Customer.Reliability.Weight(saidGood: false, Options.Reliability),
        _ => 1,
    };

    private ReportEvent Recheck(PolicyReport report)
    {
        if (SecondAnswer(report.Given, report.Worker) is not { } second) return ReportEvent.NobodyAnswers;
        if (!AnswerComparison.Same(Request, report.Given.Answer, second, Options.Comparison)) return ReportEvent.AnswersDiffer;
        Judged(report.Customer, wasTrue: false);
        return ReportEvent.AnswersAreEqual;
    }

    private ReportEvent Moderate(PolicyReport report)
    {
        outcome.Looks++;
        var found = MistakeJudge.Judge(Request, report.Given.Answer, report.Given.Image.Text, Options.Comparison, Options.Mistakes);
        Judged(report.Customer, wasTrue: found != MistakeVerdict.RightAfterAll);
        var typical = found == MistakeVerdict.TypicalMistake ? report.Worker.NoteTypical(Options.Mistakes) : 0;
        return FollowUpRule.Of(found, typical, Options.Mistakes);
    }

    private ReportEvent FollowUp(PolicyWorker worker)
    {
        var recent = worker.Recent.ToArray();
        random.Shuffle(recent);
        return policy.Series ? InSeries(worker, recent) : ThreeOfFive(worker, recent);
    }

    private ReportEvent ThreeOfFive(PolicyWorker worker, GivenAnswer[] recent)
    {
        var differing = recent.Take(5).Count(given => JudgeAgain(given, worker) == MistakeVerdict.DiffersTooMuch);
        return differing >= 3 ? ReportEvent.OthersAreBadToo : ReportEvent.OthersAreFine;
    }

    private ReportEvent InSeries(PolicyWorker worker, GivenAnswer[] recent)
    {
        var series = RecheckSeries.Fresh;
        foreach (var given in recent)
        {
            if (series.Verdict(SeriesOptions.Default) != StopVerdict.GoOn) break;
            if (JudgeAgain(given, worker) is { } verdict) series = series.After(verdict == MistakeVerdict.DiffersTooMuch);
        }
        return series.Verdict(SeriesOptions.Default) == StopVerdict.Suspend ? ReportEvent.OthersAreBadToo : ReportEvent.OthersAreFine;
    }

    private MistakeVerdict? JudgeAgain(GivenAnswer given, PolicyWorker worker) => SecondAnswer(given, worker) is { } second
        ? MistakeJudge.Judge(Request, given.Answer, second, Options.Comparison, Options.Mistakes)
        : null;

    /// <returns>Null: nobody may give one.</returns>
    private string? SecondAnswer(GivenAnswer given, PolicyWorker first)
    {
        var from = random.Next(workers.Length);
        for (var i = 0; i < workers.Length; i++)
        {
            var second = workers[(from + i) % workers.Length];
            if (second == first || !second.IsAtWork || policy.HighRating && !second.IsHigh || policy.Linked && second.Cluster == first.Cluster) continue;
            outcome.Rechecks++;
            outcome.Cost += Quote.Rate;
            return second.Recheck(given, first, typing);
        }
        return null;
    }

    private static void Judged(PolicyCustomer customer, bool wasTrue)
    {
        customer.Reliability = customer.Reliability.After(saidGood: false, wasTrue, Options.Reliability);
        if (!wasTrue) customer.Record = customer.Record with { Lost = customer.Record.Lost + 1 };
    }

    private sealed record PolicyReport(GivenAnswer Given, PolicyWorker Worker, PolicyCustomer Customer);
}
