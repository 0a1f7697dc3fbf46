using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The pages about money in a browser without scripts.</summary>
public sealed partial class MoneyPageTests
{
    [Theory]
    [InlineData("/earnings")]
    [InlineData("/payouts")]
    [InlineData("/invite")]
    public async Task Only_workers_see_the_page(string page)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        var (response, _) = await browser.Get(page);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/signin", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        await browser.Register();
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(page)).Response.StatusCode);
    }

    [Fact]
    public async Task The_earnings_page_shows_cents_and_the_exact_amount_and_leads_through_all_entries()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        for (var n = 0; n < 30; n++) await host.Earn(worker, "0.000140001");
        var (_, html) = await browser.Get("/earnings");
        Assert.Contains(">$0.00<", html, StringComparison.Ordinal);
        Assert.Contains("Exactly $0.00420003", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.Equal(25, Entries(html));
        var older = Older().Match(html).Groups[1].Value;
        Assert.Equal(5, Entries((await browser.Get(older)).Html));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_payout_and_cancel_brings_it_back()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        await host.Earn(worker, "12.34");
        var (_, html) = await browser.Get("/payouts");
        (string, string)[] form =
        [
            ("Operation", Operation().Match(html).Groups[1].Value), ("Amount", " 10.50 "), ("Method", "iban"), ("Destination", Pay.Iban), ("__RequestVerificationToken", PlainBrowser.Token(html)),
        ];
        for (var n = 0; n < 2; n++)
        {
            var (response, _) = await browser.Post("/payouts?handler=Ask", form);
            Assert.Equal((HttpStatusCode.Redirect, "/payouts?done=asked"), (response.StatusCode, response.Headers.Location!.ToString()));
        }
        var payout = Assert.Single(await host.Store.PayoutsOf(new WorkerId(worker), null, 10));
        (_, html) = await browser.Get("/payouts?done=asked");
        Assert.Contains("role=\"status\"", html, StringComparison.Ordinal);
        Assert.Contains("$10.50", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Pay.Iban, html, StringComparison.Ordinal);
        var cancelled = await browser.Post($"/payouts?id={payout.Id}&handler=Cancel", ("__RequestVerificationToken", PlainBrowser.Token(html)));
        Assert.Equal("/payouts?done=cancelled", cancelled.Response.Headers.Location!.ToString());
        Assert.Equal(PayoutStatus.Cancelled, (await host.Store.FindPayout(payout.Id))!.Status);
        Assert.Equal(Money.Parse("12.34"), await host.Store.Balance(AccountId.Of(new WorkerId(worker))));
    }

    [Theory]
    [InlineData("0.5", Pay.Iban, "The smallest payout is")]
    [InlineData("ten", Pay.Iban, "no amount that can be paid")]
    [InlineData("20", Pay.Iban, "less than that")]
    [InlineData("5", "GB33", "Nobody can be paid there")]
    public async Task A_refusal_stands_on_the_page_and_the_form_keeps_what_was_typed(string amount, string destination, string message)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await host.Earn(await Register(host, browser), "12.34");
        var (_, html) = await browser.Get("/payouts");
        var (response, refused) = await browser.Post("/payouts?handler=Ask", ("Operation", Operation().Match(html).Groups[1].Value), ("Amount", amount), ("Method", "iban"),
            ("Destination", destination), ("__RequestVerificationToken", PlainBrowser.Token(html)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("role=\"alert\"", refused, StringComparison.Ordinal);
        Assert.Contains(message, refused, StringComparison.Ordinal);
        Assert.Contains($"value=\"{amount}\"", refused, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_moves_nothing()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        await host.Earn(worker, "12.34");
        var (response, _) = await browser.Post("/payouts?handler=Ask", ("Operation", "op"), ("Amount", "5"), ("Method", "iban"), ("Destination", Pay.Iban));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(await host.Store.PayoutsOf(new WorkerId(worker), null, 10));
    }

    [Fact]
    public async Task The_invitation_page_has_the_link_and_friends_without_names()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        await Register(host, browser);
        var (_, html) = await browser.Get("/invite");
        var link = Link().Match(html).Groups[1].Value;
        Assert.StartsWith($"{host.Address}register?invited=", link, StringComparison.Ordinal);
        using var friend = new PlainBrowser(host);
        await friend.Submit(new Uri(link).PathAndQuery, ("Email", "bob@example.org"), ("Password", PlainBrowser.Password));
        (_, html) = await browser.Get("/invite");
        Assert.Contains("Friend 1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", html, StringComparison.Ordinal);
    }

    private static async Task<long> Register(PortalHost host, PlainBrowser browser)
    {
        await browser.Register();
        return (await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"))!.Id;
    }

    /// <summary>The rows of the statement, which stands below the days.</summary>
    private static int Entries(string html) => Rows().Count(html[html.IndexOf("statement-title", StringComparison.Ordinal)..]);

    [GeneratedRegex("<tr>\\s*<td><time")]
    private static partial Regex Rows();

    [GeneratedRegex("href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex Older();

    [GeneratedRegex("name=\"Operation\" value=\"([^\"]+)\"")]
    private static partial Regex Operation();

    [GeneratedRegex("id=\"link\" type=\"text\" readonly value=\"([^\"]+)\"")]
    private static partial Regex Link();
}
