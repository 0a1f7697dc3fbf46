using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>One durable captcha as the audit's own book has it.</summary>
public sealed class BookedCaptcha(SubmitCommit submitted, TimeSpan at)
{
    public SubmitCommit Submitted => submitted;

    public CaptchaState State => submitted.Captcha;

    /// <summary>In true time since the beginning.</summary>
    public TimeSpan SubmittedAt => at;

    /// <summary>Null while it is open.</summary>
    public EndCommit? End { get; set; }

    /// <summary>Its owner was told that it is accepted.</summary>
    public bool IsPromised { get; set; }
}
