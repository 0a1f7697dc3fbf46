using System.Collections.Immutable;

namespace CaptchaGrains.Core.Training;

public enum TrainingRunStatus
{
    Open = 1,

    /// <summary>Each answer was right.</summary>
    Passed = 2,

    /// <summary>An answer in the exam was wrong, and with it the run is over.</summary>
    Failed = 3,
}

/// <summary>One walk through one part. Immutable.</summary>
/// <param name="Number">The worker's first run has 1, and each later one the next number.</param>
/// <param name="Tasks">In the order in which they are given.</param>
public sealed record TrainingRun(int Number, TrainingPart Part, ImmutableArray<TrainingTaskId> Tasks, DateTimeOffset BeganAt)
{
    /// <summary>The right answers, from the first task on.</summary>
    public ImmutableArray<string> Given { get; init; } = [];

    /// <summary>The last wrong answer to the task that is asked for now; null: none.</summary>
    public TrainingMistake? Mistake { get; init; }

    /// <summary>What follows from a passed exam is done.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Of the task that is asked for now, from 0; beyond the last one in a run that was passed.</summary>
    public int Position => Given.Length;

    public TrainingRunStatus Status =>
        Given.Length == Tasks.Length ? TrainingRunStatus.Passed
        : Part == TrainingPart.Exam && Mistake is not null ? TrainingRunStatus.Failed
        : TrainingRunStatus.Open;

    /// <summary>The task that is asked for now, or that was answered wrongly at last; null: all are answered.</summary>
    public TrainingTaskId? Current => Position < Tasks.Length ? Tasks[Position] : null;
}

/// <param name="Given">As it was answered.</param>
/// <param name="Expected">The right answer.</param>
public sealed record TrainingMistake(string Given, string Expected);
