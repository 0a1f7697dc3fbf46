using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A code beside the password: how it is set up, what it opens, and what ends with it.</summary>
public sealed partial class SecondFactors
{
    private const string Email = "mo@example.org";

    [Fact]
    public async Task A_moderators_pages_and_calls_open_with_a_code_only()
    {
        await using var host = await PortalHost.Start(secondFactor: true);
        await host.AddPerson(Email, PlainBrowser.Password, PersonRole.Moderator);
        using var browser = new PlainBrowser(host);
        using var program = WorkerClient.Stranger(host);

        await SignIn(browser);
        var (refused, _) = await browser.Get("/moderator");
        Assert.Equal("/account/secondfactor?returnUrl=%2Fmoderator", refused.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/moderator/v1/cases")).Response.StatusCode);
        Assert.Contains("second_factor_required", await Session(program, null), StringComparison.Ordinal);

        var (key, codes) = await TurnOn(browser);
        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/moderator")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/moderator/v1/cases")).Response.StatusCode);
        Assert.DoesNotContain(codes[0], (await browser.Get("/account/secondfactor")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await host.Store.FindPersonByEmail(Email.ToUpperInvariant()))!.AuthenticatorKey, StringComparison.Ordinal);

        Assert.Contains("second_factor_required", await Session(program, null), StringComparison.Ordinal);
        Assert.Contains("bad_code", await Session(program, "000000"), StringComparison.Ordinal);
        var code = Totp.Code(key, steps: 1);
        Assert.Contains("\"token\"", await Session(program, code), StringComparison.Ordinal);
        Assert.Contains("bad_code", await Session(program, code), StringComparison.Ordinal); // once only
        Assert.Contains("\"token\"", await Session(program, codes[0]), StringComparison.Ordinal);
        Assert.Contains("bad_code", await Session(program, codes[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_is_asked_for_the_code_after_the_password()
    {
        await using var host = await PortalHost.Start(secondFactor: true);
        await host.AddPerson(Email, PlainBrowser.Password, PersonRole.Operator);
        using var first = new PlainBrowser(host);
        await SignIn(first);
        var (key, codes) = await TurnOn(first);
        using var browser = new PlainBrowser(host);

        Assert.Equal("/signin", (await browser.Get("/signin/code")).Response.Headers.Location!.OriginalString);
        Assert.Equal("/signin/code", (await SignIn(browser)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/operator")).Response.StatusCode);
        Assert.Contains("The code is wrong", (await browser.Submit("/signin/code", ("Code", "000000"))).Html, StringComparison.Ordinal);
        var (welcome, _) = await browser.Submit("/signin/code", ("Code", Totp.Code(key, steps: 1)));

        Assert.Equal("/operator", welcome.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/operator")).Response.StatusCode);
        Assert.Equal(10, codes.Distinct().Count());
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account()
    {
        await using var host = await PortalHost.Start(secondFactor: true);
        await host.AddPerson(Email, PlainBrowser.Password, PersonRole.Moderator);
        using var browser = new PlainBrowser(host);
        await SignIn(browser);
        await TurnOn(browser);
        using var program = WorkerClient.Stranger(host);

        for (var i = 0; i < 4; i++)
        {
            Assert.Contains("bad_code", await Session(program, $"00000{i}"), StringComparison.Ordinal);
            Assert.Contains("second_factor_required", await Session(program, null), StringComparison.Ordinal); // the right password forgives nothing
        }
        Assert.Contains("locked_out", await Session(program, "000009"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_all_sessions_ends_programs_and_other_browsers()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, SessionCache = TimeSpan.Zero });
        using var browser = new PlainBrowser(host);
        await browser.Register();
        using var program = WorkerClient.Stranger(host);
        program.Token = (await program.Post("session", new { email = "ada@example.org", password = PlainBrowser.Password })).Text("token")!;
        Assert.Equal(HttpStatusCode.OK, (await program.Get("me")).Status);
        Assert.Contains("Sign out everywhere else", (await browser.Get("/account")).Html, StringComparison.Ordinal);

        await browser.Submit("/account", "/account?handler=Everywhere");

        (await program.Get("me")).IsProblem(401, "not_signed_in");
        var (own, html) = await browser.Get("/account");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains("All other sessions have ended.", html, StringComparison.Ordinal);
        Assert.Single(await host.Store.SessionsOf(1, DateTimeOffset.UtcNow, 10));
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await browser.Register();
        const string Next = "five grains of barley";

        var wrong = await browser.Submit("/account", "/account?handler=Password", ("current", "not the password"), ("next", Next));
        var right = await browser.Submit("/account", "/account?handler=Password", ("current", PlainBrowser.Password), ("next", Next));

        Assert.Contains("The current password is wrong.", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, right.Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/work")).Response.StatusCode);
        using var program = WorkerClient.Stranger(host);
        (await program.Post("session", new { email = "ada@example.org", password = PlainBrowser.Password })).IsProblem(401, "bad_credentials");
        Assert.Equal(HttpStatusCode.OK, (await program.Post("session", new { email = "ada@example.org", password = Next })).Status);
    }

    [Fact]
    public async Task Who_registers_as_a_customer_has_an_account_with_a_balance()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);

        var (response, _) = await browser.Submit("/register/customer", ("Email", "cus@example.org"), ("Password", PlainBrowser.Password));

        Assert.Equal("/customer", response.Headers.Location!.OriginalString);
        var person = (await host.Store.FindPersonByEmail("CUS@EXAMPLE.ORG"))!;
        Assert.Equal(RoleSet.Of(PersonRole.Customer), person.Roles);
        Assert.Contains("$0.00", (await browser.Get("/customer")).Html, StringComparison.Ordinal);
        Assert.NotNull(await host.Marketplace.Actors.Customer(person.Customer!.Value).View());
    }

    internal static async Task<HttpResponseMessage> SignIn(PlainBrowser browser) =>
        (await browser.Submit("/signin", ("Email", Email), ("Password", PlainBrowser.Password))).Response;

    private static async Task<(string Key, IReadOnlyList<string> Codes)> TurnOn(PlainBrowser browser)
    {
        var (_, html) = await browser.Get("/account/secondfactor");
        var key = Secret().Match(html).Groups[1].Value;
        Assert.Matches("^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$", key);
        Assert.Contains($"secret={key.Replace(" ", "", StringComparison.Ordinal)}", html, StringComparison.Ordinal);
        var (_, on) = await browser.Post("/account/secondfactor?handler=TurnOn", ("code", Totp.Code(key)), ("__RequestVerificationToken", PlainBrowser.Token(html)));
        return (key, [.. Recovery().Matches(on).Select(m => m.Groups[1].Value)]);
    }

    private static async Task<string> Session(WorkerClient program, string? code)
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { email = Email, password = PlainBrowser.Password, code });
        using var response = await program.Http.PostAsync("/moderator/v1/session", body);
        return await response.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("class=\"secret\">([^<]+)<")]
    private static partial Regex Secret();

    [GeneratedRegex("<li>([A-Z0-9-]{11})</li>")]
    private static partial Regex Recovery();
}
