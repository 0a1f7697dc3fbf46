namespace CaptchaGrains.Core.Reports;

/// <summary>When two answers to the same captcha are the same.</summary>
public sealed record ComparisonOptions
{
    public static ComparisonOptions Default { get; } = new();

    /// <summary>Pixels, 0 … 200: two clicks so far apart mean the same thing. A finger on a phone is some ten pixels wide.</summary>
    public double PointPixels { get; init; } = 12;

    /// <summary>0 … 0.25, of the longer side of the image: in a large one things to click are large. The larger of the two tolerances counts.</summary>
    public double PointShare { get; init; } = 0.04;

    /// <summary>
    /// Clicks have to be in the same order. Not by default: most instructions say "click on all …", and the customer API has no word for those that want an order.
    /// </summary>
    public bool PointsInOrder { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ComparisonOptions Validated()
    {
        OptionRange.Require(PointPixels, 0, 200, nameof(PointPixels));
        OptionRange.Require(PointShare, 0, 0.25, nameof(PointShare));
        return this;
    }
}
