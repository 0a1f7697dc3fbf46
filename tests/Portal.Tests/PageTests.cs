using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The pages as a browser gets them: who is let in, what is said, and how they are protected.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/register")]
    [InlineData("/signin")]
    public async Task Everybody_sees_the_open_pages(string path)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, html) = await browser.Get(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("<!doctype html>", html.TrimStart(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/work")]
    [InlineData("/dashboard")]
    public async Task A_stranger_is_asked_to_sign_in(string path)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Get(path);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/signin?returnUrl={Uri.EscapeDataString(path)}", response.Headers.Location!.PathAndQuery);
        AssertHeaders(response);
    }

    [Fact]
    public async Task Whoever_registers_is_signed_in_and_may_work()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Register();

        Assert.Equal("/work", response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/work")).Response.StatusCode);
        var person = await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG");
        Assert.Equal((RoleSet.Of(PersonRole.Worker), "ada@example.org"), (person!.Roles, person.Email));
        Assert.DoesNotContain(PlainBrowser.Password, person.PasswordHash, StringComparison.Ordinal);
        Assert.NotNull((await host.Marketplace.Actors.Worker(new WorkerId(person.Id)).View()).Profile);
    }

    [Fact]
    public async Task The_sign_in_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Register();

        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("captchagrains=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ada@example.org", PlainBrowser.Password, "This e-mail address is taken.")]
    [InlineData("ADA@EXAMPLE.ORG", PlainBrowser.Password, "This e-mail address is taken.")]
    [InlineData("not an address", PlainBrowser.Password, "This is not an e-mail address.")]
    [InlineData("", "", "This is not an e-mail address.")]
    [InlineData("bob@example.org", "ninechars", "The password needs at least 10 characters.")]
    [InlineData("bob@example.org", "            ", "The password needs at least 10 characters.")]
    public async Task A_registration_that_cannot_be_says_why(string email, string password, string message)
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("ada@example.org", PlainBrowser.Password);
        using var browser = new PlainBrowser(host);

        var (response, html) = await browser.Submit("/register", ("Email", email), ("Password", password));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(message, html, StringComparison.Ordinal);
        Assert.Null(await host.Store.FindPersonByEmail("BOB@EXAMPLE.ORG"));
    }

    [Theory]
    [InlineData("aaaaaaaaaa")]
    [InlineData("пароль из слов")]
    public async Task A_password_needs_length_and_nothing_else(string password)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Submit("/register", ("Email", "ada@example.org"), ("Password", password));

        Assert.Equal("/work", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Two_who_register_one_address_at_once_do_not_both_get_it()
    {
        await using var host = await PortalHost.Start();
        using var one = new PlainBrowser(host);
        using var two = new PlainBrowser(host);

        var results = await Task.WhenAll(one.Register(), two.Register());

        Assert.Single(results, r => r.Response.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(results, r => r.Html.Contains("This e-mail address is taken.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/dashboard", "/dashboard")]
    [InlineData("", "/work")]
    [InlineData("https://evil.example/", "/work")]
    [InlineData("//evil.example/", "/work")]
    [InlineData("/\\evil.example/", "/work")]
    public async Task Signing_in_leads_back_but_never_away(string returnUrl, string expected)
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("ada@example.org", PlainBrowser.Password);
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Submit("/signin", ("Email", " ada@example.org "), ("Password", PlainBrowser.Password), ("ReturnUrl", returnUrl));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Wrong_and_locked_sign_ins_say_so()
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("ada@example.org", PlainBrowser.Password);
        using var browser = new PlainBrowser(host);

        for (var i = 0; i < 4; i++)
            Assert.Contains("The e-mail address or the password is wrong.", (await SignIn("wrong password")).Html, StringComparison.Ordinal);
        Assert.Contains("The account is locked", (await SignIn("wrong password")).Html, StringComparison.Ordinal);
        Assert.Contains("The account is locked", (await SignIn(PlainBrowser.Password)).Html, StringComparison.Ordinal);

        Task<(HttpResponseMessage Response, string Html)> SignIn(string password) =>
            browser.Submit("/signin", ("Email", "ada@example.org"), ("Password", password));
    }

    [Fact]
    public async Task Too_many_sign_ins_from_one_address_are_told_to_wait()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 1 });
        using var browser = new PlainBrowser(host);

        Assert.Equal("/work", (await browser.Register()).Response.Headers.Location!.OriginalString);
        using var other = new PlainBrowser(host);
        Assert.Contains("Too many attempts at the moment.", (await other.Register("bob@example.org")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_it_and_gives_back_what_was_open()
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        var (_, html) = await browser.Get("/work");
        Assert.NotNull((await host.Marketplace.WorkerDesk.Next(new WorkerId(1), null, TimeSpan.Zero, CancellationToken.None)).Assignment);

        await browser.Post("/signout", ("__RequestVerificationToken", PlainBrowser.Token(html)));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/work")).Response.StatusCode);
        Assert.Null(await host.Marketplace.WorkerDesk.Holds(new AssignmentId(id, new WorkerId(1))));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Post("/register", ("Email", "ada@example.org"), ("Password", PlainBrowser.Password));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"));
    }

    [Fact]
    public async Task A_huge_or_broken_form_is_no_500()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var huge = await browser.Post("/register", ("Email", new string('a', PortalEndpoints.LongestBody)));
        using var broken = new StringContent("--x\r\nnonsense");
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        using var response = await browser.Http.PostAsync("/register", broken);

        Assert.InRange((int)huge.Response.StatusCode, 400, 413);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task An_operator_is_told_that_this_is_for_workers()
    {
        await using var host = await PortalHost.Start();
        await host.AddPerson("olga@example.org", PlainBrowser.Password, PersonRole.Operator);
        using var browser = new PlainBrowser(host);
        await browser.Submit("/signin", ("Email", "olga@example.org"), ("Password", PlainBrowser.Password));

        var (response, _) = await browser.Get("/work");
        var (_, html) = await browser.Get(response.Headers.Location!.PathAndQuery);

        Assert.Equal("/refused", response.Headers.Location!.AbsolutePath);
        Assert.Contains("You are signed in as olga@example.org", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_gets_a_page_that_says_so()
    {
        await using var host = await PortalHost.Start(change: services => services.AddSingleton<IPeopleStore>(new LostPeople()));
        using var browser = new PlainBrowser(host);

        var (response, html) = await browser.Register();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("Nothing was lost", html, StringComparison.Ordinal);
        AssertHeaders(response);
    }

    [Fact]
    public async Task The_dashboard_shows_what_was_earned()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        Assert.Contains("Nothing yet.", (await browser.Get("/dashboard")).Html, StringComparison.Ordinal);
        var (id, captcha) = await host.Submit();
        var worker = new WorkerId(1);
        await host.Marketplace.WorkerDesk.Next(worker, null, TimeSpan.Zero, CancellationToken.None);
        await host.Marketplace.WorkerDesk.Answer(new AssignmentId(id, worker), captcha.Answer);

        var (response, html) = await browser.Get("/dashboard");

        Assert.Contains("$0.00014 exactly", html, StringComparison.Ordinal);
        Assert.Contains($"Captcha {id} solved", html, StringComparison.Ordinal);
        Assert.Contains("$0.000140000", html, StringComparison.Ordinal);
        Assert.Contains("ada@example.org", html, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/signin")]
    [InlineData("/worker/v1/me")]
    [InlineData("/assets/portal.css")]
    public async Task Every_answer_has_the_headers_that_protect_it(string path)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        AssertHeaders((await browser.Get(path)).Response);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/register")]
    [InlineData("/signin")]
    [InlineData("/work")]
    [InlineData("/dashboard")]
    public async Task No_page_has_inline_scripts_or_styles(string path)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        if (path is "/work" or "/dashboard") await browser.Register();

        var (_, html) = await browser.Get(path);

        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" onclick=", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("portal.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task An_asset_is_kept_for_good_under_its_hash_and_asked_for_again_otherwise(string name, string contentType)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (plain, _) = await browser.Get($"/assets/{name}");
        var version = plain.Headers.ETag!.Tag.Trim('"');
        var (hashed, _) = await browser.Get($"/assets/{name}?v={version}");

        Assert.Equal(contentType, plain.Content.Headers.ContentType!.MediaType);
        Assert.True(plain.Headers.CacheControl!.NoCache);
        Assert.Equal(TimeSpan.FromDays(365), hashed.Headers.CacheControl!.MaxAge);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/assets/nonsense.js")).Response.StatusCode);
    }

    [Fact]
    public async Task Scripts_of_a_folder_name_each_other_and_are_kept_for_good_under_the_hash_of_all()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        var (_, html) = await browser.Get("/work");
        var scripts = System.Text.RegularExpressions.Regex.Matches(html, "<link rel=\"modulepreload\" href=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.True(scripts.Count > 10);
        Assert.Single(scripts.Select(s => s[..s.LastIndexOf('/')]).Distinct());
        foreach (var script in scripts)
        {
            var (kept, text) = await browser.Get(script);
            Assert.Equal("text/javascript", kept.Content.Headers.ContentType!.MediaType);
            Assert.Equal(TimeSpan.FromDays(365), kept.Headers.CacheControl!.MaxAge);
            foreach (System.Text.RegularExpressions.Match import in System.Text.RegularExpressions.Regex.Matches(text, "from '\\./([a-z]+\\.js)'"))
                Assert.Contains(script[..(script.LastIndexOf('/') + 1)] + import.Groups[1].Value, scripts);
            foreach (System.Text.RegularExpressions.Match word in System.Text.RegularExpressions.Regex.Matches(text, "\\btexts\\.([A-Z][A-Za-z0-9]+)"))
                Assert.True(html.Contains($"\"{word.Groups[1].Value}\":", StringComparison.Ordinal), $"{script} says {word.Groups[1].Value}, and there is no such text.");
        }
        var stale = scripts[0].Replace("workpage@", "workpage@0", StringComparison.Ordinal);
        Assert.True((await browser.Get(stale)).Response.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/assets/workpage/nonsense.js")).Response.StatusCode);
    }

    private static void AssertHeaders(HttpResponseMessage response)
    {
        Assert.Equal(
            "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
            response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
    }
}
