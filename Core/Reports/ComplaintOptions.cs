namespace CaptchaGrains.Core.Reports;

/// <summary>From when on a customer complains out of proportion.</summary>
public sealed record ComplaintOptions
{
    public static ComplaintOptions Default { get; } = new();

    /// <summary>What is counted, 1 hour … 30 days, and how long his reports have no effect then.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>More complaints than this, 1 … 100,000 …</summary>
    public int MostComplaints { get; init; } = 50;

    /// <summary>… of which more than this share were lost, 0 … 1.</summary>
    public double MostLostShare { get; init; } = 0.5;

    /// <summary>0 … 1: a larger share of token answers reported bad is out of proportion …</summary>
    public double MostBadTokenShare { get; init; } = 0.4;

    /// <summary>… where there are so many answers at least, 1 … 100,000: of one answer the only share above zero is all.</summary>
    public int LeastTokenAnswers { get; init; } = 20;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ComplaintOptions Validated()
    {
        OptionRange.Require(Window, TimeSpan.FromHours(1), TimeSpan.FromDays(30), nameof(Window));
        OptionRange.Require(MostComplaints, 1, 100_000, nameof(MostComplaints));
        OptionRange.Require(MostLostShare, 0, 1, nameof(MostLostShare));
        OptionRange.Require(MostBadTokenShare, 0, 1, nameof(MostBadTokenShare));
        OptionRange.Require(LeastTokenAnswers, 1, 100_000, nameof(LeastTokenAnswers));
        return this;
    }
}
