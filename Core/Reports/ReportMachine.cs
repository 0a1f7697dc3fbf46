using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace CaptchaGrains.Core.Reports;

/// <summary>One line of the table: what an event makes of a report.</summary>
public sealed record ReportTransition(ReportStatus From, ReportEvent On, ReportStatus To, ReportEffects Effects);

/// <summary>The life of a report, as one table. Whatever is not in it cannot happen; the picture in the documents is printed from it.</summary>
public static class ReportMachine
{
    public static ImmutableArray<ReportTransition> Table { get; } =
    [
        new(ReportStatus.Reported, ReportEvent.SaysGood, ReportStatus.Confirmed, ReportEffects.EvidenceRight),
        new(ReportStatus.Reported, ReportEvent.IsOutOfProportion, ReportStatus.WithoutEffect, ReportEffects.None),
        new(ReportStatus.Reported, ReportEvent.SaysBadToken, ReportStatus.Counted, ReportEffects.Refund | ReportEffects.EvidenceWrong),
        new(ReportStatus.Reported, ReportEvent.SaysBadAnswer, ReportStatus.Rechecking, ReportEffects.Recheck),
        new(ReportStatus.Reported, ReportEvent.GoldTestDecides, ReportStatus.AwaitingBan, ReportEffects.Suspend),

        new(ReportStatus.Rechecking, ReportEvent.AnswersAreEqual, ReportStatus.Rejected,
            ReportEffects.EvidenceRight | ReportEffects.EvidenceOfSecond),
        new(ReportStatus.Rechecking, ReportEvent.AnswersDiffer, ReportStatus.AwaitingModerator, ReportEffects.Refund | ReportEffects.CountIncorrect),
        new(ReportStatus.Rechecking, ReportEvent.NobodyAnswers, ReportStatus.NobodyFound, ReportEffects.Refund),

        new(ReportStatus.AwaitingModerator, ReportEvent.ModeratorFindsRight, ReportStatus.RightAfterAll,
            ReportEffects.ForgiveIncorrect | ReportEffects.EvidenceRight | ReportEffects.EvidenceOfSecond),
        new(ReportStatus.AwaitingModerator, ReportEvent.ModeratorFindsTypical, ReportStatus.TypicalMistake,
            ReportEffects.EvidenceWrong | ReportEffects.EvidenceOfSecond),
        new(ReportStatus.AwaitingModerator, ReportEvent.ModeratorFindsTypicalAgain, ReportStatus.AwaitingTraining,
            ReportEffects.EvidenceWrong | ReportEffects.EvidenceOfSecond),
        new(ReportStatus.AwaitingModerator, ReportEvent.ModeratorFindsTooDifferent, ReportStatus.FollowingUp,
            ReportEffects.EvidenceWrong | ReportEffects.FollowUp | ReportEffects.EvidenceOfSecond),

        new(ReportStatus.FollowingUp, ReportEvent.OthersAreSuspicious, ReportStatus.FollowingUp, ReportEffects.FollowUp),
        new(ReportStatus.FollowingUp, ReportEvent.OthersAreFine, ReportStatus.Isolated, ReportEffects.None),
        new(ReportStatus.FollowingUp, ReportEvent.OthersAreBadToo, ReportStatus.AwaitingBan, ReportEffects.Suspend),

        new(ReportStatus.AwaitingTraining, ReportEvent.ModeratorSendsToTraining, ReportStatus.SentToTraining, ReportEffects.Train),
        new(ReportStatus.AwaitingTraining, ReportEvent.ModeratorLeavesAtWork, ReportStatus.LeftAtWork, ReportEffects.None),
        new(ReportStatus.AwaitingBan, ReportEvent.ModeratorBans, ReportStatus.Banned, ReportEffects.Ban),
        new(ReportStatus.AwaitingBan, ReportEvent.ModeratorLifts, ReportStatus.Lifted, ReportEffects.Lift),
    ];

    private static readonly FrozenDictionary<(ReportStatus, ReportEvent), ReportTransition> ByEvent = Table.ToFrozenDictionary(t => (t.From, t.On));

    private static readonly FrozenSet<ReportStatus> Verified = After(ReportEffects.EvidenceOfSecond);

    private static readonly FrozenSet<ReportStatus> Refunded = After(ReportEffects.Refund);

    /// <returns>Null: this cannot happen to a report that stands there.</returns>
    public static ReportTransition? Find(ReportStatus from, ReportEvent on) => ByEvent.GetValueOrDefault((from, on));

    public static bool IsEnd(ReportStatus status) => !Table.Any(t => t.From == status);

    /// <summary>It goes on by itself: whoever finds it after a crash has to see that it does.</summary>
    public static bool MovesByItself(ReportStatus status) => status is ReportStatus.Reported or ReportStatus.Rechecking or ReportStatus.FollowingUp;

    /// <summary>It is known whether the complaint was true: by a second worker's equal answer, or by a moderator's word.</summary>
    public static bool IsVerified(ReportStatus status) => Verified.Contains(status);

    /// <summary>The customer has his money back.</summary>
    public static bool IsRefunded(ReportStatus status) => Refunded.Contains(status);

    /// <summary>It waits for a moderator.</summary>
    public static bool AwaitsModerator(ReportStatus status) =>
        status is ReportStatus.AwaitingModerator or ReportStatus.AwaitingTraining or ReportStatus.AwaitingBan;

    /// <summary>The table as a state diagram in the notation of Mermaid.</summary>
    public static string ToMermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> ").Append(ReportStatus.Reported).Append('\n');
        foreach (var (from, on, to, effects) in Table)
        {
            text.Append("    ").Append(from).Append(" --> ").Append(to).Append(": ").Append(Words(on.ToString()));
            if (effects != ReportEffects.None) text.Append(" / ").Append(Words(effects.ToString()));
            text.Append('\n');
        }
        foreach (var status in Enum.GetValues<ReportStatus>().Where(IsEnd)) text.Append("    ").Append(status).Append(" --> [*]\n");
        return text.ToString();
    }

    /// <summary>All that come of a step with the effect, however far behind it.</summary>
    private static FrozenSet<ReportStatus> After(ReportEffects effect)
    {
        var found = Table.Where(t => t.Effects.HasFlag(effect)).Select(t => t.To).ToHashSet();
        while (Table.Any(t => found.Contains(t.From) && found.Add(t.To))) { }
        return found.ToFrozenSet();
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 && name[i - 1] != ' ' ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
