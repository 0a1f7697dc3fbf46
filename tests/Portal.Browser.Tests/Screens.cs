using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>
/// Every page at the size of a phone and of a desktop, in the light and in the dark: nothing may stick out. With CAPTCHAGRAINS_SCREENS=1 the
/// pictures are written to docs/screens.
/// </summary>
public sealed class Screens(Browser browser)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CAPTCHAGRAINS_SCREENS") == "1" ? FindFolder() : null;

    /// <summary>The first thing that is wider than the screen, or than the part of the page that it belongs to.</summary>
    private const string WhatSticksOut = """
        () => {
          const name = (e) => `${e.tagName}.${e.className}#${e.id}`;
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) return 'the page';
          for (const e of document.querySelectorAll('body *:not(.visually-hidden, .skip-link, svg *, pre *)')) {
            const box = e.getBoundingClientRect();
            const parent = e.parentElement.getBoundingClientRect();
            if (box.width === 0) continue;
            if (e.parentElement.closest('.table-scroll, .chart details')) continue; // wide figures scroll in their own box
            const head = e.closest('thead');
            if (head && getComputedStyle(head).position === 'absolute') continue; // for those who listen: on a phone each cell says its column
            if (box.right > width + 1 || box.left < -1) return `${name(e)} and the screen`;
            if (getComputedStyle(e).position === 'fixed') continue; // a dialog lies over the page, not in the cell of its button
            if (box.right > parent.right + 1 && !e.closest('.menu-items') && getComputedStyle(e.parentElement).display !== 'inline') return `${name(e)} and ${name(e.parentElement)}`;
          }
          return '';
        }
        """;

    [Theory]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    [InlineData("phone", 390, 844, ColorScheme.Dark)]
    [InlineData("small-phone", 320, 568, ColorScheme.Light)]
    [InlineData("desktop", 1280, 800, ColorScheme.Light)]
    [InlineData("desktop", 1280, 800, ColorScheme.Dark)]
    public async Task Every_page_fits_its_screen(string device, int width, int height, ColorScheme scheme)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, width, height, scheme, phone: width < 500);
        var page = visit.Page;
        var suffix = $"{device}-{scheme.ToString().ToLowerInvariant()}";

        await page.GotoAsync("/");
        await Shoot(page, $"landing-{suffix}");
        await page.GotoAsync("/signin");
        await Shoot(page, $"signin-{suffix}");
        await page.GotoAsync("/register");
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "short");
        await page.ClickAsync("form.form button[type=submit]");
        await Shoot(page, $"register-{suffix}");

        await visit.Register("ada@example.org");
        await visit.SeesState("waiting");
        await Shoot(page, $"work-waiting-{suffix}");
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
        await Shoot(page, $"work-{suffix}");
        await page.ClickAsync("#reasons summary");
        await Shoot(page, $"work-menu-{suffix}");
        await page.ClickAsync("#pause");
        await visit.SeesState("resting");
        await Shoot(page, $"work-paused-{suffix}");
        await AssertLongAmountsFit(page);
        await page.GotoAsync("/dashboard");
        await Shoot(page, $"dashboard-{suffix}");
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
    private static async Task AssertLongAmountsFit(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
              for (const [id, text] of [['rate', '$0.000233333'], ['rate-thousand', '$0.233333 per 1000'], ['balance', '$1,234.56'], ['earned', '$1.234567891']])
                document.getElementById(id).textContent = text;
            }
            """);
        var clash = await page.EvaluateAsync<string>(WhatSticksOut);
        Assert.True(clash == "", $"Long amounts: {clash} do not fit.");
    }

    internal static async Task Shoot(IPage page, string name, bool fullPage = true)
    {
        await Fits(page, name);
        if (Folder is not null && !name.Contains("small", StringComparison.Ordinal))
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, FullPage = fullPage });
    }

    internal static async Task Fits(IPage page, string name)
    {
        var clash = await page.EvaluateAsync<string>(WhatSticksOut);
        Assert.True(clash == "", $"{name}: {clash} do not fit.");
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return Path.Combine(folder.FullName, "docs", "screens");
        throw new DirectoryNotFoundException("There is no CaptchaGrains.sln above the tests.");
    }
}
