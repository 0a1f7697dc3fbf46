namespace CaptchaGrains.Core.Quality;

/// <summary>Numbers of the skill estimate; one instance for all workers and kinds.</summary>
public sealed record SkillOptions
{
    public static SkillOptions Default { get; } = new();

    /// <summary>Answers of evidence after which an answer counts for half; above 0.</summary>
    public double HalfLife { get; init; } = 500;

    /// <summary>The probability below the lower bound, and above the upper one; above 0, below 0.5.</summary>
    public double Tail { get; init; } = 0.05;

    /// <summary>The least lower bound of a high rating, 0 … 1.</summary>
    public double HighLowerBound { get; init; } = 0.90;

    /// <summary>The least evidence of a high rating, in answers.</summary>
    public double HighEvidence { get; init; } = 30;

    /// <summary>The evidence that a worker with endless work approaches, in answers: half-life ÷ ln 2.</summary>
    public double MostEvidence => HalfLife / Math.Log(2);

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { HalfLife: not (> 0 and <= 1e6) } => "The half-life is above 0 and at most a million answers.",
        { Tail: not (> 0 and < 0.5) } => "The tail is above 0 and below 0.5.",
        { HighLowerBound: not (>= 0 and <= 1) } => "The lower bound of a high rating is 0 … 1.",
        { HighEvidence: not >= 0 } => "The evidence of a high rating is 0 or more.",
        _ when HighEvidence > MostEvidence => "With this half-life nobody ever has the evidence of a high rating.",
        _ => null,
    };
}
