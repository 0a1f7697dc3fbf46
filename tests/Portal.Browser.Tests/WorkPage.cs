using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>What a worker does on the work page, by keyboard and by pointer.</summary>
public sealed class WorkPage(Browser browser)
{
    [Fact]
    public async Task Enter_sends_the_answer_and_the_next_captcha_appears_without_a_reload()
    {
        await using var host = await PortalHost.Start();
        var (first, captcha) = await host.Submit();
        var (second, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(first);
        await visit.Page.EvaluateAsync("window.sameDocument = true");
        await Expect(visit.Answer).ToBeFocusedAsync();
        await Expect(visit.Page.Locator("#rate")).ToHaveTextAsync("$0.00014");
        await Expect(visit.Page.Locator("#balance")).ToHaveTextAsync("$0.00");

        await visit.Page.Keyboard.TypeAsync(captcha.Answer);
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Sees(second);
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.sameDocument === true"));
        await Expect(visit.Answer).ToBeFocusedAsync();
        await Expect(visit.Answer).ToHaveValueAsync("");
        await Expect(visit.Page.Locator("#earned")).ToHaveTextAsync("$0.00014");
        await Expect(visit.Page.Locator("#balance")).ToHaveAttributeAsync("data-amount", "0.000140000");
        await Expect(visit.Page.Locator("#solved")).ToHaveTextAsync("1 captcha");
        await Expect(visit.Page.Locator("#said")).ToContainTextAsync("You earned $0.00014.");
        Assert.Equal(captcha.Answer, (await host.Read(first)).Answer);
    }

    [Fact]
    public async Task Escape_skips_and_brings_the_next_one()
    {
        await using var host = await PortalHost.Start();
        var (first, _) = await host.Submit();
        var (second, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(first);
        await visit.Page.Keyboard.TypeAsync("half an ans");

        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.Sees(second);
        await Expect(visit.Answer).ToHaveValueAsync("");
        Assert.Equal(CaptchaViewStatus.Processing, (await host.Read(first)).Status);
    }

    [Fact]
    public async Task A_captcha_that_comes_later_appears_by_itself()
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.SeesState("waiting");

        var (id, _) = await host.Submit();

        await visit.Sees(id);
        await Expect(visit.Answer).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_malformed_answer_says_what_is_wrong_and_loses_nothing()
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit(PortalHost.Plain with { Numeric = NumericRule.DigitsOnly });
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(id);
        await Expect(visit.Page.Locator("#chips")).ToHaveTextAsync("Digits only");
        await Expect(visit.Answer).ToHaveAttributeAsync("inputmode", "numeric");

        await visit.Page.Keyboard.TypeAsync("12a4");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#flaw")).ToHaveTextAsync("Only digits are wanted here.");
        await Expect(visit.Answer).ToHaveValueAsync("12a4");

        await visit.Answer.FillAsync("1234");
        await Expect(visit.Page.Locator("#flaw")).ToHaveTextAsync("");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesState("waiting");
        Assert.Equal("1234", (await host.Read(id)).Answer);
    }

    [Fact]
    public async Task A_lost_connection_keeps_the_answer_and_goes_on_when_it_is_back()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(id);
        await visit.Context.SetOfflineAsync(true);

        await visit.Page.Keyboard.TypeAsync(captcha.Answer);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#banner")).ToContainTextAsync("Connection lost");
        await Expect(visit.Answer).ToHaveValueAsync(captcha.Answer);

        await visit.Context.SetOfflineAsync(false);
        await visit.SeesState("waiting");
        await Expect(visit.Page.Locator("#banner")).ToBeHiddenAsync();
        Assert.Equal(captcha.Answer, (await host.Read(id)).Answer);
    }

    [Fact]
    public async Task Pausing_gives_the_captcha_back_and_going_on_brings_another()
    {
        await using var host = await PortalHost.Start();
        var (first, _) = await host.Submit();
        var (second, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(first);

        await visit.Page.ClickAsync("#pause");
        await visit.SeesState("resting");
        await Expect(visit.Page.Locator("#continue")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Sees(second);
    }

    [Fact]
    public async Task An_ended_session_leads_to_sign_in_and_back()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(id);
        await visit.Context.ClearCookiesAsync();

        await visit.Page.Keyboard.TypeAsync(captcha.Answer);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesState("resting");
        await visit.Page.ClickAsync("#signin");
        await visit.Page.FillAsync("#email", "ada@example.org");
        await visit.Page.FillAsync("#password", Visit.Password);
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.WaitForURLAsync("**/work");
        await visit.Sees(id);
    }

    [Fact]
    public async Task A_reason_is_chosen_by_keyboard_alone()
    {
        await using var host = await PortalHost.Start();
        var (first, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(first);

        await visit.Page.Locator("#reasons summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Unreadable" })).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        var skipped = visit.Page.WaitForRequestAsync(r => r.Url.EndsWith("/skip", StringComparison.Ordinal));
        await visit.Page.Keyboard.PressAsync("Enter");

        Assert.Contains("\"reason\":\"unreadable\"", (await skipped).PostData);
        await visit.SeesState("waiting");
    }

    [Fact]
    public async Task The_image_and_the_box_stay_in_sight_when_a_phones_keyboard_is_open()
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit(PortalHost.Plain with { CaseSensitive = true, MinLength = 4 });
        await using var visit = await browser.Open(host.Address, 390, 430, phone: true);
        await visit.Register("ada@example.org");
        await visit.Sees(id);

        await Expect(visit.Page.Locator("#well img")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Answer).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 1 });
    }
}
