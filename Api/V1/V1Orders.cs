using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using P = CaptchaGrains.Api.Orders.ImageParameters;

namespace CaptchaGrains.Api.V1;

/// <summary>Tells the kinds of version 1 apart: by the method, and where that says nothing by what is there.</summary>
internal static class V1Orders
{
    /// <summary>Any of these with a value makes an image a grid: half of the clients send no other sign. Clients that want points always say so.</summary>
    private static readonly Parameter[] SignsOfGrids = [P.IsGrid, P.Rows, P.Columns, P.PreviousId, P.CanNoAnswer, P.ImageType, P.Canvas, P.MinClicks, P.MaxClicks];

    public static Refusal? Read(Fields fields, out Order? order)
    {
        var reader = new OrderReader(fields, ApiVersion.V1);
        order = null;
        if (!fields.TryText(ParameterNames.Method, out var method)) return Refusal.BadParameter(ParameterNames.Method.Documented);
        if (reader.IsSet(CommonParameters.Proxy)) return new Refusal(ErrorCode.ProxyNotSupported, CommonParameters.Proxy.V1!.Documented);
        if (FormOf(reader, method?.ToLowerInvariant()) is not { } form) return new Refusal(ErrorCode.TaskNotSupported, ParameterNames.Method.Documented);
        order = form.Read(reader);
        return reader.Refusal;
    }

    private static KindForm? FormOf(OrderReader reader, string? method) => method switch
    {
        null or "post" or "base64" => FormOfImage(reader),
        "textcaptcha" => KindForms.Text,
        "rotatecaptcha" => KindForms.Rotate,
        "audio" => KindForms.Audio,
        "userrecaptcha" => FormOfRecaptcha(reader),
        "keycaptcha" => KindForms.KeyCaptcha,
        "funcaptcha" => KindForms.FunCaptcha,
        _ => null,
    };

    private static KindForm FormOfImage(OrderReader reader)
    {
        if (reader.IsSet(P.IsCoordinates)) return KindForms.Coordinates;
        if (reader.Find(P.Question) is not null && reader.FindImage() is null) return KindForms.Text;
        return SignsOfGrids.Any(reader.IsSet) ? KindForms.Grid : KindForms.ImageText;
    }

    private static KindForm? FormOfRecaptcha(OrderReader reader) =>
        reader.Fields.TextOrNull(TokenParameters.Version.V1!)?.ToLowerInvariant() switch
        {
            null or "v2" or "2" => KindForms.RecaptchaV2,
            "v3" or "3" => KindForms.RecaptchaV3,
            _ => null,
        };
}
