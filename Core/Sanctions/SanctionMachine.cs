using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace CaptchaGrains.Core.Sanctions;

/// <summary>One line of the table: what an event makes of a sanction.</summary>
public sealed record SanctionTransition(SanctionStatus From, SanctionEvent On, SanctionStatus To);

/// <summary>The life of a sanction and its appeal, as one table. Whatever is not in it cannot happen; the table in the documents is printed from it.</summary>
public static class SanctionMachine
{
    public static ImmutableArray<SanctionTransition> Table { get; } =
    [
        new(SanctionStatus.InForce, SanctionEvent.WorkerAppeals, SanctionStatus.Appealed),
        new(SanctionStatus.InForce, SanctionEvent.ModeratorLifts, SanctionStatus.Lifted),
        new(SanctionStatus.InForce, SanctionEvent.GraverOneFollows, SanctionStatus.Superseded),
        new(SanctionStatus.InForce, SanctionEvent.WorkerPasses, SanctionStatus.Passed),

        new(SanctionStatus.Appealed, SanctionEvent.ModeratorUpholds, SanctionStatus.Upheld),
        new(SanctionStatus.Appealed, SanctionEvent.ModeratorOverturns, SanctionStatus.Overturned),
        new(SanctionStatus.Appealed, SanctionEvent.ModeratorLifts, SanctionStatus.Lifted),
        new(SanctionStatus.Appealed, SanctionEvent.GraverOneFollows, SanctionStatus.Superseded),
        new(SanctionStatus.Appealed, SanctionEvent.WorkerPasses, SanctionStatus.Passed),

        new(SanctionStatus.Upheld, SanctionEvent.ModeratorLifts, SanctionStatus.Lifted),
        new(SanctionStatus.Upheld, SanctionEvent.GraverOneFollows, SanctionStatus.Superseded),
        new(SanctionStatus.Upheld, SanctionEvent.WorkerPasses, SanctionStatus.Passed),
    ];

    private static readonly FrozenDictionary<(SanctionStatus, SanctionEvent), SanctionStatus> ByEvent = Table.ToFrozenDictionary(t => (t.From, t.On), t => t.To);

    /// <returns>Null: this cannot happen to a sanction that stands there.</returns>
    public static SanctionStatus? Find(SanctionStatus from, SanctionEvent on) => ByEvent.TryGetValue((from, on), out var to) ? to : null;

    /// <summary>The worker is under it, but for a limit whose time is over.</summary>
    public static bool IsInForce(SanctionStatus status) => Table.Any(t => t.From == status);

    /// <summary>What each event makes of a sanction in each state, as a table of Markdown; a dash where it cannot happen.</summary>
    public static string ToMarkdown()
    {
        var events = Enum.GetValues<SanctionEvent>();
        var text = new StringBuilder("| a sanction that is | ").AppendJoin(" | ", events.Select(e => Words(e.ToString()))).Append(" |\n|---|");
        foreach (var _ in events) text.Append("---|");
        text.Append('\n');
        foreach (var status in Enum.GetValues<SanctionStatus>())
            text.Append("| ").Append(Words(status.ToString())).Append(" | ")
                .AppendJoin(" | ", events.Select(e => Find(status, e) is { } to ? Words(to.ToString()) : "–")).Append(" |\n");
        return text.ToString();
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
