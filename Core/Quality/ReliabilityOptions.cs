namespace CaptchaGrains.Core.Quality;

/// <summary>Numbers of <see cref="CustomerReliability"/>.</summary>
public sealed record ReliabilityOptions
{
    public static ReliabilityOptions Default { get; } = new();

    /// <summary>
    /// Reports that a new customer is taken to have made rightly, beside <see cref="PresumedWrong"/>: an honest customer is presumed, and three rejected
    /// complaints in a row are enough to lose that. Above 0.
    /// </summary>
    public double PresumedRight { get; init; } = 3;

    /// <summary>Above 0.</summary>
    public double PresumedWrong { get; init; } = 1;

    /// <summary>The most that one complaint weighs, 0 … 1 answers of evidence.</summary>
    public double MostOfBad { get; init; } = 1;

    /// <summary>
    /// The most that one report of a good answer weighs, 0 … 1. Less than a complaint: nearly all answers are right, so it says less, and reports of good
    /// answers are the only evidence that a customer could give to friends among the workers at will.
    /// </summary>
    public double MostOfGood { get; init; } = 0.25;

    /// <summary>Half-life of what is remembered of a customer, in verified reports.</summary>
    public double HalfLife { get; init; } = 200;

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { PresumedRight: not > 0 } or { PresumedWrong: not > 0 } => "What is presumed of a new customer is above 0.",
        { MostOfBad: not (>= 0 and <= 1) } or { MostOfGood: not (>= 0 and <= 1) } => "The weight of a report is 0 … 1.",
        { HalfLife: not (> 0 and <= 1e6) } => "The half-life is above 0 and at most a million reports.",
        _ => null,
    };
}
