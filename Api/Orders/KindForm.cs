using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Orders;

/// <summary>How one kind is ordered.</summary>
/// <param name="V1">The <c>method</c> that names it in version 1.</param>
/// <param name="V2">The <c>type</c> in version 2.</param>
/// <param name="Parameters">Its own, and those of <see cref="CommonParameters.All"/> that it needs; it may have the others of those too.</param>
/// <param name="Read">Null where the reader holds a refusal.</param>
internal sealed record KindForm(Kind Kind, string V1, string V2, ImmutableArray<Parameter> Parameters, Func<OrderReader, Order?> Read);

/// <summary>Every kind that can be ordered: orders are read by this table, and the documentation is made from it.</summary>
internal static class KindForms
{
    public static readonly KindForm ImageText = new(Kind.ImageText, "post", "ImageToTextTask", [.. ImageTextForm.Parameters, .. ConfidentForm.Parameters], ImageTextForm.Read);
    public static readonly KindForm Text = new(Kind.Text, "textcaptcha", "TextCaptchaTask", [.. TextForm.Parameters, .. ConfidentForm.Parameters], TextForm.Read);
    public static readonly KindForm Grid = new(Kind.Grid, "post", "GridTask", [.. ClickForm.GridParameters, .. ConfidentForm.Parameters], ClickForm.ReadGrid);
    public static readonly KindForm Coordinates = new(Kind.Coordinates, "post", "CoordinatesTask", [.. ClickForm.PointParameters, .. ConfidentForm.Parameters], ClickForm.ReadPoints);
    public static readonly KindForm Rotate = new(Kind.Rotate, "rotatecaptcha", "RotateTask", [.. RotateForm.Parameters, .. ConfidentForm.Parameters], RotateForm.Read);
    public static readonly KindForm Audio = new(Kind.Audio, "audio", "AudioTask", [.. AudioForm.Parameters, .. ConfidentForm.Parameters], AudioForm.Read);
    public static readonly KindForm RecaptchaV2 = new(Kind.RecaptchaV2, "userrecaptcha", "RecaptchaV2TaskProxyless", [.. TokenForm.V2Parameters], TokenForm.ReadV2);
    public static readonly KindForm RecaptchaV3 = new(Kind.RecaptchaV3, "userrecaptcha", "RecaptchaV3TaskProxyless", [.. TokenForm.V3Parameters], TokenForm.ReadV3);
    public static readonly KindForm KeyCaptcha = new(Kind.KeyCaptcha, "keycaptcha", "KeyCaptchaTaskProxyless", [.. TokenForm.KeyParameters], TokenForm.ReadKeyCaptcha);
    public static readonly KindForm FunCaptcha = new(Kind.FunCaptcha, "funcaptcha", "FunCaptchaTaskProxyless", [.. TokenForm.FunParameters], TokenForm.ReadFunCaptcha);

    public static ImmutableArray<KindForm> All { get; } =
    [
        ImageText, Text, Grid, Coordinates, Rotate, Audio, RecaptchaV2,
        RecaptchaV2 with { V2 = "RecaptchaV2EnterpriseTaskProxyless", Read = TokenForm.ReadV2Enterprise },
        RecaptchaV3,
        RecaptchaV3 with { V2 = "RecaptchaV3EnterpriseTaskProxyless", Read = TokenForm.ReadV3Enterprise },
        KeyCaptcha, FunCaptcha,
    ];
}
