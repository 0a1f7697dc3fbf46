using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Spending;

/// <summary>
/// How far a customer's spending is counted: a position in each of the two accounts that it is read from, because only entries of one account become visible in
/// the order of their sequence. What is counted is stored together with the position, so it is counted once.
/// </summary>
public sealed record SpendingPosition(CustomerId Customer)
{
    /// <summary>One higher with each count; 0: nothing was ever counted.</summary>
    public long Version { get; init; }

    /// <summary>The last entry that was counted of what left the held account.</summary>
    public long Held { get; init; }

    /// <summary>The last entry that was counted of what reached the customer.</summary>
    public long Returned { get; init; }

    /// <summary>All that was counted: deposits less balance less what is held, when nothing is left to count.</summary>
    public Money Spent { get; init; }

    /// <param name="held">What left the held account after the position, ascending.</param>
    /// <param name="returned">What reached the customer after the position, ascending.</param>
    /// <returns>The next position, and what has to be added to the cells with it; null: there is nothing new.</returns>
    public (SpendingPosition Next, ImmutableArray<SpendingLine> Added)? Count(ImmutableArray<SpendingEntry> held, ImmutableArray<SpendingEntry> returned)
    {
        if (held.IsEmpty && returned.IsEmpty) return null;
        var cells = new SortedDictionary<(long, long, short, string), SpendingLine>(Comparer<(long, long, short, string)>.Create(
            (a, b) => (a.Item1, a.Item2, a.Item3).CompareTo((b.Item1, b.Item2, b.Item3)) is not 0 and var order ? order : string.CompareOrdinal(a.Item4, b.Item4)));
        foreach (var entry in held.Concat(returned))
        {
            if (entry.Line is not { } line) continue;
            var key = (line.Cell.Hour.UtcTicks, line.Cell.Key?.Value ?? 0, (short)line.Cell.Kind, line.Cell.Domain);
            cells[key] = cells.TryGetValue(key, out var known) ? known with { Sum = known.Sum + line.Sum } : line;
        }
        var next = this with
        {
            Version = Version + 1,
            Held = held.IsEmpty ? Held : held[^1].Sequence,
            Returned = returned.IsEmpty ? Returned : returned[^1].Sequence,
            Spent = cells.Values.Aggregate(Spent, (sum, line) => sum + line.Sum.Spent),
        };
        return (next, [.. cells.Values]);
    }
}
