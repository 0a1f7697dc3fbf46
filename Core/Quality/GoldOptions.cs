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

    /// <summary>So many workers with a high rating who differ make a task doubted, when they are more than those who agree.</summary>
    public int DoubtingHighRated { get; init; } = 3;

    /// <summary>
    /// A task that grew from a customer's captcha is used for so long from its submission, and retired then: its image is the customer's, and is kept no
    /// longer than images are; an hour … 90 days.
    /// </summary>
    public TimeSpan KeepGrown { get; init; } = TimeSpan.FromDays(7);

    /// <summary>With so many tasks of a kind in use, no further ones are grown: more would only be retired unseen; 0: none is ever grown.</summary>
    public int EnoughOnShelf { get; init; } = 200;

    /// <summary>Captchas of a kind that are given to a second worker to grow tasks, at once; the house pays for each.</summary>
    public int MostGrowing { get; init; } = 10;

    /// <summary>
    /// A task that was made ready for a worker waits so long for his next captcha of that kind; 10 s … 10 minutes. Not longer, for it has the rate of the
    /// moment in which it was made.
    /// </summary>
    public TimeSpan ReadyFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// A captcha steps back for a gold task only in this first part of its lifetime, and once at most; 0 … 1. Its customer hardly notices then.
    /// </summary>
    public double StepsBackWithin { get; init; } = 1.0 / 3;

    /// <summary>The secret of all draws; null: each process draws one of its own, which is as good.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { PerMille: not (>= 0 and <= 1_000) } => "Of a thousand tasks 0 … 1000 are gold.",
        { MostViews: not > 0 } => "A gold task is seen at least once.",
        { Witnesses: not >= 2 } => "One worker is no witness of his own answer.",
        { DoubtBelow: not (>= 0 and <= 1) } => "The share below which a task is doubted is 0 … 1.",
        { DoubtingHighRated: not >= 1 } => "Somebody has to doubt a task.",
        _ when KeepGrown < TimeSpan.FromHours(1) || KeepGrown > TimeSpan.FromDays(90) => "A grown task is kept for an hour to 90 days.",
        { EnoughOnShelf: not (>= 0 and <= GoldChoice.MostLookedAt) } => "No more tasks are grown than a search looks at.",
        { MostGrowing: not (>= 0 and <= 100) } => "0 … 100 tasks of a kind grow at once.",
        _ when ReadyFor < TimeSpan.FromSeconds(10) || ReadyFor > TimeSpan.FromMinutes(10) => "A task stays ready for 10 s to 10 minutes.",
        { StepsBackWithin: not (>= 0 and <= 1) } => "The part of a lifetime is 0 … 1.",
        _ => null,
    };
}
