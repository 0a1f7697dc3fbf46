using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Earnings, payouts and invitations on every screen, and with the keyboard alone.</summary>
public sealed class MoneyPages(Browser browser)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_page_about_money_fits_its_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        await visit.Register("ada@example.org");
        await page.GotoAsync("/earnings");
        await visit.Look("earnings-new");
        await page.GotoAsync("/payouts");
        await visit.Look("payouts-new");
        await page.GotoAsync("/invite");
        await visit.Look("invite-new");

        var worker = await WorkerOf(host, "ADA@EXAMPLE.ORG");
        var link = await page.InputValueAsync("#link");
        await Invite(host, link, "bob@example.org", "1.234567891");
        await Invite(host, link, "cy@example.org", "0.08");
        for (var day = 13; day >= 0; day--)
            for (var n = 0; n < day % 5; n++) await host.Earn(worker, $"{1 + (day * 7 + n * 3) % 4}.{day:00}0140001", DateTimeOffset.UtcNow.AddDays(-day));
        await host.SettleReferrals();
        await page.GotoAsync("/earnings");
        await page.ClickAsync(".exactly summary");
        await Expect(page.Locator("figure.chart[data-drawn] canvas")).ToBeVisibleAsync();
        await visit.Shoot("earnings");
        await page.ClickAsync("figure.chart summary");
        await visit.Look("earnings-numbers");
        await page.GotoAsync("/invite");
        await visit.Shoot("invite");

        foreach (var (amount, n) in new[] { ("2.50", 0), ("4", 1), ("3.99", 2), ("1", 3) }) await Ask(page, amount, n == 0);
        var payouts = await host.Store.PayoutsOf(worker, null, 10);
        var desk = host.Payouts;
        await desk.Sent(500, payouts[3].Id, "SEPA 2026-11-21 / 0017");
        await desk.Sent(500, payouts[2].Id, "SEPA 2026-11-21 / 0018");
        await desk.Returned(500, payouts[2].Id, "The bank says that there is no such account.");
        await page.GotoAsync("/payouts");
        await visit.Shoot("payouts");
        await page.ClickAsync(".pay-change summary");
        await page.FillAsync("#destination", "GB33BUKB20201555555556");
        await page.ClickAsync(".pay-change button");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.SelectOptionAsync("#method", "paypal");
        await page.FillAsync("#destination", "ada@example.org");
        await page.ClickAsync(".pay-change button");
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await visit.Shoot("payouts-locked");
    }

    [Fact]
    public async Task A_payout_is_asked_for_and_cancelled_with_the_keyboard_alone()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        var page = visit.Page;
        await visit.Register("ada@example.org");
        var worker = await WorkerOf(host, "ADA@EXAMPLE.ORG");
        await host.Earn(worker, "12.34");
        await page.GotoAsync("/payouts");
        await TabTo(page, "amount");
        await page.Keyboard.TypeAsync("10");
        await TabTo(page, "destination");
        await page.Keyboard.TypeAsync("GB33BUKB20201555555555");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        for (var n = 0; n < 40 && await page.EvaluateAsync<string?>("() => document.activeElement.closest('.pay-list')?.className") is null; n++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/payouts?done=cancelled");
        Assert.Equal(PayoutStatus.Cancelled, Assert.Single(await host.Store.PayoutsOf(worker, null, 10)).Status);
    }

    [Fact]
    public async Task The_link_is_copied_by_its_button_and_the_page_says_so()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Register("ada@example.org");
        await visit.Page.GotoAsync("/invite");
        await visit.Page.ClickAsync("#copy");
        await Expect(visit.Page.Locator("#copied")).Not.ToHaveTextAsync("");
        Assert.Equal(await visit.Page.InputValueAsync("#link"), await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    private static async Task Ask(IPage page, string amount, bool isFirst)
    {
        await page.GotoAsync("/payouts");
        await page.FillAsync("#amount", amount);
        if (isFirst) await page.FillAsync("#destination", "GB33 BUKB 2020 1555 5555 55");
        await page.ClickAsync("main form button[type=submit].button-large");
        await page.WaitForURLAsync("**/payouts?done=asked");
    }

    private static async Task TabTo(IPage page, string id)
    {
        for (var n = 0; n < 40 && await page.EvaluateAsync<string>("() => document.activeElement.id") != id; n++) await page.Keyboard.PressAsync("Tab");
        Assert.Equal(id, await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    private async Task Invite(PortalHost host, string link, string email, string earned)
    {
        await using var visit = await browser.Open(host.Address);
        await visit.Page.GotoAsync(new Uri(link).PathAndQuery);
        await visit.Page.FillAsync("#email", email);
        await visit.Page.FillAsync("#password", Visit.Password);
        await visit.Page.ClickAsync("form.form button[type=submit]");
        await visit.Page.WaitForURLAsync("**/work", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        await host.Earn(await WorkerOf(host, email.ToUpperInvariant()), earned);
    }

    private static async Task<WorkerId> WorkerOf(PortalHost host, string email) => new((await host.Store.FindPersonByEmail(email))!.Id);
}
