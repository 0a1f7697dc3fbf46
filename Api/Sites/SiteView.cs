using System.Text.Json;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Api.Sites;

/// <summary>A declaration as its customer sees it.</summary>
/// <param name="State">pending, confirmed, expired, refused, withdrawn; in the sandbox not_needed.</param>
internal sealed record SiteView(SiteDeclaration Site, string State)
{
    public const string NotNeeded = "not_needed";

    public static SiteView Of(SiteDeclaration site, DateTimeOffset now) =>
        new(site, site.State == DeclarationState.Confirmed && !site.HoldsAt(now) ? "expired" : DeclarationWords.Of(site.State));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("domain"u8, Site.Domain);
        json.WriteString("ground"u8, DeclarationWords.Of(Site.Ground));
        if (Site.Note.Length > 0) json.WriteString("note"u8, Site.Note);
        json.WriteString("state"u8, State);
        json.WriteNumber("declaredAt"u8, Site.DeclaredAt.ToUnixTimeSeconds());
        if (Site.DecidedAt is { } decided) json.WriteNumber("decidedAt"u8, decided.ToUnixTimeSeconds());
        if (Site.Reason is { Length: > 0 } reason) json.WriteString("reason"u8, reason);
        if (Site.ExpiresAt is { } expires) json.WriteNumber("expiresAt"u8, expires.ToUnixTimeSeconds());
        json.WriteEndObject();
    }
}
