using System.Globalization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Operators;

/// <summary>What an operator writes of a price, for 1,000 answers and in percent; kept as it was written when it is refused.</summary>
public sealed class PriceForm
{
    private const int Answers = 1_000;

    /// <summary>One decimal of a percent is a thousandth.</summary>
    private const int PerMilleOfPercent = 10;

    public string? Least { get; set; }

    public string? Most { get; set; }

    public string? Fee { get; set; }

    /// <summary>In percent.</summary>
    public static int MostFee => PriceLimits.MostFeePerMille / PerMilleOfPercent;

    public static string MostRate => Format.Exact(PriceLimits.MostRate.Times(Answers));

    public static string LeastOfImages => Format.Exact(PriceLimits.LeastOfImages.Times(Answers));

    /// <summary>What is wrong, by the name of the field.</summary>
    internal Dictionary<string, string> Errors { get; } = [];

    public string? ErrorOf(string field) => Errors.GetValueOrDefault(field);

    public static PriceForm Of(PriceTerms terms) => new()
    {
        Least = terms.MinRate.Times(Answers).ToShortString(),
        Most = terms.MaxRate.Times(Answers).ToShortString(),
        Fee = (terms.FeePerMille / (decimal)PerMilleOfPercent).ToString(CultureInfo.InvariantCulture),
    };

    /// <returns>Null: something is wrong, and <see cref="Errors"/> say what.</returns>
    public PriceTerms? Read(Kind kind)
    {
        Errors.Clear();
        var (least, most, fee) = (Rate(nameof(Least), Least), Rate(nameof(Most), Most), FeePerMille());
        if (least is not { } min || most is not { } max || fee is not { } perMille) return null;
        var terms = new PriceTerms(min, max, perMille);
        if (PriceLimits.FlawOf(kind, terms) is { } flaw) Errors[FieldOf(flaw)] = Why(flaw);
        return Errors.Count > 0 ? null : terms;
    }

    private Money? Rate(string field, string? text)
    {
        if (!Money.TryParse(text?.Trim().TrimStart('$'), out var many) || !many.IsPositive) Errors[field] = OverviewTexts.ErrorPriceAmount;
        else if (many.Nanos % Answers != 0) Errors[field] = OverviewTexts.ErrorPriceStep;
        else return new Money(many.Nanos / Answers);
        return null;
    }

    private int? FeePerMille()
    {
        var isNumber = decimal.TryParse(Fee?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && !Fee!.Contains('\0', StringComparison.Ordinal);
        if (isNumber && percent <= MostFee && percent * PerMilleOfPercent % 1 == 0) return (int)(percent * PerMilleOfPercent);
        Errors[nameof(Fee)] = Why(PriceFlaw.FeeOutOfRange);
        return null;
    }

    private static string FieldOf(PriceFlaw flaw) => flaw switch
    {
        PriceFlaw.MinNotPositive or PriceFlaw.MinNotWhole or PriceFlaw.MinBelowPromise or PriceFlaw.MinTooHigh => nameof(Least),
        PriceFlaw.FeeOutOfRange => nameof(Fee),
        _ => nameof(Most),
    };

    private static string Why(PriceFlaw flaw) => flaw switch
    {
        PriceFlaw.MinNotPositive => OverviewTexts.ErrorPriceAmount,
        PriceFlaw.MinNotWhole or PriceFlaw.MaxNotWhole => OverviewTexts.ErrorPriceStep,
        PriceFlaw.MinBelowPromise => Texts.Format(OverviewTexts.ErrorPricePromise, LeastOfImages),
        PriceFlaw.MinTooHigh or PriceFlaw.MaxTooHigh => Texts.Format(OverviewTexts.ErrorPriceHigh, MostRate),
        PriceFlaw.MaxBelowMin => OverviewTexts.ErrorPriceOrder,
        PriceFlaw.NotFixed => OverviewTexts.ErrorPriceFixed,
        PriceFlaw.FeeOutOfRange => Texts.Format(OverviewTexts.ErrorPriceFee, MostFee),
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "Not a flaw."),
    };
}
