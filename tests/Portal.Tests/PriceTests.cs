using System.Collections.Immutable;
using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Portal.Prices;
using CaptchaGrains.Storage.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The public price page.</summary>
public sealed class PriceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Anybody_sees_what_each_kind_costs_and_pays_also_before_anything_is_on_record()
    {
        // The marketplace writes its rates down elsewhere.
        await using var host = await PortalHost.Start(change: services => services.AddSingleton<IRateStore>(new MemoryStore()));
        using var browser = new PlainBrowser(host);

        var (response, html) = await browser.Get("/prices");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        foreach (var kind in new[] { Kind.ImageText, Kind.RecaptchaV2, Kind.FunCaptcha })
            Assert.Contains($"${PriceTable.Of(kind).MinRate.Times(1000).ToDisplayString()}", html, StringComparison.Ordinal);
        Assert.Contains(">$0.21<", html, StringComparison.Ordinal); // with the house's share
        Assert.Contains(">fixed<", html, StringComparison.Ordinal);
        Assert.Contains("Nothing is on record yet", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/prices\"", (await browser.Get("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_is_a_chart_of_a_day_or_a_week()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        var now = RatePoint.MinuteOf(DateTimeOffset.UtcNow);
        await host.Store.AddRates([new(Kind.ImageText, now.AddDays(-6), Money.Parse("0.000333")), new(Kind.ImageText, now.AddHours(-8), Money.Parse("0.000222"))]);

        var (_, day) = await browser.Get("/prices?range=24h");
        Assert.Contains("data-value=\"0.222000000\">$0.222<", day, StringComparison.Ordinal);
        Assert.DoesNotContain("$0.333<", day, StringComparison.Ordinal);
        var (_, week) = await browser.Get("/prices?range=7d");
        Assert.Contains("data-value=\"0.333000000\">$0.333<", week, StringComparison.Ordinal);
        Assert.Contains("data-value=\"0.222000000\">$0.222<", week, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/prices?range=x%00")).Response.StatusCode);
    }

    [Fact]
    public void A_rate_holds_until_another_one_is_set()
    {
        Assert.Empty(PriceStep.Fill([], Noon, Step));
        ImmutableArray<RatePoint> points = [At(Kind.Text, 5, 200), At(Kind.Grid, 65, 500), At(Kind.Text, 70, 210)];
        var steps = PriceStep.Fill(points, Noon.AddMinutes(100), Step);
        Assert.Equal([30, 60, 90, 100], steps.Select(s => (int)(s.At - Noon).TotalMinutes));
        Assert.Equal([200, 200, 210, 210], steps.Select(s => s.Rates[Kind.Text].Nanos));
        Assert.Equal([false, false, true, true], steps.Select(s => s.Rates.ContainsKey(Kind.Grid)));
    }

    private static RatePoint At(Kind kind, int minute, long nanos) => new(kind, Noon.AddMinutes(minute), new Money(nanos));
}
