using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Portal.Tests;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The way in, and the work page with an image, on every screen.</summary>
public sealed class WorkScreens(Browser browser)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_page_fits_its_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;

        await page.GotoAsync("/");
        await visit.Shoot("landing");
        await page.GotoAsync("/signin");
        await visit.Shoot("signin");
        await page.GotoAsync("/register");
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "short");
        await page.ClickAsync("form.form button[type=submit]");
        await visit.Shoot("register");

        await visit.Register("ada@example.org");
        await visit.SeesState("waiting");
        await visit.Shoot("work-waiting");
        for (var i = 0; i < 12; i++) await Solve(host, visit);
        var request = PortalHost.Plain with
        {
            CaseSensitive = true,
            MinLength = 4,
            MaxLength = 6,
            Numeric = NumericRule.DigitsAndLetters,
            Instruction = "Type the dark characters from left to right, without the spaces.",
        };
        var (id, captcha) = await host.Submit(request, new TextCaptchaStyle { CaseMatters = true });
        await visit.Sees(id);
        await page.FillAsync("#answer", captcha.Answer);
        await visit.Shoot("work");
        await page.ClickAsync("#reasons summary");
        await visit.Shoot("work-menu");
        await page.ClickAsync("#pause");
        await visit.SeesState("resting");
        await visit.Shoot("work-paused");
        await AssertLongAmountsFit(visit);
    }

    private static async Task Solve(PortalHost host, Visit visit)
    {
        var (id, captcha) = await host.Submit();
        await visit.Sees(id);
        await visit.Answer.FillAsync(captcha.Answer);
        await visit.Answer.PressAsync("Enter");
        await visit.SeesState("waiting");
    }

    // A rate that comes from a load has all nine digits, and a diligent worker's balance a few before the point.
    private static async Task AssertLongAmountsFit(Visit visit)
    {
        await visit.Page.EvaluateAsync("""
            () => {
              for (const [id, text] of [['rate', '$0.000233333'], ['rate-thousand', '$0.233333 per 1000'], ['balance', '$1,234.56'], ['earned', '$1.234567891']])
                document.getElementById(id).textContent = text;
            }
            """);
        await visit.Look("work with long amounts");
    }
}
