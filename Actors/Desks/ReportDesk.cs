using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

public enum ReportVerdict
{
    /// <summary>Durable.</summary>
    Recorded = 1,

    /// <summary>The captcha was reported before; that report stands.</summary>
    Duplicate = 2,

    /// <summary>Not solved, or submitted more than <see cref="ReportDesk.Window"/> ago.</summary>
    NotRecorded = 3,

    /// <summary>The customer has no such captcha.</summary>
    Unknown = 4,
}

/// <summary>Takes customers' reports of right and wrong answers; what follows from one is the business of <see cref="Reports.IReport"/>.</summary>
public sealed class ReportDesk(CustomerDesk desk, IReportStore reports, IActors actors, Repeat repeat, TimeProvider time)
{
    /// <summary>From the submission of the captcha.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <exception cref="OutcomeUnknownException">It may or may not be recorded.</exception>
    public async Task<ReportVerdict> Report(CustomerId customer, CaptchaId captcha, bool isCorrect)
    {
        var view = await desk.Read(customer, captcha);
        if (view.Status == CaptchaViewStatus.Unknown) return ReportVerdict.Unknown;
        var now = time.GetUtcNow();
        if (view.Status != CaptchaViewStatus.Solved || now - view.SubmittedAt > Window) return ReportVerdict.NotRecorded;
        // One number for all tries, so that a lost reply does not make our own row look like somebody else's.
        var row = new ReportRow(captcha, customer, isCorrect, now, Random.Shared.NextInt64());
        if (!await repeat.UntilKnown(() => reports.AddReport(row))) return ReportVerdict.Duplicate;
        // Nobody waits for what comes of it; if this message is lost, the sweeper brings the next one.
        ActorServices.Tell(actors.Report(captcha).Continue());
        return ReportVerdict.Recorded;
    }

    /// <summary>The customer's own reports, newest first by the numbers of the captchas.</summary>
    /// <param name="before">Only those of captchas with a smaller number; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    /// <exception cref="OutcomeUnknownException">The store does not answer.</exception>
    public Task<ImmutableArray<CustomerReport>> List(CustomerId customer, CaptchaId? before, int take) =>
        repeat.UntilKnown(() => reports.ReportsOf(customer, before, take));
}
