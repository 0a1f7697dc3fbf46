using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Sanctions;

/// <summary>
/// By when moderators are to have decided. Nothing happens by itself when such a time is over: what waits is shown as overdue, to them and to the worker who appealed, so that nothing
/// is forgotten.
/// </summary>
public sealed record DecisionTimes
{
    public static DecisionTimes Default { get; } = new();

    /// <summary>From the report on: an answer that two people see differently.</summary>
    public TimeSpan Case { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From the report on: the worker is suspended meanwhile, and earns nothing.</summary>
    public TimeSpan Ban { get; init; } = TimeSpan.FromHours(12);

    /// <summary>From the appeal on.</summary>
    public TimeSpan Appeal { get; init; } = TimeSpan.FromHours(72);

    /// <returns>Null: it waits for no moderator.</returns>
    public DateTimeOffset? DueAt(ReportState report) => report.Status switch
    {
        ReportStatus.AwaitingModerator or ReportStatus.AwaitingTraining => report.At + Case,
        ReportStatus.AwaitingBan => report.At + Ban,
        _ => null,
    };

    /// <returns>Null: no appeal of it waits.</returns>
    public DateTimeOffset? DueAt(Sanction sanction) =>
        sanction is { Status: SanctionStatus.Appealed, Appeal: { } appeal } ? appeal.At + Appeal : null;
}
