using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Tests;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Questions, and what the worker does not want.</summary>
public sealed class QuestionsOnTheWorkPage(Browser browser)
{
    private const string Email = "ada@example.org";

    private const string LongQuestion =
        "If yesterday was the day before Wednesday, which day of the week comes after tomorrow? Write its name in English, and in lower-case letters!";

    [Theory]
    [InlineData("phone", 390, 844)]
    [InlineData("small-phone", 320, 568)]
    [InlineData("desktop", 1280, 800)]
    public async Task A_question_stands_large_where_the_image_would_be(string device, int width, int height)
    {
        await using var host = await PortalHost.Start();
        var id = await host.Submit(new CaptchaRequest(Kind.Text) { Instruction = LongQuestion, Language = "en" }, CaptchaImages.None);
        await using var visit = await browser.Open(host.Address, width, height, phone: width < 500);
        await host.AddWorker(Email, Visit.Password, Kind.Text);
        await visit.SignIn(Email);

        await Expect(visit.Main).ToHaveAttributeAsync("data-assignment", new System.Text.RegularExpressions.Regex($"^{id}-"));
        await Expect(visit.Page.Locator("#instruction")).ToHaveTextAsync(LongQuestion);
        await Expect(visit.Page.Locator("#instruction")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Page.Locator("#well")).ToBeHiddenAsync();
        await Expect(visit.Answer).ToBeFocusedAsync();
        await Expect(visit.Answer).ToBeInViewportAsync(new() { Ratio = 1 });
        await Screens.Fits(visit.Page, $"a long question on a {device}");

        await visit.Page.Keyboard.TypeAsync("friday");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesState("waiting");
        Assert.Equal("friday", (await host.Read(id)).Answer);
    }

    [Fact]
    public async Task What_another_program_took_and_he_does_not_want_here_is_given_back()
    {
        await using var host = await PortalHost.Start();
        var grid = await host.Submit(
            new CaptchaRequest(Kind.Grid) { Grid = new GridShape(3, 3, false, null, null), Clicks = new ClickRange(1, 0) }, CaptchaImages.None);
        await using var visit = await browser.Open(host.Address);
        var worker = await host.AddWorker(Email, Visit.Password, Kind.Grid, Kind.ImageText);
        Assert.Equal(grid, (await host.Marketplace.WorkerDesk.Next(worker, [Kind.Grid], TimeSpan.Zero, CancellationToken.None)).Assignment?.Id.Captcha);
        await visit.Page.AddInitScriptAsync($"localStorage.setItem('captchagrains-kinds-off-{worker}', '[\"Grid\"]')");
        var (image, _) = await host.Submit();

        await visit.SignIn(Email);

        await visit.Sees(image);
        await host.Settle();
        Assert.Null((await host.Store.FindCaptcha(grid))!.Solution);
    }
}
