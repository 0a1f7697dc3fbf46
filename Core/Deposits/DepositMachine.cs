using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace CaptchaGrains.Core.Deposits;

/// <summary>One line of the table: what an event makes of a deposit.</summary>
public sealed record DepositTransition(DepositStatus From, DepositEvent On, DepositStatus To);

/// <summary>The life of a deposit as one table. Whatever is not in it cannot happen; the table in the documents is printed from it.</summary>
public static class DepositMachine
{
    public static ImmutableArray<DepositTransition> Table { get; } =
    [
        new(DepositStatus.Requested, DepositEvent.ProviderConfirms, DepositStatus.Paid),
        new(DepositStatus.Requested, DepositEvent.ProviderDeclines, DepositStatus.Failed),
        new(DepositStatus.Requested, DepositEvent.TimePasses, DepositStatus.Expired),
        // Money that comes late, or after all, has come.
        new(DepositStatus.Expired, DepositEvent.ProviderConfirms, DepositStatus.Paid),
        new(DepositStatus.Failed, DepositEvent.ProviderConfirms, DepositStatus.Paid),
        new(DepositStatus.Paid, DepositEvent.LedgerBooks, DepositStatus.Booked),
    ];

    private static readonly FrozenDictionary<(DepositStatus, DepositEvent), DepositStatus> ByEvent = Table.ToFrozenDictionary(t => (t.From, t.On), t => t.To);

    /// <returns>Null: this cannot happen to a deposit that stands there.</returns>
    public static DepositStatus? Find(DepositStatus from, DepositEvent on) => ByEvent.TryGetValue((from, on), out var to) ? to : null;

    /// <summary>What each event makes of a deposit in each state, as a table of Markdown; a dash where it cannot happen.</summary>
    public static string ToMarkdown()
    {
        var events = Enum.GetValues<DepositEvent>();
        var text = new StringBuilder("| a deposit that is | ").AppendJoin(" | ", events.Select(e => Words(e.ToString()))).Append(" |\n|---|");
        foreach (var _ in events) text.Append("---|");
        text.Append('\n');
        foreach (var status in Enum.GetValues<DepositStatus>())
            text.Append("| ").Append(Words(status.ToString())).Append(" | ")
                .AppendJoin(" | ", events.Select(e => Find(status, e) is { } to ? Words(to.ToString()) : "–")).Append(" |\n");
        return text.ToString();
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
