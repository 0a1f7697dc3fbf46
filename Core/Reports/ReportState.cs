using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Reports;

/// <summary>Another answer of the worker that is re-checked.</summary>
/// <param name="Captcha">The one that he answered.</param>
/// <param name="Recheck">The captcha by which a second worker answers it.</param>
/// <param name="Verdict">Beside the second answer; null: not known yet, or never, because nobody gave one.</param>
public sealed record FollowUp(CaptchaId Captcha, CaptchaId Recheck, MistakeVerdict? Verdict);

/// <summary>
/// What a customer reported of one captcha, and what has come of it: all that has to survive a crash. Immutable; each step is one line of
/// <see cref="ReportMachine"/> and makes the version one higher.
/// </summary>
public sealed record ReportState
{
    public required CaptchaId Captcha { get; init; }

    public required CustomerId Customer { get; init; }

    /// <summary>What the customer says of the answer.</summary>
    public required bool SaysGood { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>1 for a report that was only recorded.</summary>
    public long Version { get; init; } = 1;

    public ReportStatus Status { get; init; } = ReportStatus.Reported;

    /// <summary>Whose answer it is about; known once the report was looked at.</summary>
    public WorkerId? Worker { get; init; }

    /// <summary>The captcha by which a second worker answers it again; present once there is one.</summary>
    public CaptchaId? Recheck { get; init; }

    /// <summary>The second answer, and who gave it.</summary>
    public WorkerId? Second { get; init; }

    public string? SecondAnswer { get; init; }

    /// <summary>Counts among the worker's incorrect answers.</summary>
    public bool IsIncorrect { get; init; }

    /// <summary>The person who gave his own resolution; null: nobody yet.</summary>
    public long? Moderator { get; init; }

    public string? Resolution { get; init; }

    /// <summary>The person who decided on training or a ban; null: nobody yet, or nothing to decide.</summary>
    public long? DecidedBy { get; init; }

    /// <summary>Why he decided so, for the worker to read; null: for the usual reason, or nobody has decided.</summary>
    public string? DecisionReason { get; init; }

    public ImmutableArray<FollowUp> FollowUps { get; init; } = [];

    /// <summary>
    /// What is to be done to the worker because of the last step, and may not be done yet. Doing it twice is harmless; it is forgotten when it is done.
    /// </summary>
    public ReportEffects ToDo { get; init; }

    /// <summary>Whether somebody has to see that it goes on.</summary>
    public bool MovesByItself => ToDo != ReportEffects.None || ReportMachine.MovesByItself(Status);

    /// <summary>Those effects that are done to the worker, and not by the same commit.</summary>
    public const ReportEffects OnWorker = ReportEffects.Suspend | ReportEffects.Lift | ReportEffects.Train | ReportEffects.Ban;

    /// <summary>The next state, and what has to become durable together with it.</summary>
    /// <returns>Null: this cannot happen to it.</returns>
    public (ReportState Next, ReportEffects Effects)? After(ReportEvent happened)
    {
        if (ReportMachine.Find(Status, happened) is not { } step) return null;
        var next = this with
        {
            Version = Version + 1,
            Status = step.To,
            IsIncorrect = step.Effects.HasFlag(ReportEffects.CountIncorrect) || (IsIncorrect && !step.Effects.HasFlag(ReportEffects.ForgiveIncorrect)),
            ToDo = step.Effects & OnWorker,
        };
        return (next, step.Effects);
    }

    /// <summary>What had to be done to the worker is done.</summary>
    public ReportState Done() => this with { Version = Version + 1, ToDo = ReportEffects.None };
}
