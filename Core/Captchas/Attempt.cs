using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Captchas;

/// <summary>How one worker's turn ended. Stored as a small integer: never renumber.</summary>
public enum AttemptEnd : short
{
    Answered = 1,
    TimedOut = 2,
    Unreadable = 3,
    NotACaptcha = 4,
    TooHard = 5,
    OtherReason = 6,

    /// <summary>The worker paused.</summary>
    Paused = 7,

    /// <summary>The captcha ended in another way while he held it.</summary>
    Overtaken = 8,
}

/// <summary>One worker's ended turn at a captcha.</summary>
/// <param name="Rate">What he was shown; null: the quote's rate.</param>
public sealed record Attempt(WorkerId Worker, AttemptEnd End, DateTimeOffset GrantedAt, DateTimeOffset EndedAt, Money? Rate = null);

/// <summary>The answer that counts, and who gave it.</summary>
public sealed record Solution(WorkerId Worker, string Answer);
