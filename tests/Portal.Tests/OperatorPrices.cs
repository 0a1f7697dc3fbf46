using System.Net;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using Microsoft.Extensions.DependencyInjection;
using static CaptchaGrains.Portal.Tests.OperatorPages;

namespace CaptchaGrains.Portal.Tests;

/// <summary>What operators do about prices, in a browser without scripts.</summary>
public sealed partial class OperatorPrices
{
    private const string Why = "Nobody came in the evening.";

    [Fact]
    public async Task Each_kind_has_a_form_and_nothing_else_has_one()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        var (_, html) = await browser.Get("/operator/prices");
        foreach (var kind in Enum.GetValues<Kind>())
        {
            var page = $"/operator/prices/{kind}".ToLowerInvariant();
            Assert.Contains($"href=\"{page}\"", html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(page)).Response.StatusCode);
        }
        foreach (var none in (string[])["1", "99", "nothing"]) Assert.Equal("/operator/prices", Location(await browser.Get($"/operator/prices/{none}")));
    }

    [Fact]
    public async Task A_price_is_reviewed_and_then_changed_once_and_everybody_is_shown_it()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        const string page = "/operator/prices/imagetext";
        Assert.Contains("name=\"Form.Least\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" required maxlength=\"12\" value=\"0.14\"", (await browser.Get(page)).Html, StringComparison.Ordinal);

        var (response, review) = await browser.Post($"{page}?handler=Review", await PriceForm(browser, page, "0.2", "0.9", "12.5"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        foreach (var figure in (string[])["$0.14", "<strong>$0.20</strong>", "$0.70", "<strong>$0.90</strong>", "50.0\u202F%", "<strong>12.5\u202F%</strong>", "$0.21", "<strong>$0.225</strong>", "<strong>$1.0125</strong>"])
            Assert.Contains(figure, review, StringComparison.Ordinal);
        Assert.Equal(PriceTable.ImageText.Terms, await Price(host, Kind.ImageText)); // nothing is done yet
        Assert.Empty(await Acts(host));

        for (var n = 0; n < 2; n++) Assert.Equal(page, Location(await browser.Post($"{page}?handler=Change", Hidden(review)))); // two clicks
        Assert.Equal(new PriceTerms(Money.Parse("0.0002"), Money.Parse("0.0009"), 125), await Price(host, Kind.ImageText));
        Assert.Equal(["price.changed"], await Acts(host));
        var details = (await host.Store.AuditRecords(0, 1))[0].Facts.Details;
        foreach (var part in (string[])["0.00014", "0.0002", "0.0007", "0.0009", "500", "125", Why]) Assert.Contains(part, details, StringComparison.Ordinal);
        Assert.Contains("This form was sent before", (await browser.Get(page)).Html, StringComparison.Ordinal);

        Assert.Contains("$0.20", (await browser.Get("/operator/prices")).Html, StringComparison.Ordinal);
        using var anybody = new PlainBrowser(host);
        Assert.Contains("$0.20 to $0.90", (await anybody.Get("/prices")).Html, StringComparison.Ordinal);
        Assert.Contains("$0.90", (await anybody.Get("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_may_not_be_is_refused_beside_its_field_and_what_was_typed_stays()
    {
        await using var host = await PortalHost.Start();
        using var browser = await Operator(host);
        foreach (var (kind, least, most, fee, field) in ((Kind, string, string, string, string)[])
        [
            (Kind.ImageText, "0.139", "0.7", "50", "least"), (Kind.ImageText, "cheap", "0.7", "50", "least"), (Kind.ImageText, "0.1405", "0.7", "50", "least"), (Kind.ImageText, "0.14", "0.13", "50", "most"),
            (Kind.ImageText, "0.14", "10.001", "50", "most"), (Kind.ImageText, "0.14", "0.7", "100.1", "fee"), (Kind.ImageText, "0.14", "0.7", "-1", "fee"), (Kind.ImageText, "0.14", "0.7", "1.25", "fee"),
            (Kind.RecaptchaV2, "1", "1.1", "50", "most"), (Kind.ImageText, "0.14", "0.7", "", "fee"), (Kind.ImageText, "", "99999999999999999999", "50", "most"),
        ])
        {
            var page = $"/operator/prices/{kind}".ToLowerInvariant();
            var (_, html) = await browser.Post($"{page}?handler=Review", await PriceForm(browser, page, least, most, fee));
            Assert.True(html.Contains($"id=\"{field}-error\"", StringComparison.Ordinal), $"{least} {most} {fee}");
            Assert.Contains($"name=\"Form.Most\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" required maxlength=\"12\" value=\"{most}\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("handler=Change", html, StringComparison.Ordinal);
            var forged = await PriceForm(browser, page, least, most, fee);
            Assert.Contains($"id=\"{field}-error\"", (await browser.Post($"{page}?handler=Change", forged)).Html, StringComparison.Ordinal);
        }
        var (_, same) = await browser.Post("/operator/prices/grid?handler=Review", await PriceForm(browser, "/operator/prices/grid", "0.5", "1.5", "50"));
        Assert.Contains("nothing would change", same, StringComparison.Ordinal);
        var (_, hasty) = await browser.Post("/operator/prices/grid?handler=Review", await PriceForm(browser, "/operator/prices/grid", "0.5", "1.5", "40", reason: "no"));
        Assert.Contains("A reason has", hasty, StringComparison.Ordinal);
        Assert.Empty(await Acts(host));
        Assert.Equal(PriceTable.ImageText.Terms, await Price(host, Kind.ImageText));
    }

    [Fact]
    public async Task Of_two_operators_who_look_at_the_same_price_the_second_one_is_told_that_it_is_another_one()
    {
        await using var host = await PortalHost.Start();
        using var one = await Operator(host, "one@example.org");
        using var other = await Operator(host, "other@example.org");
        const string page = "/operator/prices/grid";
        var (_, slow) = await one.Post($"{page}?handler=Review", await PriceForm(one, page, "0.6", "1.5", "50"));
        var (_, quick) = await other.Post($"{page}?handler=Review", await PriceForm(other, page, "0.7", "1.5", "50"));
        Assert.Equal(page, Location(await other.Post($"{page}?handler=Change", Hidden(quick))));
        var (response, late) = await one.Post($"{page}?handler=Change", Hidden(slow));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Somebody else set another price", late, StringComparison.Ordinal);
        Assert.Equal(Money.Parse("0.0007"), (await Price(host, Kind.Grid)).MinRate);
    }

    private static Task<(string, string)[]> PriceForm(PlainBrowser browser, string page, string least, string most, string fee, string reason = Why) =>
        Form(browser, page, ("Form.Least", least), ("Form.Most", most), ("Form.Fee", fee), ("Reason", reason));

    /// <summary>What the first form of a page carries without showing it.</summary>
    private static (string, string)[] Hidden(string html) =>
        [.. HiddenFields().Matches(html[html.IndexOf("handler=Change", StringComparison.Ordinal)..html.IndexOf("handler=Review", StringComparison.Ordinal)]).Select(m => (m.Groups["name"].Value, m.Groups["value"].Value))];

    private static async Task<PriceTerms> Price(PortalHost host, Kind kind) => (await host.Services.GetRequiredService<PriceDesk>().Rates()).Single(r => r.Kind == kind).Price.Terms;

    [GeneratedRegex("(?=[^>]*type=\"hidden\")<input[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenFields();
}
