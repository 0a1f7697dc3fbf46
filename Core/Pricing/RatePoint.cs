using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Pricing;

/// <summary>A rate as it was set at a time.</summary>
/// <param name="At">A whole minute.</param>
/// <param name="Rate">The worker's rate for one answer.</param>
public sealed record RatePoint(Kind Kind, DateTimeOffset At, Money Rate)
{
    /// <summary>The minute that a time is in.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
