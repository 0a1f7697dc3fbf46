using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.V1;

/// <summary><c>in.php</c>: takes a captcha.</summary>
internal sealed class InPhp(KeyRing keys, CustomerLimits limits, OrderDesk orders, CallbackAddresses callbacks)
{
    public async Task<V1Reply> Answer(Fields fields)
    {
        if (fields.TextOrNull(ParameterNames.Method) is "get_server_errors") return V1Reply.ServerErrors(); // asked without a key
        var admission = await keys.Admit(fields.TextOrNull(ParameterNames.Key), fields.Caller);
        if (admission.Key is not { } key) return V1Reply.Refused(admission.Refusal!.Value);
        if (limits.Submitting(key) is { } blocked) return V1Reply.Refused(blocked);
        if (V1Orders.Read(fields, out var order) is { } flaw) return V1Reply.Refused(flaw);
        var (called, unwanted) = await callbacks.Attach(key.Customer, order!, CallbackForm.IdAndCode);
        if (unwanted is { } why) return V1Reply.Refused(why);
        var (id, refused) = await orders.Place(key, called, fields);
        return refused is { } reason ? V1Reply.Refused(reason) : V1Reply.Accepted(id);
    }
}
