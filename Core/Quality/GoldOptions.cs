namespace CaptchaGrains.Core.Quality;

/// <summary>Numbers of gold tasks.</summary>
public sealed record GoldOptions
{
    public static GoldOptions Default { get; } = new();

    /// <summary>Of a thousand tasks of a worker, so many are gold; 0 … 1000.</summary>
    public int PerMille { get; init; } = 10;

    /// <summary>A task is retired after so many views: workers talk, and a known image is no test.</summary>
    public int MostViews { get; init; } = 100;

    /// <summary>Equal answers of high-rated, unlinked workers from which a task grows, beside a report that the answer was good.</summary>
    public int Witnesses { get; init; } = 2;

    /// <summary>A task is doubted when surely (at 95 %) fewer than this share of workers give its answer: then the known answer is wrong.</summary>
    public double DoubtBelow { get; init; } = 0.6;

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { PerMille: not (>= 0 and <= 1_000) } => "Of a thousand tasks 0 … 1000 are gold.",
        { MostViews: not > 0 } => "A gold task is seen at least once.",
        { Witnesses: not >= 2 } => "One worker is no witness of his own answer.",
        { DoubtBelow: not (>= 0 and <= 1) } => "The share below which a task is doubted is 0 … 1.",
        _ => null,
    };
}
