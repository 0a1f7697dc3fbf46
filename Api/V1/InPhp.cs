using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.V1;

/// <summary><c>in.php</c>: takes a captcha.</summary>
internal sealed class InPhp(KeyRing keys, OrderDesk orders, CallbackAddresses callbacks)
{
    public async Task<V1Reply> Answer(Fields fields)
    {
        var (customer, refusal) = await keys.Admit(fields.TextOrNull(ParameterNames.Key));
        if (refusal is { } stranger) return V1Reply.Refused(stranger);
        if (ReadOrder(fields, out var order) is { } flaw) return V1Reply.Refused(flaw);
        var (called, unwanted) = await callbacks.Attach(customer, order!, fields, ParameterNames.Pingback, CallbackForm.IdAndCode);
        if (unwanted is { } why) return V1Reply.Refused(why);
        var (id, refused) = await orders.Place(customer, called);
        return refused is { } reason ? V1Reply.Refused(reason) : V1Reply.Accepted(id);
    }

    private static Refusal? ReadOrder(Fields fields, out Order? order)
    {
        order = null;
        if (!fields.TryText(ParameterNames.Method, out var method)) return Refusal.BadParameter(ParameterNames.Method.Documented);
        var isBase64 = string.Equals(method, "base64", StringComparison.OrdinalIgnoreCase);
        // Several clients name no method, so what is there decides.
        if (method is not null && !isBase64 && !string.Equals(method, "post", StringComparison.OrdinalIgnoreCase)) return NotServed;
        if (V1Names.OfOtherImageKinds.Any(name => IsSet(fields, name))) return NotServed;
        var image = FindImage(fields, isBase64);
        if (image is null && fields.Find(V1Names.TextCaptcha) is not null) return NotServed;
        return ImageTextForm.Read(fields, ImageTextNames.V1, image, out order);
    }

    /// <summary>Says "not served" until its kind is; version 1 has only ERROR_BAD_PARAMETERS for it.</summary>
    private static Refusal NotServed => new(ErrorCode.TaskNotSupported);

    private static bool IsSet(Fields fields, ParameterName name) =>
        fields.Find(name) is { } field && !(Scalar.TryReadNumber(field.Value.Span, out var number) && number == 0);

    /// <summary>One client sends an empty body beside its file, another an empty file beside its body: what has bytes counts.</summary>
    private static Field? FindImage(Fields fields, bool bodyFirst)
    {
        var body = fields.Find(V1Names.Body);
        var file = fields.Find(V1Names.File);
        if ((bodyFirst ? body ?? file : file ?? body) is { } image) return image;
        // A file of no bytes is a file all the same, and is told so.
        return fields.FindEvenBlank(V1Names.File) is { Form: FieldForm.File } empty ? empty : null;
    }
}
