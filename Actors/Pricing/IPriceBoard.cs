using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>The current rate of each kind, from the load that the shards report, and what makes captchas of it more work than others.</summary>
public interface IPriceBoard
{
    Task<ImmutableArray<KindRate>> Rates();
}

/// <param name="Rate">The worker's rate for one answer that is as much work as others of its kind.</param>
/// <param name="SecondsPerCaptcha">What a worker needs for one, as it was measured; the load is counted by it.</param>
/// <param name="Complexities">Of those traits of which something is known; of others it is as usual.</param>
public sealed record KindRate(Kind Kind, Money Rate, double SecondsPerCaptcha, ImmutableArray<TraitComplexity> Complexities)
{
    /// <summary>The worker's rate for one answer.</summary>
    public Money RateOf(CaptchaTraits traits)
    {
        foreach (var known in Complexities)
            if (known.Traits == traits) return PriceTable.Of(Kind).RateOf(Rate, known.PerMille);
        return Rate;
    }
}

/// <param name="PerMille">The factor of the rate in thousandths, as <see cref="ComplexityRule.Complexity"/> has it.</param>
public readonly record struct TraitComplexity(CaptchaTraits Traits, int PerMille);
