namespace CaptchaGrains.Core.Training;

/// <summary>What came of an answer, or of what else somebody wanted.</summary>
public enum TrainingVerdict
{
    Right = 1,

    /// <summary>Part one asks again; an exam is over.</summary>
    Wrong = 2,

    /// <summary>There is no such run now: it is over, another one was begun, or it is somebody else's.</summary>
    RunOver = 3,

    /// <summary>That task was answered otherwise before.</summary>
    AnsweredBefore = 4,

    /// <summary>Another task comes first.</summary>
    OutOfOrder = 5,

    /// <summary>The exam comes after part one.</summary>
    PartOneFirst = 6,

    /// <summary>There are not enough tasks.</summary>
    NoTasks = 7,
}
