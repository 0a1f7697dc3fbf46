using System.Net;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Tests.Customers;

public sealed class KeyPages
{
    [Fact]
    public async Task A_key_is_made_shown_once_and_works()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        Assert.Contains("You have no key yet.", await shop.Open("/customer/keys"), StringComparison.Ordinal);

        var html = await shop.Send("/customer/keys", "/customer/keys?handler=Make", ("Form.Name", " shop "), ("Form.Cap", "2.50"), ("Form.MaxRate", "0.001"),
            ("Form.Addresses", "203.0.113.7\n2001:db8::/32"), ("Form.Kinds", "ImageText"), ("Form.Kinds", "Grid"));
        var key = Shopper.Secret(html);
        Assert.True(ApiKey.IsWellFormed(key));
        var row = (await host.Store.FindApiKey(ApiKey.Hash(key)))!;
        Assert.Equal((shop.Id, "shop", Money.Parse("2.50"), Money.Parse("0.001")), (row.Customer, row.Rules.Name, row.Rules.DailyCap, row.Rules.MaxRate));
        Assert.Equal(["203.0.113.7/32", "2001:db8::/32"], row.Rules.AllowedAddresses);
        Assert.Equal([Kind.ImageText, Kind.Grid], row.Rules.AllowedKinds);

        html = await shop.Open("/customer/keys");
        Assert.DoesNotContain(key, html, StringComparison.Ordinal);
        Assert.Contains("$2.50 a day", html, StringComparison.Ordinal);
        Assert.Contains("2 addresses", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("till\u0007", "", "", "", "A key has a name")]
    [InlineData("shop", "lots", "", "", "not an amount in dollars")]
    [InlineData("shop", "0", "", "", "not an amount in dollars")]
    [InlineData("shop", "", "-1", "", "not an amount in dollars")]
    [InlineData("shop", "", "", "here and there", "neither an address nor a range")]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays(string name, string cap, string rate, string addresses, string message)
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var html = await shop.Send("/customer/keys", "/customer/keys?handler=Make", ("Form.Name", name), ("Form.Cap", cap), ("Form.MaxRate", rate), ("Form.Addresses", addresses));
        Assert.Contains(message, html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", html, StringComparison.Ordinal);
        Assert.Contains(addresses, html, StringComparison.Ordinal);
        Assert.Empty(await host.Store.KeysOf(shop.Id));
    }

    [Fact]
    public async Task A_key_is_changed_and_keeps_what_an_operator_gave_it()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var id = await Make(host, shop);
        var row = Assert.Single(await host.Store.KeysOf(shop.Id));
        await host.Store.SetKeyRules(shop.Id, row.Id, row.Rules with { BurstPerThreeSeconds = 0 });

        var html = await shop.Send($"/customer/keys/{id}", $"/customer/keys/{id}?handler=Save", ("Form.Name", "till"), ("Form.Cap", "7"));

        Assert.Contains("The key is changed.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"till\"", html, StringComparison.Ordinal);
        var rules = Assert.Single(await host.Store.KeysOf(shop.Id)).Rules;
        Assert.Equal(("till", Money.FromDollars(7), true), (rules.Name, rules.DailyCap, rules.IsTrusted));
    }

    [Fact]
    public async Task A_key_is_replaced_and_the_old_one_lives_on_for_a_time()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var id = await Make(host, shop);
        var html = await shop.Send($"/customer/keys/{id}", $"/customer/keys/{id}?handler=Rotate", ("Grace", "24"));
        var key = Shopper.Secret(html);
        Assert.Equal("shop", (await host.Store.FindApiKey(ApiKey.Hash(key)))!.Rules.Name);
        var keys = await host.Store.KeysOf(shop.Id);
        Assert.Equal(2, keys.Count(k => k.WorksAt(DateTimeOffset.UtcNow)));
        Assert.Equal(1, keys.Count(k => k.WorksAt(DateTimeOffset.UtcNow.AddHours(25))));
        Assert.Contains("The old key works until", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_over()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        var id = await Make(host, shop);
        var html = await shop.Send($"/customer/keys/{id}", $"/customer/keys/{id}?handler=Revoke");
        Assert.Contains("The key is revoked.", html, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(await host.Store.KeysOf(shop.Id)).RevokedAt);
        Assert.Contains("works no more", await shop.Open($"/customer/keys/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reaches_the_key_of_another_customer()
    {
        await using var host = await PortalHost.Start();
        using var shop = await Shopper.Register(host);
        using var thief = await Shopper.Register(host, "thief@example.org");
        var id = await Make(host, shop);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Browser.Get($"/customer/keys/{id}")).Response.StatusCode);
        foreach (var handler in (string[])["Save", "Rotate", "Revoke"])
        {
            var (response, _) = await thief.Browser.Submit("/customer/keys", $"/customer/keys/{id}?handler={handler}", ("Form.Name", "mine"), ("Grace", "0"));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        var row = Assert.Single(await host.Store.KeysOf(shop.Id));
        Assert.Equal(("shop", null, null), (row.Rules.Name, row.RevokedAt, row.ExpiresAt));
        Assert.DoesNotContain("shop", (await thief.Browser.Get("/customer/keys")).Html.Split("<main")[1].Split("<h2")[0], StringComparison.Ordinal);
    }

    private static async Task<long> Make(PortalHost host, Shopper shop)
    {
        await shop.Send("/customer/keys", "/customer/keys?handler=Make", ("Form.Name", "shop"));
        return Assert.Single(await host.Store.KeysOf(shop.Id)).Id.Value;
    }
}
