namespace CaptchaGrains.Core.Sanctions;

/// <summary>Where a sanction stands. Stored as a small integer: never renumber.</summary>
public enum SanctionStatus : short
{
    /// <summary>A limit ends by itself at its time; the others when somebody ends them.</summary>
    InForce = 1,

    /// <summary>In force; the worker's appeal waits for a second moderator.</summary>
    Appealed = 2,

    /// <summary>In force; the appeal was decided against the worker.</summary>
    Upheld = 3,

    /// <summary>The end: a moderator lifted it. What it rested on stays on the record.</summary>
    Lifted = 20,

    /// <summary>The end: a graver one took its place.</summary>
    Superseded = 21,

    /// <summary>The end: the appeal was decided for the worker. What it rested on is forgiven.</summary>
    Overturned = 22,

    /// <summary>The end of a training: the worker passed it. What it rested on stays on the record, and counts towards no other training.</summary>
    Passed = 23,
}

/// <summary>What can happen to a sanction.</summary>
public enum SanctionEvent
{
    WorkerAppeals = 1,
    ModeratorUpholds = 2,
    ModeratorOverturns = 3,
    ModeratorLifts = 4,
    GraverOneFollows = 5,

    /// <summary>Of a training only.</summary>
    WorkerPasses = 6,
}
