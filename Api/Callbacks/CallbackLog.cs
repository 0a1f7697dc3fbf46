using CaptchaGrains.Core.Ids;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Callbacks;

internal static partial class CallbackLog
{
    [LoggerMessage(1, LogLevel.Warning, "Callbacks could not be taken from the store; they are tried again.")]
    public static partial void NotTaken(ILogger log, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The callback of captcha {Captcha} failed here; it is tried again when its lease is over.")]
    public static partial void Broken(ILogger log, Exception exception, CaptchaId captcha);

    [LoggerMessage(3, LogLevel.Information, "The callback of captcha {Captcha} of customer {Customer} is given up: {Reason}.")]
    public static partial void GivenUp(ILogger log, CaptchaId captcha, CustomerId customer, string reason);
}
