using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.Tests;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Every page that each role can open is looked at, also those of which no picture is kept.</summary>
public sealed class Accessibility(Browser browser)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task No_page_of_any_role_has_a_serious_finding(Device device)
    {
        await using var host = await PortalHost.Start();
        foreach (var role in new PersonRole?[] { null, PersonRole.Worker, PersonRole.Customer, PersonRole.Moderator, PersonRole.Operator })
        {
            await using var visit = await browser.Open(host.Address, device);
            if (role is { } known) await SignIn(host, visit, known);
            foreach (var path in Paths(host))
            {
                await visit.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
                if (new Uri(visit.Page.Url).AbsolutePath != path) continue; // not his, or nothing to see
                var name = $"{(path == "/" ? "landing" : path.Trim('/').Replace('/', '-'))}-{role?.ToString().ToLowerInvariant() ?? "anonymous"}";
                // The other pages have pictures with something on them, from the tests of their own.
                if (path.StartsWith("/account", StringComparison.Ordinal) || path == "/register/customer" || name == "refused-worker") await visit.Shoot(name);
                else await visit.Look(name);
            }
        }
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task So_does_the_page_that_asks_for_the_code_of_a_second_factor(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        await SignIn(host, visit, PersonRole.Customer);
        await visit.Page.GotoAsync("/account/secondfactor");
        var key = await visit.Page.Locator(".secret").First.InnerTextAsync();
        await visit.Page.FillAsync("#code", Totp.Code(key));
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".badge-good")).ToBeVisibleAsync();
        await visit.Context.ClearCookiesAsync();

        await SignIn(host, visit, PersonRole.Customer);

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/signin/code$"));
        await visit.Shoot("signin-code");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_parts_of_the_design_system_are_drawn_under_the_policy_of_the_pages(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var policy = (await visit.Page.GotoAsync("/"))!.Headers["content-security-policy"];
        await visit.Page.RouteAsync("**/parts", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Body = Screens.Resource("charts.html"),
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = policy },
        }));
        await visit.Page.GotoAsync("/parts");
        await Assertions.Expect(visit.Page.Locator("figure[data-drawn] canvas")).ToHaveCountAsync(2);
        await visit.Shoot("parts");

        await visit.Page.Locator(".amount").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".amount-exact")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator(".amount-exact")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_menu_of_a_phone_opens_by_keyboard_and_has_every_entry()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, Device.Phone);
        await SignIn(host, visit, PersonRole.Worker);
        await visit.Page.GotoAsync("/dashboard");

        await visit.Page.Locator(".nav-menu summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.Locator(".nav-menu-items a")).ToHaveCountAsync(Navigation.Entries.Count(e => e.Role == PersonRole.Worker) + 1);
        await Assertions.Expect(visit.Page.Locator(".nav-menu-items a[aria-current=page]")).ToHaveTextAsync("Dashboard");
        await visit.Shoot("menu", fullPage: false);
    }

    private static async Task SignIn(PortalHost host, Visit visit, PersonRole role)
    {
        var email = $"{role}@example.org".ToLowerInvariant();
        if (await host.Store.FindPersonByEmail(email.ToUpperInvariant()) is null) await host.AddPerson(email, Visit.Password, role);
        await visit.Page.GotoAsync("/signin");
        await visit.Page.FillAsync("#email", email);
        await visit.Page.FillAsync("#password", Visit.Password);
        await visit.Page.ClickAsync("form.form button[type=submit]");
        await visit.Page.WaitForURLAsync(url => !url.EndsWith("/signin", StringComparison.Ordinal), new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>Every page that the host maps, as its links lead to it; those with a part to fill have tests of their own.</summary>
    private static IEnumerable<string> Paths(PortalHost host) => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null && !e.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal))
        .Select(e => "/" + e.RoutePattern.RawText!.ToLowerInvariant())
        .Where(p => !p.EndsWith("/index", StringComparison.Ordinal) && p is not "/signout")
        .Distinct().Order(StringComparer.Ordinal);
}
