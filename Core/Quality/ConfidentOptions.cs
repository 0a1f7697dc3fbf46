namespace CaptchaGrains.Core.Quality;

/// <summary>What is assumed of mistakes when answers are weighed against each other.</summary>
public sealed record ConfidentOptions
{
    public static ConfidentOptions Default { get; } = new();

    /// <summary>The share of right answers of a worker of whom nothing is known; above 0, below 1.</summary>
    public double TypicalShare { get; init; } = 0.94;

    /// <summary>Answers that this assumption is worth beside a worker's own evidence; above 0.</summary>
    public double TypicalEvidence { get; init; } = 12;

    /// <summary>The share of captchas that are hard, where everybody makes more mistakes, and more often the same; 0 … 1.</summary>
    public double HardShare { get; init; } = 0.12;

    /// <summary>A mistake is so many times as likely on a hard captcha as on the average one; 1 or more.</summary>
    public double HardFactor { get; init; } = 4;

    /// <summary>The share of mistakes that are typical ones: characters that look alike, squares on an edge; 0 … 1.</summary>
    public double TypicalMistakes { get; init; } = 0.8;

    /// <summary>Answers that a typical mistake can end in, for one captcha; 1 or more. With few of them, two workers often make the same one.</summary>
    public double TypicalVariants { get; init; } = 3;

    /// <summary>The same for other mistakes: two workers hardly ever make the same one.</summary>
    public double OtherVariants { get; init; } = 10_000;

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { TypicalShare: not (> 0 and < 1) } => "The share of right answers of an unknown worker is above 0 and below 1.",
        { TypicalEvidence: not > 0 } => "What is assumed of a worker has some weight.",
        { HardShare: not (>= 0 and < 1) } => "The share of hard captchas is 0 … 1.",
        { HardFactor: not >= 1 } => "Hard captchas are not easier than others.",
        _ when HardShare * HardFactor > 1 => "Mistakes on hard captchas would be more than all mistakes.",
        { TypicalMistakes: not (>= 0 and <= 1) } => "The share of typical mistakes is 0 … 1.",
        { TypicalVariants: not >= 1 } or { OtherVariants: not >= 1 } => "A mistake ends in at least one answer.",
        _ => null,
    };

    /// <summary>The chance that this worker's next answer is right, as far as it is known: his evidence, shrunk towards the crowd.</summary>
    public double ShareOf(SkillEstimate skill) => (skill.Right + TypicalShare * TypicalEvidence) / (skill.Evidence + TypicalEvidence);
}
