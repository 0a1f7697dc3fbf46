using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Pricing;

/// <summary>Between which bounds operators set prices: what workers were promised, and what is more likely a slip of the hand than a price.</summary>
public static class PriceLimits
{
    /// <summary>$0.14 for 1000 images: workers are told that they never get less.</summary>
    public static readonly Money LeastOfImages = Money.Parse("0.00014");

    /// <summary>$10 for 1000 answers: five times the dearest kind as it comes.</summary>
    public static readonly Money MostRate = Money.Parse("0.01");

    /// <summary>The house never takes more than the worker gets.</summary>
    public const int MostFeePerMille = 1_000;

    /// <summary>Whether the rate of a kind never moves, whoever sets it.</summary>
    public static bool IsFixed(Kind kind) => kind == Kind.RecaptchaV2;

    /// <summary>What is wrong with it, the first of it; null: it may be set.</summary>
    public static PriceFlaw? FlawOf(Kind kind, PriceTerms terms)
    {
        var (min, max, fee) = terms;
        if (!min.IsPositive) return PriceFlaw.MinNotPositive;
        if (!IsWhole(min)) return PriceFlaw.MinNotWhole;
        if (kind == Kind.ImageText && min < LeastOfImages) return PriceFlaw.MinBelowPromise;
        if (min > MostRate) return PriceFlaw.MinTooHigh;
        if (max < min) return PriceFlaw.MaxBelowMin;
        if (!IsWhole(max)) return PriceFlaw.MaxNotWhole;
        if (max > MostRate) return PriceFlaw.MaxTooHigh;
        if (IsFixed(kind) && max != min) return PriceFlaw.NotFixed;
        return fee is < 0 or > MostFeePerMille ? PriceFlaw.FeeOutOfRange : null;
    }

    private static bool IsWhole(Money rate) => rate.Nanos % KindPrice.Step.Nanos == 0;
}

/// <summary>Why a price cannot be set.</summary>
public enum PriceFlaw
{
    MinNotPositive = 1,

    /// <summary>No whole number of <see cref="KindPrice.Step"/>.</summary>
    MinNotWhole = 2,

    /// <summary>Workers are told that an image pays more.</summary>
    MinBelowPromise = 3,

    MinTooHigh = 4,
    MaxBelowMin = 5,
    MaxNotWhole = 6,
    MaxTooHigh = 7,

    /// <summary>The rate of this kind does not move: the least is the most.</summary>
    NotFixed = 8,

    FeeOutOfRange = 9,
}
