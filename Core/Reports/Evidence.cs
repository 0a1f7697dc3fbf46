using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Reports;

/// <summary>From where it is known that an answer was right or wrong. Stored as a small integer: never renumber.</summary>
public enum EvidenceSource : short
{
    /// <summary>The customer said so.</summary>
    Report = 1,

    /// <summary>A second worker gave the same answer.</summary>
    Recheck = 2,

    Moderator = 3,

    /// <summary>The answer was known before.</summary>
    Gold = 4,
}

/// <summary>One piece of evidence about one answer of a worker. There is one for each answer and source; the skill is a fold over them.</summary>
/// <param name="Weight">How far it is to be trusted, 0 … 1.</param>
/// <param name="Domain">Of the page on which the captcha stands, for reCAPTCHA V3; null elsewhere.</param>
public sealed record Evidence(
    WorkerId Worker, CaptchaId Captcha, EvidenceSource Source, Kind Kind, bool IsRight, double Weight, DateTimeOffset At, string? Domain = null);
