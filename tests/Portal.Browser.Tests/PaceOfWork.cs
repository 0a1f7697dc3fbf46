using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>What a worker decides: which kinds, when a break, why he skips; and what he is told while there is nothing to do.</summary>
public sealed class PaceOfWork(Browser browser)
{
    private const string Email = "ada@example.org";

    [Fact]
    public async Task After_long_work_a_break_is_suggested_once_and_can_be_waved_away()
    {
        await using var host = await PortalHost.Start(options: new PortalOptions { SignInsPerMinute = 0, BreakAfter = TimeSpan.FromSeconds(30) });
        await using var visit = await browser.Open(host.Address);
        await visit.Page.Clock.InstallAsync();
        await visit.Register(Email);
        await Solve(host, visit);
        await Expect(visit.Page.Locator("#break")).ToBeHiddenAsync();

        await visit.Page.Clock.FastForwardAsync(40_000);
        await Solve(host, visit);
        await Expect(visit.Page.Locator("#break")).ToContainTextAsync("without a break");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Solve(host, visit);
        await Expect(visit.Page.Locator("#break")).ToBeHiddenAsync();

        await visit.Page.Clock.FastForwardAsync(40_000);
        await Solve(host, visit);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause now" }).ClickAsync();
        await visit.SeesState("resting");
        await Expect(visit.Page.Locator("#break")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Kinds_that_are_switched_off_do_not_come_also_after_a_reload_and_he_is_told_what_waits_there()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        await visit.Register(Email);
        await visit.SeesState("waiting");
        await visit.Page.ClickAsync("#kinds summary");
        var questions = visit.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Questions") });
        await Expect(visit.Page.Locator("#kind-list")).ToContainTextAsync("$0.0002");
        await Expect(visit.Page.Locator("#kinds-on")).ToHaveTextAsync("10 of 10 kinds");
        await questions.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await Expect(visit.Page.Locator("#kinds-on")).ToHaveTextAsync("9 of 10 kinds");
        await visit.Page.ReloadAsync();
        await visit.SeesState("waiting");

        await host.Submit(new CaptchaRequest(Kind.Text) { Instruction = "2 + 2?" }, CaptchaImages.None);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("#calm-text")).ToContainTextAsync("1 wait in kinds that you have switched off: Questions.");
        var (image, _) = await host.Submit();
        await visit.Sees(image);
    }

    [Fact]
    public async Task The_last_kind_stays_on()
    {
        await using var host = await PortalHost.Start();
        await host.AddWorker(Email, Visit.Password, Kind.Text);
        await using var visit = await browser.Open(host.Address);
        await visit.SignIn(Email);
        await visit.Page.ClickAsync("#kinds summary");
        await visit.Page.GetByRole(AriaRole.Checkbox).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("One kind has to stay on.");
        await Expect(visit.Page.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Who_waits_is_told_why()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        await visit.Register(Email);
        await visit.SeesState("waiting");
        await Expect(visit.Page.Locator("#calm-text")).ToContainTextAsync("No captcha of your kinds has come in during the last minute.");
    }

    [Fact]
    public async Task A_reason_is_chosen_by_two_keys_and_a_pause_by_one()
    {
        await using var host = await PortalHost.Start();
        var (first, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register(Email);
        await visit.Sees(first);
        await visit.Page.Keyboard.PressAsync("F2");
        var skipped = visit.Page.WaitForRequestAsync(r => r.Url.EndsWith("/skip", StringComparison.Ordinal));
        await visit.Page.Keyboard.PressAsync("3");
        Assert.Contains("\"reason\":\"too_hard\"", (await skipped).PostData);
        await visit.SeesState("waiting");
        var (second, _) = await host.Submit();
        await visit.Sees(second);

        await visit.Page.Keyboard.PressAsync("F4");

        await visit.SeesState("resting");
        await Expect(visit.Page.Locator("#continue")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_was_earned_today_is_there_again_after_a_reload()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        await visit.Register(Email);
        await Expect(visit.Page.Locator("#today")).ToHaveTextAsync("$0.00");
        await Solve(host, visit);
        await Expect(visit.Page.Locator("#today")).ToHaveTextAsync("$0.00014");

        await visit.Page.ReloadAsync();

        await Expect(visit.Page.Locator("#today")).ToHaveTextAsync("$0.00014");
        await Expect(visit.Page.Locator("#earned")).ToHaveTextAsync("$0.00");
    }

    private static async Task Solve(PortalHost host, Visit visit)
    {
        var (id, captcha) = await host.Submit();
        await visit.Sees(id);
        await visit.Answer.FillAsync(captcha.Answer);
        await visit.Answer.PressAsync("Enter");
        await visit.SeesState("waiting");
    }
}
