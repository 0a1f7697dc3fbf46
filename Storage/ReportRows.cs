using System.Collections.Immutable;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage;

/// <summary>Sets of states that queries ask for, the same on every engine.</summary>
internal static class ReportRows
{
    /// <summary>An honest mistake was found, whatever became of it.</summary>
    public static ImmutableArray<ReportStatus> Typical { get; } =
        [ReportStatus.TypicalMistake, ReportStatus.AwaitingTraining, ReportStatus.SentToTraining, ReportStatus.LeftAtWork];

    /// <summary>The customer was wrong.</summary>
    public static ImmutableArray<ReportStatus> Lost { get; } = [ReportStatus.Rejected, ReportStatus.RightAfterAll];

    /// <summary>It is known whether the customer was wrong.</summary>
    public static ImmutableArray<ReportStatus> Verified { get; } = [.. Enum.GetValues<ReportStatus>().Where(ReportMachine.IsVerified)];

    public const string EvidenceColumns = "worker, captcha, source, kind, is_right, weight, at, domain";

    public const string OutcomeColumns = "worker, captcha, kind, ended_as, answer, earned, granted_at, ended_at";

    /// <summary>A condition on the rows of a table with a worker and a captcha.</summary>
    public static string NotForgiven(string table) =>
        $"NOT EXISTS (SELECT 1 FROM forgiven WHERE forgiven.worker = {table}.worker AND forgiven.captcha = {table}.captcha)";

    /// <summary>As a list in SQL.</summary>
    public static string List(ImmutableArray<ReportStatus> statuses) => string.Join(", ", statuses.Select(s => (short)s));

    public static string Awaiting { get; } = List([.. Enum.GetValues<ReportStatus>().Where(ReportMachine.AwaitsModerator)]);
}
