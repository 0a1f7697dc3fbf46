using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Pricing;

/// <summary>The prices as they are set now: what operators decided, and the product's own where they decided nothing.</summary>
/// <param name="Set">Each kind once at most, in any order.</param>
public sealed record Prices(ImmutableArray<SetPrice> Set)
{
    /// <summary>Operators decided nothing: those of <see cref="PriceTable"/>.</summary>
    public static Prices Default { get; } = new([]);

    /// <exception cref="ArgumentOutOfRangeException">Not a kind.</exception>
    public KindPrice Of(Kind kind) => Set.FirstOrDefault(s => s.Kind == kind) is { } set ? PriceTable.Of(kind).At(set.Terms) : PriceTable.Of(kind);

    /// <summary>Sets the price of one kind in place of the one that it had.</summary>
    /// <returns>The prices then; unchanged where there is a flaw.</returns>
    public (PriceFlaw? Flaw, Prices Then) Change(Kind kind, PriceTerms terms) =>
        PriceLimits.FlawOf(kind, terms) is { } flaw ? (flaw, this) : (null, new Prices(Set.RemoveAll(s => s.Kind == kind).Add(new SetPrice(kind, terms))));
}

/// <summary>What an operator set.</summary>
public sealed record SetPrice(Kind Kind, PriceTerms Terms);
