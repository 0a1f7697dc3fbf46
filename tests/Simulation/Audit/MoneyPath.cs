namespace CaptchaGrains.Simulation.Audit;

/// <summary>What became of a captcha, as far as it decides who pays whom.</summary>
public enum MoneyPath
{
    /// <summary>Nobody answered it: the hold goes back.</summary>
    Unsolved = 1,

    /// <summary>Answered, and not reported bad.</summary>
    Paid = 2,

    /// <summary>The complaint was right: the customer has his money back, and both workers are paid.</summary>
    ComplaintUpheld = 3,

    /// <summary>The complaint was wrong: the customer pays, and both workers are paid.</summary>
    ComplaintRejected = 4,

    /// <summary>Nobody could answer it again: the customer has his money back.</summary>
    NoSecondWorker = 5,

    /// <summary>A token reported bad: the customer has his money back.</summary>
    TokenRefund = 6,

    /// <summary>Reported bad by a customer who complains out of proportion: he pays.</summary>
    OutOfProportion = 7,

    /// <summary>The house's own captcha, by which another answer is checked: it pays who answers.</summary>
    Recheck = 8,

    /// <summary>The house's own captcha, whose answer is a vote on a customer's.</summary>
    Vote = 9,

    /// <summary>The house's own captcha, whose answer is known.</summary>
    Gold = 10,

    /// <summary>One of the house's own that nobody answered: nothing moves.</summary>
    HouseUnsolved = 11,

    /// <summary>Several agreed: the customer pays for their answers, and has the rest of what was held.</summary>
    ConfidentPaid = 12,

    /// <summary>The same, and he has what he paid back after a complaint that was not lost.</summary>
    ConfidentRefunded = 13,

    /// <summary>Too few agreed: the hold goes back.</summary>
    ConfidentUnsolved = 14,
}
