using CaptchaGrains.Core.Referrals;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>The code of the link by which somebody came, for the hour in which he looks around before he registers. The link that was opened last counts.</summary>
internal static class InvitationCookie
{
    public const string Name = "captchagrains-invited";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <param name="invited">As it stands in the address; anything else than a code is not kept.</param>
    public static void Keep(HttpContext context, string? invited)
    {
        if (ReferralCode.Read(invited) is not { } code) return;
        context.Response.Cookies.Append(Name, code, Options(context, Lasts));
    }

    public static string? Read(HttpRequest request) => ReferralCode.Read(request.Cookies[Name]);

    public static void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(Name)) context.Response.Cookies.Delete(Name, Options(context, null));
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = age, IsEssential = true };
}
