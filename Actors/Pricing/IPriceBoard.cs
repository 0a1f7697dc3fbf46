using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>
/// The prices as operators set them, and the current rate of each kind between its bounds: from the load that the shards report, and what makes captchas of it more work
/// than others.
/// </summary>
public interface IPriceBoard
{
    /// <summary>Of every kind. It fails where nobody can say what is set: the product's own prices are no guess at it.</summary>
    Task<ImmutableArray<KindRate>> Rates();

    /// <summary>An operator sets the price of a kind. Durable when it returns; it can be repeated.</summary>
    Task<PriceVerdict> Change(PriceChange change);
}

/// <summary>A price that an operator sets.</summary>
/// <param name="Id">Of the act: with the same one it is the same change, whatever was set since. At most 190 characters.</param>
/// <param name="Before">What he saw.</param>
public sealed record PriceChange(string Id, Kind Kind, PriceTerms Before, PriceTerms After);

public enum PriceVerdict
{
    Changed = 1,

    /// <summary>It is none of the prices that <see cref="PriceLimits"/> allow.</summary>
    NotAllowed = 2,

    /// <summary>Somebody else set another price since the operator looked.</summary>
    ChangedMeanwhile = 3,
}

/// <param name="Rate">The worker's rate for one answer that is as much work as others of its kind.</param>
/// <param name="SecondsPerCaptcha">What a worker needs for one, as it was measured; the load is counted by it.</param>
/// <param name="Complexities">Of those traits of which something is known; of others it is as usual.</param>
public sealed record KindRate(Kind Kind, Money Rate, double SecondsPerCaptcha, ImmutableArray<TraitComplexity> Complexities)
{
    /// <summary>The bounds and the fee as they are set. Of a board of the version before, which knows of none that were set, the product's own.</summary>
    public KindPrice Price { get; init; } = PriceTable.Of(Kind);

    /// <summary>For a captcha that is as much work as others of its kind.</summary>
    public Quote Quote => Price.QuoteAt(Rate);

    /// <summary>For a captcha with these traits.</summary>
    public Quote QuoteOf(CaptchaTraits traits) => Price.QuoteAt(RateOf(traits));

    /// <summary>The worker's rate for one answer.</summary>
    public Money RateOf(CaptchaTraits traits)
    {
        foreach (var known in Complexities)
            if (known.Traits == traits) return Price.RateOf(Rate, known.PerMille);
        return Rate;
    }
}

/// <param name="PerMille">The factor of the rate in thousandths, as <see cref="ComplexityRule.Complexity"/> has it.</param>
public readonly record struct TraitComplexity(CaptchaTraits Traits, int PerMille);
