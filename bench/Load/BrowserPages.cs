using System.Globalization;
using Microsoft.Playwright;

namespace CaptchaGrains.Load;

/// <summary>Workers whose work pages are open in a real browser. A page says when the image of a captcha is drawn; then the answer goes through its form.</summary>
internal sealed class BrowserPages(Measures measures, IPlaywright? playwright, IBrowser? browser) : IAsyncDisposable
{
    /// <summary>
    /// A decoded image is placed into the page together with the assignment's id; the first frame after that shows it, and a task of its own runs
    /// when that frame is done. The way from there to this process is counted too.
    /// </summary>
    private const string Watch = """
        addEventListener('DOMContentLoaded', () => {
          const main = document.querySelector('main.work');
          if (!main) return;
          let last = '';
          const look = () => {
            const id = main.dataset.assignment;
            if (main.dataset.state !== 'solving' || !id || id === last || !document.querySelector('#well img')) return;
            last = id;
            requestAnimationFrame(() => setTimeout(async () => {
              document.getElementById('answer').value = await drawn(id);
              document.getElementById('answer-form').requestSubmit();
            }));
          };
          new MutationObserver(look).observe(main, { attributes: true });
          look();
        });
        """;

    /// <summary>Signs in the last workers, whom nobody else signs in, and opens their pages, which work by themselves until this is disposed.</summary>
    /// <exception cref="PlaywrightException">There is no browser, or a worker could not sign in.</exception>
    public static async Task<BrowserPages> Open(LoadSettings settings, Measures measures, int count)
    {
        if (count == 0) return new BrowserPages(measures, null, null);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        });
        var pages = new BrowserPages(measures, playwright, browser);
        for (var i = 0; i < count; i++)
            await pages.SignIn(browser, settings, string.Format(CultureInfo.InvariantCulture, settings.EmailPattern, settings.Workers - i));
        return pages;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private async Task SignIn(IBrowser into, LoadSettings settings, string email)
    {
        var context = await into.NewContextAsync(new BrowserNewContextOptions { BaseURL = $"http://{settings.Portal}" });
        var page = await context.NewPageAsync();
        await page.ExposeFunctionAsync<string, string>("drawn", Drawn);
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync("/signin");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", settings.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/work");
    }

    private string Drawn(string assignment)
    {
        var captcha = long.Parse(assignment.AsSpan(0, assignment.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
        var trace = measures.TraceOf(captcha);
        if (trace.Shown(onPage: true) is { } shown) measures.Add(measures.Drawn, shown);
        trace.Answers();
        return string.Create(CultureInfo.InvariantCulture, $"n{captcha}");
    }
}
