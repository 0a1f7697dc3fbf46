namespace CaptchaGrains.Core.Quality;

/// <summary>Numbers of <see cref="StopTest"/>.</summary>
public sealed record StopOptions
{
    public static StopOptions Default { get; } = new();

    /// <summary>A worker with this share of right answers, or a better one, is fine; above 0, below 1.</summary>
    public double FineShare { get; init; } = 0.86;

    /// <summary>The share of tests that may suspend a worker who is fine; above 0, below 1.</summary>
    public double FalseAlarms { get; init; } = 0.0001;

    /// <summary>
    /// A test ends in the worker's favour when the evidence against him has fallen below this; 0 … 1. It must end, for a worker who was good for years and
    /// turns bad would have a record that no bad answer weighs up.
    /// </summary>
    public double ClearBelow { get; init; } = 0.05;

    /// <summary>A test ends in the worker's favour after so many answers: he is too near to being fine for anybody to tell.</summary>
    public int MostAnswers { get; init; } = 500;

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { FineShare: not (> 0 and < 1) } => "The share of a worker who is fine is above 0 and below 1.",
        { FalseAlarms: not (> 0 and < 1) } => "The share of false alarms is above 0 and below 1.",
        { ClearBelow: not (>= 0 and < 1) } => "The evidence that clears a worker is 0 … 1.",
        { MostAnswers: not (> 0 and <= 5_000) } => "A test has 1 to 5,000 answers.",
        _ => null,
    };
}
