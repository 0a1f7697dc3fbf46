namespace CaptchaGrains.Core.Reports;

/// <summary>From when on a worker gets no more of a token kind.</summary>
public sealed record TokenLimitOptions
{
    public static TokenLimitOptions Default { get; } = new();

    /// <summary>After this time an answer or a report counts half, 1 hour … 1 year.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(3);

    /// <summary>0 … 1: bad reports beyond this share of the answers are too many …</summary>
    public double MostBadShare { get; init; } = 0.3;

    /// <summary>… where there are so many bad ones at least, 1 … 10,000: the first complaint limits nobody.</summary>
    public double LeastBad { get; init; } = 8;

    /// <summary>1 … 100,000 answers to customers who do report good ones, and none of them reported good, is suspicious too.</summary>
    public double AnswersWithoutGood { get; init; } = 50;

    /// <summary>A limit lasts so long at least, 1 hour … 30 days; otherwise until so much of what led to it is forgotten that it would not be one.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromHours(24);

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public TokenLimitOptions Validated()
    {
        OptionRange.Require(HalfLife, TimeSpan.FromHours(1), TimeSpan.FromDays(366), nameof(HalfLife));
        OptionRange.Require(MostBadShare, 0, 1, nameof(MostBadShare));
        OptionRange.Require(LeastBad, 1, 10_000, nameof(LeastBad));
        OptionRange.Require(AnswersWithoutGood, 1, 100_000, nameof(AnswersWithoutGood));
        OptionRange.Require(Shortest, TimeSpan.FromHours(1), TimeSpan.FromDays(30), nameof(Shortest));
        return this;
    }
}
