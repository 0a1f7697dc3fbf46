using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Core.Workers;

/// <summary>On what terms a worker wants to work. They are his own: he may change them at any time.</summary>
/// <param name="MinRate">For one answer, 0 … <see cref="HighestMinRate"/>: nothing that pays less is given to him. Zero: he takes everything.</param>
/// <param name="DailyCap">0 … <see cref="HighestDailyCap"/>: when he has earned so much on a day (UTC), he is given nothing more on it. Zero is null: there is no cap.</param>
public sealed record OwnTerms(Money MinRate, Money? DailyCap)
{
    /// <summary>No kind can ever pay more: whoever slips with the decimal point is told so, rather than getting no work for ever.</summary>
    public static readonly Money HighestMinRate = PriceLimits.MostRate;

    /// <summary>More than anybody earns in a day.</summary>
    public static readonly Money HighestDailyCap = Money.FromDollars(10_000);

    public Money? DailyCap { get; init; } = DailyCap == Money.Zero ? null : DailyCap;

    /// <summary>He takes everything, as long as he likes.</summary>
    public static OwnTerms None { get; } = new(Money.Zero, null);

    /// <returns><see cref="TermsVerdict.Set"/>: they may be set.</returns>
    public TermsVerdict Check()
    {
        if (MinRate.IsNegative || MinRate > HighestMinRate) return TermsVerdict.BadMinRate;
        return DailyCap is { } cap && (cap.IsNegative || cap > HighestDailyCap) ? TermsVerdict.BadDailyCap : TermsVerdict.Set;
    }
}

/// <summary>What became of a worker's wish to work on other terms.</summary>
public enum TermsVerdict
{
    Set = 1,

    /// <summary>There is no such worker.</summary>
    Unknown = 2,
    BadMinRate = 3,
    BadDailyCap = 4,
}
