namespace CaptchaGrains.Core.Captchas;

public enum LeaseVerdict
{
    Granted = 1,

    /// <summary>Somebody else holds the lease.</summary>
    Taken = 2,

    /// <summary>This worker has had this captcha before.</summary>
    HadBefore = 3,

    /// <summary>Solved or unsolvable.</summary>
    Ended = 4,
}

public enum AnswerVerdict
{
    Accepted = 1,

    /// <summary>The same answer of the same worker again: it was accepted before.</summary>
    Repeated = 2,

    /// <summary>This worker's other answer was accepted before, and stands.</summary>
    AnsweredDifferently = 3,

    /// <summary>The captcha went elsewhere or ended; nothing is paid.</summary>
    LeaseOver = 4,

    /// <summary>This worker was never given this captcha.</summary>
    NotYours = 5,
}

public enum SkipVerdict
{
    GivenBack = 1,
    LeaseOver = 2,
}
