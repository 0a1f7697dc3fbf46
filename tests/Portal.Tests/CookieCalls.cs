using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The worker API as the portal's own pages use it: with the browser's cookie.</summary>
public sealed class CookieCalls
{
    [Fact]
    public async Task A_cookie_and_the_pages_token_are_enough_to_work()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        var token = PlainBrowser.CsrfToken((await browser.Get("/work")).Html);

        using var next = await Post(browser, "next", new { }, token);
        var assignment = await next.Content.ReadFromJsonAsync<JsonElement>();
        using var image = await browser.Http.GetAsync(assignment.GetProperty("imageUrl").GetString());
        using var answer = await Post(browser, $"assignments/{id}-1/answer", new { answer = captcha.Answer }, token);

        Assert.Equal(captcha.Png, await image.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(captcha.Answer, (await host.Read(id)).Answer);
    }

    [Theory]
    [InlineData("next")]
    [InlineData("pause")]
    [InlineData("assignments/1-1/answer")]
    [InlineData("assignments/1-1/skip")]
    public async Task Another_site_that_makes_the_browser_call_is_refused(string call)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();

        foreach (var token in new[] { null, "nonsense", "" })
        {
            using var response = await Post(browser, call, new { }, token);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("bad_csrf_token", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_token_in_a_form_does_not_count()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        var token = PlainBrowser.CsrfToken((await browser.Get("/work")).Html);

        var (response, _) = await browser.Post("/worker/v1/pause", ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Reading_needs_the_cookie_alone_and_a_stranger_gets_no_redirect()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/worker/v1/me")).Response.StatusCode);
        await browser.Register();

        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/worker/v1/me")).Response.StatusCode);
    }

    [Fact]
    public async Task An_operators_cookie_is_no_workers()
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("olga@example.org", PlainBrowser.Password, PersonRole.Operator);
        using var browser = new PlainBrowser(host);
        await browser.Submit("/signin", ("Email", "olga@example.org"), ("Password", PlainBrowser.Password));

        var (response, html) = await browser.Get("/worker/v1/me");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("not_a_worker", html, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Post(PlainBrowser browser, string call, object body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/worker/v1/{call}") { Content = JsonContent.Create(body) };
        if (token is not null) request.Headers.Add("X-CSRF-TOKEN", token);
        return await browser.Http.SendAsync(request);
    }
}
