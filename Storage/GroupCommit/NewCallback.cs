using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>A row of the outbox, written with the end of its captcha and due at once.</summary>
internal readonly record struct NewCallback(CaptchaId Captcha, CustomerId Customer, string Url, CallbackForm Form, DateTimeOffset EndedAt)
{
    public static IReadOnlyList<NewCallback> Of(IReadOnlyList<EndCommit> ended)
    {
        List<NewCallback>? callbacks = null; // hardly any captcha has one
        foreach (var end in ended)
            if (end.Captcha.Request.CallbackUrl is { } url)
                (callbacks ??= []).Add(new NewCallback(end.Captcha.Id, end.Captcha.Customer, url, end.Captcha.Request.CallbackForm, end.At));
        return callbacks ?? (IReadOnlyList<NewCallback>)[];
    }
}
