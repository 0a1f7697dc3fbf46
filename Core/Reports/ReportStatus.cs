namespace CaptchaGrains.Core.Reports;

/// <summary>Where a report stands. Stored as a small integer: never renumber.</summary>
public enum ReportStatus : short
{
    /// <summary>Durable; nothing is decided yet.</summary>
    Reported = 1,

    /// <summary>Reported bad; a second worker is wanted or at work.</summary>
    Rechecking = 2,

    /// <summary>The two answers differ, the customer has his money back; a moderator is to give his own resolution.</summary>
    AwaitingModerator = 3,

    /// <summary>The moderator found that the answer differs too much: more of the worker's answers are re-checked.</summary>
    FollowingUp = 4,

    /// <summary>One typical mistake too many: a moderator decides whether the worker goes back to training.</summary>
    AwaitingTraining = 5,

    /// <summary>Too many of the other answers differ too much as well: suspended, until a moderator decides on a ban.</summary>
    AwaitingBan = 6,

    /// <summary>The end: reported good.</summary>
    Confirmed = 20,

    /// <summary>The end: the customer complains out of proportion; recorded and without effect.</summary>
    WithoutEffect = 21,

    /// <summary>The end: the two answers are the same, the complaint was wrong.</summary>
    Rejected = 22,

    /// <summary>The end: nobody could be found to answer it again. Refunded, and nobody's record has changed.</summary>
    NobodyFound = 23,

    /// <summary>The end: a token, which nobody can make again. Refunded and counted.</summary>
    Counted = 24,

    /// <summary>The end: the moderator found the first answer right; the incorrect count went back.</summary>
    RightAfterAll = 25,

    /// <summary>The end: an honest mistake, noted.</summary>
    TypicalMistake = 26,

    /// <summary>The end: an answer that differs too much, among others that mostly do not.</summary>
    Isolated = 27,

    /// <summary>The end: back to training.</summary>
    SentToTraining = 28,

    /// <summary>The end: many typical mistakes, and the moderator let the worker go on.</summary>
    LeftAtWork = 29,

    /// <summary>The end: a moderator banned the worker.</summary>
    Banned = 30,

    /// <summary>The end: a moderator lifted the suspension.</summary>
    Lifted = 31,
}
