using CaptchaGrains.Core.Ids;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Telemetry;

internal static partial class ApiLog
{
    [LoggerMessage(1, LogLevel.Error, "A request to {Endpoint} failed unexpectedly; the customer was told to try again.")]
    public static partial void Incident(ILogger log, Exception exception, string endpoint);

    [LoggerMessage(2, LogLevel.Warning, "The outcome of a request to {Endpoint} is unknown; the customer was told to try again.")]
    public static partial void OutcomeUnknown(ILogger log, Exception exception, string endpoint);

    [LoggerMessage(3, LogLevel.Error, "The fresh id {Captcha} belongs to another submission: a block of ids was given out twice.")]
    public static partial void IdTaken(ILogger log, CaptchaId captcha);

    [LoggerMessage(60, LogLevel.Warning, "Expired idempotency keys could not be removed now.")]
    public static partial void SweepFailed(ILogger log, Exception exception);
}
