namespace CaptchaGrains.Core.Reports;

/// <summary>How much more a skilled worker is paid.</summary>
public sealed record EarnOptions
{
    public static EarnOptions Default { get; } = new();

    /// <summary>Without so many answers of evidence the rate is paid as it is, 1 … 100,000.</summary>
    public double LeastEvidence { get; init; } = 200;

    /// <summary>Thousandths of the rate, 500 … 1000, for a skill of <see cref="WorstSkill"/> or less.</summary>
    public int LeastPerMille { get; init; } = 800;

    /// <summary>Thousandths of the rate, 1000 … 2000, for a skill of <see cref="BestSkill"/> or more.</summary>
    public int MostPerMille { get; init; } = 1500;

    /// <summary>0 … 1.</summary>
    public double WorstSkill { get; init; } = 0.80;

    /// <summary><see cref="WorstSkill"/> … 1.</summary>
    public double BestSkill { get; init; } = 0.99;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public EarnOptions Validated()
    {
        OptionRange.Require(LeastEvidence, 1, 100_000, nameof(LeastEvidence));
        OptionRange.Require(LeastPerMille, 500, 1000, nameof(LeastPerMille));
        OptionRange.Require(MostPerMille, 1000, 2000, nameof(MostPerMille));
        OptionRange.Require(WorstSkill, 0, 1, nameof(WorstSkill));
        OptionRange.Require(BestSkill, Math.BitIncrement(WorstSkill), 1, nameof(BestSkill));
        return this;
    }
}
