using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>What a customer said of an answer.</summary>
/// <param name="Attempt">Chosen at random by whoever writes it: tells a repetition of the same write from a second report.</param>
public sealed record ReportRow(CaptchaId Captcha, CustomerId Customer, bool IsCorrect, DateTimeOffset At, long Attempt);

/// <summary>Customers' reports, one for each captcha.</summary>
public interface IReportStore
{
    /// <summary>Adding the same row again changes nothing and is true again.</summary>
    /// <returns>False when the captcha has another report; it stands.</returns>
    Task<bool> AddReport(ReportRow report);

    Task<ReportRow?> FindReport(CaptchaId captcha);
}
