using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Captchas;

/// <summary>How long the images of captchas are kept.</summary>
public sealed record ImageOptions
{
    /// <summary>Of <see cref="KeepFor"/>, as settings give it.</summary>
    public const int LeastDays = 1;

    /// <summary>Of <see cref="KeepFor"/>, as settings give it: ten years are for ever.</summary>
    public const int MostDays = 3_650;

    /// <summary>
    /// Images on which a sanction rests are kept so long from the submission of their captcha, and no longer: whoever has not appealed in three months had his time, and a
    /// customer's image is not evidence for ever.
    /// </summary>
    public static readonly TimeSpan LongestDispute = TimeSpan.FromDays(90);

    /// <summary>What begins with an image needs it for minutes; a day is long enough also where it begins late.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>A gold task leaves the shelves of all processes within minutes.</summary>
    private static readonly TimeSpan GoldMargin = TimeSpan.FromHours(1);

    public static ImageOptions Default { get; } = new();

    /// <summary>From the submission of the captcha, unless somebody still needs them.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Between two rounds that delete; images that nobody needs are that much older when they go.</summary>
    public TimeSpan RestFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>So long from the submission something new may begin for which the image is needed: until the last day of <see cref="KeepFor"/>, or its last quarter where that is less.</summary>
    public TimeSpan UsableFor => Before(Margin);

    /// <exception cref="ArgumentOutOfRangeException">Not <see cref="LeastDays"/> … <see cref="MostDays"/>.</exception>
    public static ImageOptions OfDays(int days)
    {
        OptionRange.Require(days, LeastDays, MostDays, nameof(days));
        return new ImageOptions { KeepFor = TimeSpan.FromDays(days) };
    }

    /// <summary>Gold tasks that grew from customers' captchas are retired before their images go.</summary>
    public ReportOptions Within(ReportOptions numbers)
    {
        var longest = Before(GoldMargin);
        return numbers.Gold.KeepGrown <= longest ? numbers : numbers with { Gold = numbers.Gold with { KeepGrown = longest } };
    }

    private TimeSpan Before(TimeSpan margin) => KeepFor - (margin < KeepFor / 4 ? margin : KeepFor / 4);
}
