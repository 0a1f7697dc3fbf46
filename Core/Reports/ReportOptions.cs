using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Reports;

/// <summary>All numbers of what follows from reports.</summary>
public sealed record ReportOptions
{
    public static ReportOptions Default { get; } = new();

    /// <summary>With no second answer for so long the customer is refunded and nobody's record changes; 10 s … 1 day.</summary>
    public TimeSpan FindSecondWithin { get; init; } = TimeSpan.FromMinutes(10);

    public ComparisonOptions Comparison { get; init; } = ComparisonOptions.Default;

    public MistakeOptions Mistakes { get; init; } = MistakeOptions.Default;

    /// <summary>Of other answers that are re-checked after one that differs too much.</summary>
    public SeriesOptions Series { get; init; } = SeriesOptions.Default;

    public TokenLimitOptions TokenLimits { get; init; } = TokenLimitOptions.Default;

    public ComplaintOptions Complaints { get; init; } = ComplaintOptions.Default;

    public DomainRatingOptions DomainRatings { get; init; } = DomainRatingOptions.Default;

    public EarnOptions Earning { get; init; } = EarnOptions.Default;

    /// <summary>How answers of confident mode are weighed.</summary>
    public ConfidentOptions Confident { get; init; } = ConfidentOptions.Default;

    public SkillOptions Skill { get; init; } = SkillOptions.Default;

    public ReliabilityOptions Reliability { get; init; } = ReliabilityOptions.Default;

    public GoldOptions Gold { get; init; } = GoldOptions.Default;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">Numbers that do not go together.</exception>
    public ReportOptions Validated()
    {
        OptionRange.Require(FindSecondWithin, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), nameof(FindSecondWithin));
        Comparison.Validated();
        Mistakes.Validated();
        TokenLimits.Validated();
        Complaints.Validated();
        DomainRatings.Validated();
        Earning.Validated();
        if ((Skill.Flaw() ?? Reliability.Flaw() ?? Series.Flaw() ?? Confident.Flaw() ?? Gold.Flaw()) is { } flaw) throw new ArgumentException(flaw);
        return this;
    }
}
