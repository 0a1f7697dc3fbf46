namespace CaptchaGrains.Core.Reports;

/// <summary>What can happen to a report.</summary>
public enum ReportEvent
{
    /// <summary>It says that the answer was right.</summary>
    SaysGood = 1,

    /// <summary>It says that the answer was wrong, of a captcha that another person can answer again.</summary>
    SaysBadAnswer = 2,

    /// <summary>It says that a token did not work.</summary>
    SaysBadToken = 3,

    /// <summary>The customer's reports count for nothing at the moment.</summary>
    IsOutOfProportion = 4,

    /// <summary>No customer reported anything: the worker's answers to gold tasks are surely not those of a worker who is fine.</summary>
    GoldTestDecides = 5,

    AnswersAreEqual = 10,
    AnswersDiffer = 11,

    /// <summary>The time for finding a second answer is over, or nobody could give one.</summary>
    NobodyAnswers = 12,

    ModeratorFindsRight = 20,
    ModeratorFindsTypical = 21,

    /// <summary>As the one before, and the worker has made too many of them lately.</summary>
    ModeratorFindsTypicalAgain = 22,

    ModeratorFindsTooDifferent = 23,

    /// <summary>Few of the answers that were re-checked differ too much.</summary>
    OthersAreFine = 30,

    /// <summary>Too many of them do.</summary>
    OthersAreBadToo = 31,

    /// <summary>Too many of them do for a worker who is fine, and too few to be sure.</summary>
    OthersAreSuspicious = 32,

    ModeratorSendsToTraining = 40,
    ModeratorLeavesAtWork = 41,
    ModeratorBans = 42,
    ModeratorLifts = 43,
}
