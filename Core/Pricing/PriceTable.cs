using System.Collections.Frozen;
using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Pricing;

/// <summary>The prices of one kind.</summary>
/// <param name="MinRate">The least that a worker gets for one answer.</param>
/// <param name="MaxRate">The most; equal to <paramref name="MinRate"/> where the rate is fixed.</param>
/// <param name="FeePerMille">The house's fee in thousandths of the rate, on top of it; rounded down to the nano-dollar.</param>
/// <param name="SecondsPerCaptcha">What a worker needs for one, until it is measured.</param>
public sealed record KindPrice(Kind Kind, Money MinRate, Money MaxRate, int FeePerMille, int SecondsPerCaptcha)
{
    /// <summary>Between minimum and maximum a rate moves in steps of a millionth of a dollar, so that people can read it: $0.141 per 1000.</summary>
    public static readonly Money Step = Money.Parse("0.000001");

    /// <summary>
    /// The rate for a load, by the rule of the marketplace: min + (max − min) × clamp((load − 1) ÷ 2, 0, 1), where the load is what was submitted in the
    /// last minute ÷ what the workers online can solve in a minute. More load never lowers the rate; more workers never raise it.
    /// </summary>
    /// <param name="submittedPerMinute">Captchas, 0 or more.</param>
    /// <param name="workersOnline">0 or more; with none, any demand at all is the highest load.</param>
    /// <param name="millisPerCaptcha">What a worker needs for one, as it was measured; 1 or more.</param>
    public Money RateAt(long submittedPerMinute, long workersOnline, int millisPerCaptcha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisPerCaptcha, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(submittedPerMinute);
        ArgumentOutOfRangeException.ThrowIfNegative(workersOnline);
        // load = submitted × milliseconds ÷ (workers × 60,000); both sides of the fraction stay whole numbers; only the last steps round, down.
        var demand = (Int128)submittedPerMinute * millisPerCaptcha;
        var capacity = (Int128)workersOnline * 60_000;
        if (demand <= capacity) return MinRate;
        if (demand >= capacity * 3) return MaxRate;
        var span = (Int128)(MaxRate - MinRate).Nanos;
        var above = (long)(span * (demand - capacity) / (capacity * 2));
        return MinRate + new Money(above - above % Step.Nanos);
    }

    /// <summary>
    /// The rate of a captcha that is more, or less, work than others of its kind: rate × complexity, rounded down to a whole step, and never less than the
    /// minimum, which is what workers were told. A fixed rate stays as it is.
    /// </summary>
    /// <param name="rate">Of the kind.</param>
    /// <param name="complexity">In thousandths, from <see cref="ComplexityRule.Complexity"/>.</param>
    public Money RateOf(Money rate, int complexity)
    {
        if (IsFixed || complexity == ComplexityRule.Usual) return rate;
        var scaled = rate.Share(complexity, 1_000);
        var whole = new Money(scaled.Nanos - scaled.Nanos % Step.Nanos);
        return whole < MinRate ? MinRate : whole;
    }

    public bool IsFixed => MinRate == MaxRate;

    /// <summary>What of it operators set.</summary>
    public PriceTerms Terms => new(MinRate, MaxRate, FeePerMille);

    /// <summary>The same kind at other terms.</summary>
    public KindPrice At(PriceTerms terms) => this with { MinRate = terms.MinRate, MaxRate = terms.MaxRate, FeePerMille = terms.FeePerMille };

    public Quote QuoteAt(Money rate) => new(rate, rate.Share(FeePerMille, 1000));
}

/// <summary>The product's own prices: those of every kind of which operators set nothing. What holds now, <see cref="Prices"/> say.</summary>
public static class PriceTable
{
    /// <summary>The worker's minimum and maximum for 1000 image captchas are $0.14 and $0.70.</summary>
    public static KindPrice ImageText { get; } =
        new(Kind.ImageText, Money.Parse("0.00014"), Money.Parse("0.0007"), FeePerMille: 500, SecondsPerCaptcha: 10);

    private static readonly ImmutableArray<KindPrice> All =
    [
        ImageText,
        new(Kind.Text, Money.Parse("0.0002"), Money.Parse("0.001"), FeePerMille: 500, SecondsPerCaptcha: 15),
        new(Kind.Grid, Money.Parse("0.0005"), Money.Parse("0.0015"), FeePerMille: 500, SecondsPerCaptcha: 15),
        new(Kind.Coordinates, Money.Parse("0.0005"), Money.Parse("0.0015"), FeePerMille: 500, SecondsPerCaptcha: 15),
        new(Kind.Rotate, Money.Parse("0.0003"), Money.Parse("0.001"), FeePerMille: 500, SecondsPerCaptcha: 12),
        new(Kind.Audio, Money.Parse("0.0003"), Money.Parse("0.001"), FeePerMille: 500, SecondsPerCaptcha: 25),
        new(Kind.RecaptchaV2, Money.Parse("0.001"), Money.Parse("0.001"), FeePerMille: 500, SecondsPerCaptcha: 30),
        new(Kind.RecaptchaV3, Money.Parse("0.0005"), Money.Parse("0.0015"), FeePerMille: 500, SecondsPerCaptcha: 15),
        new(Kind.KeyCaptcha, Money.Parse("0.001"), Money.Parse("0.002"), FeePerMille: 500, SecondsPerCaptcha: 30),
        new(Kind.FunCaptcha, Money.Parse("0.001"), Money.Parse("0.002"), FeePerMille: 500, SecondsPerCaptcha: 40),
    ];

    private static readonly FrozenDictionary<Kind, KindPrice> ByKind = All.ToFrozenDictionary(p => p.Kind);

    /// <exception cref="ArgumentOutOfRangeException">Not a kind.</exception>
    public static KindPrice Of(Kind kind) => ByKind.TryGetValue(kind, out var price)
        ? price
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind.");
}
