using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Every page and call that the portal maps, with every role: one table says who may. An endpoint that is not in the table fails the test.</summary>
public sealed partial class WhoMayOpenWhat
{
    private const string Everybody = "anonymous worker customer moderator operator";
    private const string SignedIn = "worker customer moderator operator";

    private static readonly string[] Roles = Everybody.Split(' ');

    /// <summary>One line for each address, or for a folder with all that is in it: <c>/operator/*</c>. The longest that fits counts.</summary>
    private static readonly Dictionary<string, string> Table = new()
    {
        ["/"] = Everybody,
        ["/index"] = Everybody,
        ["/register"] = Everybody,
        ["/register/customer"] = Everybody,
        ["/signin"] = Everybody,
        ["/signin/code"] = Everybody,
        ["/signout"] = Everybody,
        ["/refused"] = Everybody,
        ["/prices"] = Everybody,
        ["/language"] = Everybody,
        ["/assets/*"] = Everybody,
        ["/account/*"] = SignedIn,
        ["/work"] = "worker",
        ["/dashboard"] = "worker",
        ["/training/*"] = "worker",
        ["/earnings"] = "worker",
        ["/payouts"] = "worker",
        ["/invite"] = "worker",
        ["/customer/*"] = "customer",
        ["/moderator/*"] = "moderator",
        ["/operator/*"] = "operator",
        ["/operator/prices/{kind}"] = "operator",
        ["/worker/v1/session"] = Everybody,
        ["/worker/v1/{**rest}"] = Everybody,
        ["/worker/v1/*"] = "worker",
        ["/moderator/v1/session"] = Everybody,
        ["/moderator/v1/{**rest}"] = Everybody,
        ["/moderator/v1/*"] = "moderator",
        ["/operator/v1/session"] = Everybody,
        ["/operator/v1/{**rest}"] = Everybody,
        ["/operator/v1/*"] = "operator",
        ["/owners/v1/*"] = Everybody,
        ["/docs/openapi/*"] = Everybody,
    };

    private static readonly string[] Refusals = ["not_signed_in", "not_a_worker", "not_an_operator", "not_a_moderator", "second_factor_required"];

    [Fact]
    public async Task Every_endpoint_opens_for_the_roles_of_the_table_and_for_nobody_else()
    {
        await using var host = await PortalHost.Start();
        var endpoints = Endpoints(host);
        Assert.True(endpoints.Count > 50);
        foreach (var role in Roles)
        {
            using var browser = await Browser(host, role);
            foreach (var (method, pattern) in endpoints)
            {
                var (response, text) = await Send(browser, method, pattern);
                var mayOpen = Entry(pattern).Split(' ').Contains(role);
                Assert.True(mayOpen == !IsRefused(response, text), $"{role}: {method} {pattern} gave {(int)response.StatusCode} {response.Headers.Location}.");
                Assert.True(response.Headers.Contains("Content-Security-Policy"), $"{method} {pattern} has no protecting headers.");
                Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
                Assert.True((int)response.StatusCode < 500, $"{role}: {method} {pattern} gave {(int)response.StatusCode}.");
            }
        }
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        await using var host = await PortalHost.Start();
        foreach (var role in Roles)
        {
            using var browser = await Browser(host, role);
            foreach (var (method, pattern) in Endpoints(host).Where(e => e.Method == "PAGE" && !e.Pattern.Contains('{', StringComparison.Ordinal) && Entry(e.Pattern).Split(' ').Contains(role)))
            {
                var (response, _) = await browser.Post(Path(pattern), ("code", "es"));
                Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{role}: a form to {pattern} without its token gave {(int)response.StatusCode}.");
            }
        }
    }

    [Fact]
    public void Every_line_of_the_table_is_a_role_list()
    {
        Assert.All(Table, line => Assert.All(line.Value.Split(' '), role => Assert.Contains(role, Roles)));
    }

    private static string Entry(string pattern)
    {
        if (Table.TryGetValue(pattern, out var exact)) return exact;
        var folders = Table.Keys.Where(k => k.EndsWith("/*", StringComparison.Ordinal) && (pattern + "/").StartsWith(k[..^1], StringComparison.Ordinal)).ToList();
        Assert.True(folders.Count > 0, $"{pattern} is not in the table: say who may open it.");
        return Table[folders.MaxBy(k => k.Length)!];
    }

    private static List<(string Method, string Pattern)> Endpoints(PortalHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["PAGE"]).Select(m => (m, "/" + e.RoutePattern.RawText!.TrimStart('/').ToLowerInvariant())))
            .Distinct()];

    private static Task<(HttpResponseMessage Response, string Html)> Send(PlainBrowser browser, string method, string pattern) => method is "PAGE" or "GET"
        ? browser.Get(Path(pattern))
        : Call(browser, new HttpMethod(method), Path(pattern));

    private static async Task<(HttpResponseMessage, string)> Call(PlainBrowser browser, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        var response = await browser.Http.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }

    private static bool IsRefused(HttpResponseMessage response, string text)
    {
        if (response.StatusCode == HttpStatusCode.Redirect)
            return response.Headers.Location is { IsAbsoluteUri: true, AbsolutePath: "/signin" or "/refused" };
        return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && Refusals.Any(r => text.Contains($"\"{r}\"", StringComparison.Ordinal));
    }

    /// <summary>An address of the pattern: the first of the words that a parameter may be, else a number.</summary>
    private static string Path(string pattern) => Parameter().Replace(pattern, static p => Word().Match(p.Value) is { Success: true } word ? word.Groups[1].Value : "1");

    private static async Task<PlainBrowser> Browser(PortalHost host, string role)
    {
        var browser = new PlainBrowser(host);
        if (role == "anonymous") return browser;
        await host.AddPerson($"{role}@example.org", PlainBrowser.Password, Enum.Parse<PersonRole>(role, ignoreCase: true));
        await browser.Submit("/signin", ("Email", $"{role}@example.org"), ("Password", PlainBrowser.Password));
        return browser;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@":regex\(\^\(?([a-z]+)")]
    private static partial Regex Word();
}
