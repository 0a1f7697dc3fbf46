namespace CaptchaGrains.Core.Sanctions;

/// <summary>What is done to a worker, the graver ones last. Stored as a small integer: never renumber.</summary>
public enum SanctionKind : short
{
    /// <summary>He, and all who are linked to him, get no captchas of one token kind until a time.</summary>
    Limit = 1,

    /// <summary>No paid work until he has passed the exam again, or a moderator has seen that he is trained.</summary>
    Training = 2,

    /// <summary>No paid work until a moderator decides.</summary>
    Suspension = 3,

    /// <summary>No paid work any more.</summary>
    Ban = 4,
}
