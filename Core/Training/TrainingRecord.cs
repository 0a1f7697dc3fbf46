using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Training;

/// <summary>How far a worker is. Immutable; each change makes the version one higher.</summary>
public sealed record TrainingRecord(WorkerId Worker)
{
    /// <summary>0: nothing is stored yet.</summary>
    public long Version { get; init; }

    /// <summary>Runs that were begun, of either part.</summary>
    public int Runs { get; init; }

    /// <summary>Part one is done, and the exam can be begun. Over again with a passed exam: whoever is sent back begins at the beginning.</summary>
    public bool PartOneDone { get; init; }

    /// <summary>The run that was begun last; null: none since the start, or since starting over.</summary>
    public TrainingRun? Run { get; init; }

    /// <summary>The tasks that he had, in either part: no exam has them again until all of a sort are used up.</summary>
    public ImmutableArray<TrainingTaskId> Seen { get; init; } = [];

    /// <summary>When he passed the exam last; null: never.</summary>
    public DateTimeOffset? PassedAt { get; init; }
}
