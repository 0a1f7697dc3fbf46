using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// Over HTTPS the names of cookies begin with <c>__Host-</c>: a browser then takes them from this host only, over HTTPS only, and from no neighbour's sub-domain. Over HTTP,
/// as in a demonstration on one's own machine, browsers refuse such names.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), options);

    // The prefix demands the path of the whole host: a portal below another path goes without.
    private static string Name(HttpContext context, string key) => context.Request is { IsHttps: true, PathBase.HasValue: false } ? Prefix + key : key;
}
