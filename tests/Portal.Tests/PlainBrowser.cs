using System.Net;
using System.Text.RegularExpressions;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A browser without scripts and pictures: it keeps cookies and sends forms, and follows no redirect.</summary>
internal sealed partial class PlainBrowser : IDisposable
{
    public const string Password = "four grains of wheat";

    public PlainBrowser(PortalHost host)
    {
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = host.Address };
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The language that it asks for, from now on.</summary>
    public void Speak(string language) => Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);

    public async Task<(HttpResponseMessage Response, string Html)> Get(string path)
    {
        var response = await Http.GetAsync(path);
        return (response, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>Opens the page, fills its form and sends it.</summary>
    public async Task<(HttpResponseMessage Response, string Html)> Submit(string page, params (string Name, string Value)[] fields)
    {
        var (_, html) = await Get(page);
        return await Post(page, [.. fields, ("__RequestVerificationToken", Token(html))]);
    }

    /// <summary>Opens a page and sends a form of it to another address.</summary>
    public async Task<(HttpResponseMessage Response, string Html)> Submit(string page, string target, params (string Name, string Value)[] fields)
    {
        var (_, html) = await Get(page);
        return await Post(target, [.. fields, ("__RequestVerificationToken", Token(html))]);
    }

    public async Task<(HttpResponseMessage Response, string Html)> Post(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var response = await Http.PostAsync(path, form);
        return (response, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    public Task<(HttpResponseMessage Response, string Html)> Register(string email = "ada@example.org") =>
        Submit("/register", ("Email", email), ("Password", Password));

    public static string Token(string html) => FormToken().Match(html).Groups[1].Value;

    public static string CsrfToken(string html) => CsrfAttribute().Match(html).Groups[1].Value;

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("data-csrf=\"([^\"]+)\"")]
    private static partial Regex CsrfAttribute();
}
