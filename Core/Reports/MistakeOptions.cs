namespace CaptchaGrains.Core.Reports;

/// <summary>What a wrong answer is taken for, and what follows from many of them.</summary>
public sealed record MistakeOptions
{
    public static MistakeOptions Default { get; } = new();

    /// <summary>0 … 1: an answer that is no further than this from the moderator's is a typical mistake, as a share of its parts.</summary>
    public double TypicalDistance { get; init; } = 1.0 / 3;

    /// <summary>1 … 10: an image that is turned by so many steps too much or too little is a typical mistake.</summary>
    public int TypicalSteps { get; init; } = 2;

    /// <summary>1 … 1,000 typical mistakes put a worker before a moderator, who may send him back to training …</summary>
    public int TypicalBeforeTraining { get; init; } = 10;

    /// <summary>… among so many of his last answers, 1 … 10,000.</summary>
    public int TypicalWindow { get; init; } = 200;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MistakeOptions Validated()
    {
        OptionRange.Require(TypicalDistance, 0, 1, nameof(TypicalDistance));
        OptionRange.Require(TypicalSteps, 1, 10, nameof(TypicalSteps));
        OptionRange.Require(TypicalBeforeTraining, 1, 1_000, nameof(TypicalBeforeTraining));
        OptionRange.Require(TypicalWindow, 1, 10_000, nameof(TypicalWindow));
        return this;
    }
}
