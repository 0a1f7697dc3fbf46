using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Tests.Customers;

/// <summary>A customer's callbacks, domains and overview.</summary>
public sealed class SitePages
{
    [Fact]
    public async Task Hosts_are_named_and_taken_back_and_the_secret_is_replaced()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        Assert.Contains("named no host yet", await shop.Open("/customer/callbacks"), StringComparison.Ordinal);
        var html = await shop.Send("/customer/callbacks", "/customer/callbacks?handler=Add", ("Host", "https://Hooks.Example.com/in?x=1"));
        Assert.Contains("may be called from now on", html, StringComparison.Ordinal);
        Assert.Contains("hooks.example.com", html, StringComparison.Ordinal);
        var profile = (await host.Store.FindCallbackProfile(shop.Id))!;
        Assert.Contains(profile.Secret, html, StringComparison.Ordinal);
        html = await shop.Send("/customer/callbacks", "/customer/callbacks?handler=Secret");
        Assert.DoesNotContain(profile.Secret, html, StringComparison.Ordinal);
        Assert.Contains("The old secret signs too", html, StringComparison.Ordinal);
        await shop.Send("/customer/callbacks", "/customer/callbacks?handler=Remove", ("Host", "hooks.example.com"));
        Assert.Empty((await host.Store.FindCallbackProfile(shop.Id))!.Hosts);
    }

    [Theory]
    [InlineData("", "There is no host in it.")]
    [InlineData("not a host", "There is no host in it.")]
    [InlineData("127.0.0.1", "cannot be called from here")]
    public async Task A_host_that_cannot_be_called_is_refused(string address, string message)
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        Assert.Contains(message, await shop.Send("/customer/callbacks", "/customer/callbacks?handler=Add", ("Host", address)), StringComparison.Ordinal);
        Assert.Null(await host.Store.FindCallbackProfile(shop.Id));
    }

    [Fact]
    public async Task The_log_has_callbacks_that_can_be_sent_again_and_nobody_elses()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        using var thief = await Shopper.Register(host, "thief@example.org");
        var id = await shop.Solved(request: PortalHost.Plain with { CallbackUrl = "https://hooks.example.com/in" });
        var now = DateTimeOffset.UtcNow;
        var due = Assert.Single(await host.Store.TakeCallbacks(now.AddMinutes(1), now.AddMinutes(2), 10));
        await host.Store.FinishCallback(due, new CallbackAttempt(now, TimeSpan.FromMilliseconds(80), 500, "Internal Server Error"), CallbackStatus.GivenUp, null);
        var html = await shop.Open("/customer/callbacks");
        Assert.Contains("https://hooks.example.com/in", html, StringComparison.Ordinal);
        Assert.Contains("Given up", html, StringComparison.Ordinal);
        Assert.Contains("500", await shop.Open($"/customer/captchas/{id}"), StringComparison.Ordinal);

        Assert.DoesNotContain("hooks.example.com", await thief.Open("/customer/callbacks"), StringComparison.Ordinal);
        Assert.Contains("no callback of this captcha", await thief.Send("/customer/callbacks", "/customer/callbacks?handler=Replay", ("captcha", $"{id}")), StringComparison.Ordinal);
        Assert.Equal(CallbackStatus.GivenUp, (await host.Store.FindCallback(shop.Id, id))!.Status);

        Assert.Contains("sent again in a moment", await shop.Send("/customer/callbacks", "/customer/callbacks?handler=Replay", ("captcha", $"{id}")), StringComparison.Ordinal);
        Assert.Equal(CallbackStatus.Pending, (await host.Store.FindCallback(shop.Id, id))!.Status);
    }

    [Fact]
    public async Task A_site_is_declared_confirmed_and_withdrawn()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        using var other = await Shopper.Register(host, "other@example.org");
        var html = await shop.Send("/customer/domains", "/customer/domains?handler=Declare", ("Domain", "https://Shop.Example.com/cart"), ("Ground", "Contract"), ("Note", "contract 17"));
        Assert.Contains("shop.example.com", html, StringComparison.Ordinal);
        Assert.Contains("Waits for an operator", html, StringComparison.Ordinal);
        Assert.Contains("contract 17", html, StringComparison.Ordinal);
        Assert.DoesNotContain("contract 17", await other.Open("/customer/domains"), StringComparison.Ordinal);

        Assert.True(DomainName.TryParse("shop.example.com", out var domain));
        var desk = host.Services.GetRequiredService<DomainDesk>();
        await desk.Decide(Act.New("operator:7"), shop.Id, domain, DeclarationState.Confirmed, "seen the contract", DateTimeOffset.UtcNow.AddDays(30));
        html = await shop.Open("/customer/domains");
        Assert.Contains("Confirmed until", html, StringComparison.Ordinal);
        Assert.Contains("seen the contract", html, StringComparison.Ordinal);

        // Another customer's declaration is not his to withdraw.
        Assert.Contains("no such declaration", await other.Send("/customer/domains", "/customer/domains?handler=Withdraw", ("Domain", "shop.example.com")), StringComparison.Ordinal);
        Assert.Contains("Confirmed until", await shop.Open("/customer/domains"), StringComparison.Ordinal);
        Assert.Contains("It is withdrawn.", await shop.Send("/customer/domains", "/customer/domains?handler=Withdraw", ("Domain", "shop.example.com")), StringComparison.Ordinal);
        Assert.Contains("Withdrawn", await shop.Open("/customer/domains"), StringComparison.Ordinal);
        Assert.Equal(["authorisation.declared", "authorisation.confirmed", "authorisation.withdrawn"], (await host.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act));
    }

    [Theory]
    [InlineData("", "OwnSite", "There is no host in it.")]
    [InlineData("example.com", "", "Choose why")]
    [InlineData("example.com", "99", "Choose why")]
    [InlineData("irs.gov", "OwnSite", "served for nobody")]
    public async Task A_declaration_that_cannot_be_made_is_refused_beside_its_field(string domain, string ground, string message)
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var html = await shop.Send("/customer/domains", "/customer/domains?handler=Declare", ("Domain", domain), ("Ground", ground), ("Note", "note"));
        Assert.Contains(message, html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Empty((await host.Marketplace.Actors.Customer(shop.Id).View()).Profile!.Declarations);
    }

    [Fact]
    public async Task The_overview_has_money_captchas_keys_prices_and_where_to_send()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var html = await shop.Open("/customer");
        Assert.Contains("$10.00", html, StringComparison.Ordinal);
        Assert.Contains("$0.21", html, StringComparison.Ordinal); // a thousand images with text
        Assert.Contains("reCAPTCHA V3", html, StringComparison.Ordinal);
        Assert.Contains($"{host.Address.ToString().TrimEnd('/')}/in.php", html, StringComparison.Ordinal);
        await shop.Solved();
        await shop.Submit();
        await shop.Count();
        html = await shop.Open("/customer");
        Assert.Contains("1 solved, 1 open, 0 unsolvable", html, StringComparison.Ordinal);
        Assert.Contains("<figure class=\"chart\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_the_role_and_no_customer_is_told_so_on_every_page()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, ApiAddress = "https://api.example.com/" });
        using var shop = await Shopper.Register(host);
        Assert.Contains("https://api.example.com/in.php", await shop.Open("/customer"), StringComparison.Ordinal);
        var person = (await host.Store.FindPersonByEmail("SHOP@EXAMPLE.ORG"))!;
        await host.Store.UpdatePerson(person with { Customer = null });
        foreach (var page in (string[])["keys", "captchas", "captchas/1", "spending", "balance", "callbacks", "domains", "keys/1", "balance/pay/1"])
            Assert.Equal("/customer", (await shop.Browser.Get($"/customer/{page}")).Response.Headers.Location!.ToString());
        Assert.DoesNotContain("$10.00", await shop.Open("/customer"), StringComparison.Ordinal);
    }
}
