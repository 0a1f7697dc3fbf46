using System.Collections.Immutable;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>What the price board keeps.</summary>
/// <param name="Prices">As they are set.</param>
/// <param name="Changes">The ids of the latest changes, the newest last: one of them that comes again changes nothing.</param>
public sealed record PriceSettings(Prices Prices, ImmutableArray<string> Changes)
{
    /// <summary>
    /// A change comes again within seconds, from a desk that did not hear what became of it; later its form is not begun a second time, by what the audit log knows. Operators do not make a hundred
    /// changes in between.
    /// </summary>
    public const int MostChanges = 100;

    public static PriceSettings None { get; } = new(Prices.Default, []);

    /// <returns>The settings then; the same ones where there is nothing to write.</returns>
    public (PriceVerdict Verdict, PriceSettings Then) After(PriceChange change)
    {
        if (Changes.Contains(change.Id)) return (PriceVerdict.Changed, this);
        if (Prices.Of(change.Kind).Terms != change.Before) return (PriceVerdict.ChangedMeanwhile, this);
        var (flaw, prices) = Prices.Change(change.Kind, change.After);
        if (flaw is not null) return (PriceVerdict.NotAllowed, this);
        var older = Changes.Length < MostChanges ? Changes : Changes[^(MostChanges - 1)..];
        return (PriceVerdict.Changed, new PriceSettings(prices, older.Add(change.Id)));
    }
}
