using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Portal.Tests;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The dashboard of a worker with two weeks behind him, and the prices of a week, on every screen.</summary>
public sealed class DashboardScreens(Browser browser)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_dashboard_and_the_prices_fit_their_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        await page.GotoAsync("/prices");
        await visit.Look("prices-empty");
        await visit.Register("ada@example.org");
        var worker = new WorkerId((await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"))!.Id);
        await Earn(host, worker);
        await Judge(host, worker);

        await page.GotoAsync("/dashboard");
        await Expect(page.Locator("figure[data-drawn] canvas")).ToHaveCountAsync(2);
        await visit.Shoot("dashboard");
        await page.Locator("figure.chart summary").First.ClickAsync();
        await visit.Look("dashboard-numbers");

        await Prices(host);
        await page.GotoAsync("/prices?range=7d"); // of a day is known for a minute
        await Expect(page.Locator("figure[data-drawn] canvas")).ToHaveCountAsync(3);
        await visit.Shoot("prices");
        await page.Locator("figure.chart summary").First.ClickAsync();
        await visit.Look("prices-week");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Own_terms_and_the_work_page_that_they_hold_back_fit_their_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        await visit.Register("ada@example.org");
        await visit.SeesState("waiting");
        await host.Earn(new WorkerId((await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"))!.Id), "0.5");
        await page.GotoAsync("/dashboard");
        await Save("14", "half a dollar");
        await Expect(page.Locator("#rate-error")).ToBeVisibleAsync();
        await Expect(page.Locator("#cap-error")).ToBeVisibleAsync();
        await visit.Look("dashboard with terms that are refused");

        await Save("9", "");
        await Expect(page.Locator("#terms .notice-good")).ToBeVisibleAsync();
        await page.GotoAsync("/work");
        await Expect(page.Locator("#calm-text")).ToContainTextAsync("You ask for more than is paid now.");
        await visit.Look("work on terms that nothing meets");
        await page.ClickAsync("a#terms");
        await Expect(page.Locator("#rate")).ToHaveValueAsync("9");

        await Save("", "0.5");
        await Expect(page.Locator("#terms .notice:not(.notice-good)")).ToContainTextAsync("Work goes on at");
        await visit.Look("dashboard at the daily cap");
        await page.GotoAsync("/work");
        await visit.SeesState("resting");
        await Expect(page.Locator("#calm-text")).ToContainTextAsync("You have reached your daily cap; work goes on at");
        await Expect(page.Locator("a#terms")).ToBeVisibleAsync();
        await visit.Look("work at the daily cap");

        async Task Save(string rate, string cap)
        {
            await page.FillAsync("#rate", rate);
            await page.FillAsync("#cap", cap);
            await page.ClickAsync("#terms button[type=submit]");
        }
    }

    private static async Task Earn(PortalHost host, WorkerId worker)
    {
        var noon = new DateTimeOffset(DateTime.UtcNow.Date.AddHours(-12), TimeSpan.Zero);
        for (var day = 0; day < 12; day++)
            for (var minute = 0; minute < 15 + day * 5 % 4; minute++)
                if (day % 6 != 4) await host.Earn(worker, $"0.0{2 + (day * 7 + minute) % 5}140001", noon.AddDays(-day).AddMinutes(minute));
    }

    /// <summary>Evidence comes with a step of a report: one of nobody's.</summary>
    private static async Task Judge(PortalHost host, WorkerId worker)
    {
        var captcha = new CaptchaId(2_000_000_000);
        await host.Store.AddReport(new CaptchaGrains.Actors.Ports.ReportRow(captcha, CustomerId.House, true, DateTimeOffset.UtcNow, 1));
        var (next, _) = (await host.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = new[] { (Kind.ImageText, 320, 40), (Kind.Grid, 64, 5), (Kind.Text, 45, 0), (Kind.Audio, 12, 7), (Kind.RecaptchaV3, 33, 0) }.SelectMany((of, k) =>
            Enumerable.Range(0, of.Item2).Select(n => new Evidence(worker, new CaptchaId(captcha.Value + 1000 * (k + 1) + n), EvidenceSource.Gold, of.Item1, of.Item3 == 0 || n % of.Item3 != 0, 1,
                DateTimeOffset.UtcNow.AddMinutes(-n))));
        await host.Store.Commit(new ReportCommit(next, [.. pieces], [], DateTimeOffset.UtcNow));
        await host.Marketplace.Actors.Worker(worker).Judged();
    }

    private static async Task Prices(PortalHost host)
    {
        var now = RatePoint.MinuteOf(DateTimeOffset.UtcNow);
        for (var step = 0; step < 24 * 8; step++)
            foreach (var kind in Enum.GetValues<Kind>())
            {
                var price = PriceTable.Of(kind);
                var load = Math.Max(0, Math.Sin(step / 7.0 + (int)kind) + Math.Sin(step / 31.0) / 2) / 1.5;
                await host.Store.AddRates([new(kind, now.AddMinutes(-7 * 24 * 60 + step * 53), price.MinRate + (price.MaxRate - price.MinRate).Share((long)(load * 1000), 1000))]);
            }
    }
}
