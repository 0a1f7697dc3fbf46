using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Payouts;

/// <summary>One line of the table: what an event makes of a payout.</summary>
public sealed record PayoutTransition(PayoutStatus From, PayoutEvent On, PayoutStatus To);

/// <summary>The life of a payout as one table, and the money that each line moves. Whatever is not in it cannot happen; the table in the documents is printed from it.</summary>
public static class PayoutMachine
{
    public static ImmutableArray<PayoutTransition> Table { get; } =
    [
        new(PayoutStatus.Pending, PayoutEvent.WorkerCancels, PayoutStatus.Cancelled),
        new(PayoutStatus.Pending, PayoutEvent.OperatorSends, PayoutStatus.Sent),
        new(PayoutStatus.Pending, PayoutEvent.OperatorReturns, PayoutStatus.Failed),
        new(PayoutStatus.Pending, PayoutEvent.OperatorTakes, PayoutStatus.Taken),
        new(PayoutStatus.Taken, PayoutEvent.OperatorSends, PayoutStatus.Sent),
        new(PayoutStatus.Taken, PayoutEvent.OperatorReturns, PayoutStatus.Failed),
        new(PayoutStatus.Taken, PayoutEvent.OperatorPutsBack, PayoutStatus.Pending),
        new(PayoutStatus.Sent, PayoutEvent.OperatorReturns, PayoutStatus.Failed),
    ];

    private static readonly FrozenDictionary<(PayoutStatus, PayoutEvent), PayoutStatus> ByEvent = Table.ToFrozenDictionary(t => (t.From, t.On), t => t.To);

    /// <returns>Null: this cannot happen to a payout that stands there.</returns>
    public static PayoutStatus? Find(PayoutStatus from, PayoutEvent on) => ByEvent.TryGetValue((from, on), out var to) ? to : null;

    /// <summary>The money that is set aside when a worker asks.</summary>
    public static Transfer Asked(PayoutId id, WorkerId worker, Money amount) =>
        new(new(id.Value, Purpose.Payout), AccountId.Of(worker), AccountId.Payout(worker), amount);

    /// <summary>The money that a step moves. The ids follow from the payout, so that of two steps that give the money back only one can ever be booked.</summary>
    /// <returns>Null: taking and putting back move nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public static Transfer? Moved(PayoutStatus from, PayoutStatus to, PayoutId id, WorkerId worker, Money amount)
    {
        var (mine, aside) = (AccountId.Of(worker), AccountId.Payout(worker));
        return (from, to) switch
        {
            (PayoutStatus.Pending, PayoutStatus.Taken) or (PayoutStatus.Taken, PayoutStatus.Pending) => null,
            (PayoutStatus.Pending or PayoutStatus.Taken, PayoutStatus.Sent) => new(new(id.Value, Purpose.PayoutSent), aside, AccountId.WorldPayouts, amount),
            (PayoutStatus.Pending, PayoutStatus.Cancelled or PayoutStatus.Failed) or (PayoutStatus.Taken, PayoutStatus.Failed) => new(new(id.Value, Purpose.PayoutBack), aside, mine, amount),
            (PayoutStatus.Sent, PayoutStatus.Failed) => new(new(id.Value, Purpose.PayoutBack), AccountId.WorldPayouts, mine, amount),
            _ => throw new ArgumentOutOfRangeException(nameof(to), to, $"No step leads from {from}."),
        };
    }

    /// <summary>What each event makes of a payout in each state, as a table of Markdown; a dash where it cannot happen.</summary>
    public static string ToMarkdown()
    {
        var events = Enum.GetValues<PayoutEvent>();
        var text = new StringBuilder("| a payout that is | ").AppendJoin(" | ", events.Select(e => Words(e.ToString()))).Append(" |\n|---|");
        foreach (var _ in events) text.Append("---|");
        text.Append('\n');
        foreach (var status in Enum.GetValues<PayoutStatus>())
            text.Append("| ").Append(Words(status.ToString())).Append(" | ")
                .AppendJoin(" | ", events.Select(e => Find(status, e) is { } to ? Words(to.ToString()) : "–")).Append(" |\n");
        return text.ToString();
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
