using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.Scripting;

/// <summary>
/// Somebody who has a say in what the customer API answers, as an emulator does. A host of the product has nobody of the kind among its services; then nobody is
/// asked, and nothing is prepared for him.
/// </summary>
public interface IApiScript
{
    /// <summary>A request has arrived, readable or not. The API writes its reply at once, so whoever exchanges the body of the response here sees it as a whole.</summary>
    /// <param name="endpoint"><c>in.php</c>, <c>res.php</c>, <c>createTask</c> …</param>
    /// <param name="parameters">As they were sent; those of a task as if they stood beside it; images and files without their value.</param>
    IScriptedCall Begin(HttpContext context, string endpoint, IReadOnlyDictionary<string, string> parameters);
}

/// <summary>One request of which <see cref="IApiScript"/> was told.</summary>
public interface IScriptedCall
{
    /// <summary>It is a submission that is well-formed, with a key that exists.</summary>
    /// <returns>With what it is refused; null: it takes its course.</returns>
    ValueTask<ErrorCode?> Submitting(CaptchaRequest request, CaptchaImages images);

    /// <summary>The submission was taken, now or when it came for the first time; the captcha and its hold are durable.</summary>
    ValueTask Submitted(CustomerId customer, CaptchaId captcha);

    /// <summary>It is anything else, with a key that exists.</summary>
    /// <returns>With what it is refused; null: it takes its course.</returns>
    ErrorCode? Asking();
}
