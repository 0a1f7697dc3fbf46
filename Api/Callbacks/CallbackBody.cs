using System.Net;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Api.Answers;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.V1;
using CaptchaGrains.Api.V2;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>What a callback says of an ended captcha: the same as a question for it would be answered.</summary>
internal readonly record struct CallbackBody(byte[] Bytes, string ContentType)
{
    /// <param name="captcha">Ended.</param>
    public static CallbackBody Of(CaptchaState captcha, CallbackForm form) => form == CallbackForm.TaskResult
        ? new CallbackBody(Json(captcha), "application/json")
        : new CallbackBody(Form(captcha), "application/x-www-form-urlencoded");

    private static byte[] Form(CaptchaState captcha)
    {
        var code = captcha.Status == CaptchaStatus.Solved
            ? AnswerShape.Plain(captcha.Request.Kind, captcha.Solution?.Answer ?? "")
            : V1Reply.Refused(new Refusal(AgreementItems.WhyUnsolved(CaptchaView.Of(captcha)))).Plain;
        return Encoding.UTF8.GetBytes($"id={captcha.Id}&code={WebUtility.UrlEncode(code)}");
    }

    private static byte[] Json(CaptchaState captcha)
    {
        var view = CaptchaView.Of(captcha);
        V2Reply reply = captcha.Status == CaptchaStatus.Solved ? new V2Reply.Ready(view) : V2Reply.Of(AgreementItems.WhyUnsolved(view));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) V2Door.Write(json, reply, null, captcha.Id);
        return buffer.ToArray();
    }
}
