using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SameSiteMode = Microsoft.AspNetCore.Http.SameSiteMode;
using StringWithQualityHeaderValue = Microsoft.Net.Http.Headers.StringWithQualityHeaderValue;

namespace CaptchaGrains.Portal.Shell;

/// <summary>A language of the pages: the one that was chosen in the footer, else the first of the browser's that there is, else English.</summary>
/// <param name="Code">Of two letters, as in the cookie and in <c>lang</c>.</param>
/// <param name="Culture">How numbers and dates are written.</param>
/// <param name="Name">In the language itself.</param>
public sealed record Language(string Code, CultureInfo Culture, string Name)
{
    public const string Cookie = "captchagrains-language";

    /// <summary>A browser sends a handful; more are not read.</summary>
    private const int MostAccepted = 16;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    public static Language English { get; } = new("en", CultureInfo.GetCultureInfo("en-US"), "English");

    /// <summary>That of Latin America, where an amount is written as in English: $1,234.56.</summary>
    public static Language Spanish { get; } = new("es", CultureInfo.GetCultureInfo("es-419"), "Español");

    /// <summary>One line for each language; the texts are in <c>*.{Code}.resx</c>.</summary>
    public static ImmutableArray<Language> All { get; } = [English, Spanish];

    public static Language? Find(string? code) => All.FirstOrDefault(l => l.Code == code);

    /// <summary>The language of a request.</summary>
    public static Language Of(HttpRequest request) =>
        Find(request.Cookies[Cookie]) ?? request.GetTypedHeaders().AcceptLanguage.Take(MostAccepted)
            .Where(l => l.Quality != 0).OrderByDescending(l => l.Quality ?? 1).Select(l => Find(Primary(l))).FirstOrDefault(l => l is not null) ?? English;

    /// <summary>Keeps the choice in the browser.</summary>
    public void Remember(HttpContext context) => context.Response.Cookies.Append(Cookie, Code, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = Remembered,
        IsEssential = true,
    });

    private static string Primary(StringWithQualityHeaderValue accepted) => accepted.Value.ToString().Split('-')[0].ToLowerInvariant();
}
