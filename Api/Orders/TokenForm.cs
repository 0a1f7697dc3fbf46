using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using P = CaptchaGrains.Api.Orders.TokenParameters;

namespace CaptchaGrains.Api.Orders;

/// <summary>Captchas of other sites that are solved in a browser and end in a token.</summary>
internal static class TokenForm
{
    private const int LongestAction = 100;
    private const int LongestKey = 200;
    private const decimal UsualScore = 0.4m;

    public static readonly Parameter[] V2Parameters =
    [
        P.GoogleKey, P.Version, P.Invisible, P.Enterprise, P.DataS, P.EnterprisePayload, P.ApiDomain, P.Cookies, P.JsonCookies, P.UserAgent,
    ];

    public static readonly Parameter[] V3Parameters = [P.GoogleKey, P.Version.Required, P.Action, P.MinScore, P.Enterprise, P.ApiDomain, P.UserAgent];

    public static readonly Parameter[] KeyParameters = [P.UserId, P.SessionId, P.ServerSign, P.ServerSign2];

    public static readonly Parameter[] FunParameters = [P.PublicKey, P.ServiceUrl, P.Blob, P.UserAgent];

    public static Order? ReadV2(OrderReader reader) => ReadRecaptcha(reader, Kind.RecaptchaV2, isEnterprise: false);

    public static Order? ReadV2Enterprise(OrderReader reader) => ReadRecaptcha(reader, Kind.RecaptchaV2, isEnterprise: true);

    public static Order? ReadV3(OrderReader reader) => ReadRecaptcha(reader, Kind.RecaptchaV3, isEnterprise: false);

    public static Order? ReadV3Enterprise(OrderReader reader) => ReadRecaptcha(reader, Kind.RecaptchaV3, isEnterprise: true);

    public static Order? ReadKeyCaptcha(OrderReader reader)
    {
        var user = reader.RequiredText(P.UserId, LongestKey);
        var extras = new TokenExtras(reader);
        foreach (var parameter in KeyParameters.Skip(1)) extras.Add(parameter, isRequired: true);
        extras.Add(P.UserAgent);
        return Complete(reader, Kind.KeyCaptcha, user, extras, new TokenTask("", ""));
    }

    public static Order? ReadFunCaptcha(OrderReader reader)
    {
        var key = reader.RequiredText(P.PublicKey, LongestKey);
        var extras = new TokenExtras(reader);
        extras.Add(P.ServiceUrl);
        extras.Add(P.UserAgent);
        extras.AddBlob(P.Blob);
        return Complete(reader, Kind.FunCaptcha, key, extras, new TokenTask("", ""));
    }

    private static Order? ReadRecaptcha(OrderReader reader, Kind kind, bool isEnterprise)
    {
        var key = GoogleKeyOf(reader);
        var task = new TokenTask("", "") { Enterprise = isEnterprise | reader.Flag(P.Enterprise) };
        var extras = new TokenExtras(reader);
        extras.Add(P.ApiDomain);
        extras.Add(P.UserAgent);
        if (kind == Kind.RecaptchaV3)
        {
            task = task with { Action = reader.Text(P.Action, LongestAction) ?? "verify", MinScore = reader.Decimal(P.MinScore, 0.1m, 0.9m, UsualScore) };
        }
        else
        {
            task = task with { Invisible = reader.Flag(P.Invisible) };
            extras.Add(P.DataS);
            extras.AddPayload(P.EnterprisePayload, P.DataS);
            extras.AddCookies(P.Cookies);
            extras.AddStructure(P.JsonCookies);
        }
        return Complete(reader, kind, key, extras, task);
    }

    private static Order? Complete(OrderReader reader, Kind kind, string? key, TokenExtras extras, TokenTask task)
    {
        var page = reader.Page(isRequired: true);
        var request = reader.Begin(kind);
        if (reader.Refusal is not null || page is not { } site || key is null) return null;
        return new Order(request with
        {
            Domain = site.Host,
            Token = task with { PageUrl = site.Address, SiteKey = key, Parameters = extras.ToJson() },
        }, CaptchaImages.None);
    }

    private static string? GoogleKeyOf(OrderReader reader)
    {
        var name = P.GoogleKey.In(reader.Version)!;
        if (reader.Fields.FindEvenBlank(name) is null) reader.Refuse(ErrorCode.WrongGoogleKey, P.GoogleKey);
        else if (reader.Fields.TextOrNull(name) is { Length: >= 20 and <= 100 } key && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return key;
        else reader.Refuse(ErrorCode.GoogleKey, P.GoogleKey);
        return null;
    }
}
