namespace CaptchaGrains.Core.Sanctions;

/// <summary>Reasons that nobody types: those of the rules, and the usual ones of moderators. Stored as a small integer: never renumber.</summary>
public enum StandardReason : short
{
    /// <summary>Of a limit, as the next two.</summary>
    TooManyBadTokens = 1,

    NoGoodToken = 2,

    LowOnAllDomains = 3,

    /// <summary>Of a suspension, until a moderator decides.</summary>
    AnswersDiffer = 4,

    /// <summary>Of a ban.</summary>
    AnswersUnrelated = 5,

    /// <summary>Of a training.</summary>
    SmallMistakes = 6,

    /// <summary>A moderator lets him go on.</summary>
    MayGoOn = 7,

    /// <summary>Of the end of a training.</summary>
    TrainingPassed = 8,

    /// <summary>Of the end of what a ban follows on.</summary>
    Banned = 9,

    /// <summary>Of a suspension because of hidden tests, until a moderator decides.</summary>
    TestsFailed = 10,

    /// <summary>Of a ban because of hidden tests.</summary>
    TestsWrong = 11,
}
