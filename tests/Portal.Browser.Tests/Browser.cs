using Microsoft.Playwright;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>One Chromium for all tests of this assembly: the machine's own, so that nothing is downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>From the variable CHROMIUM, else where Debian has it; null: there is none.</summary>
    private static string? Executable
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";
            return File.Exists(path) ? path : null;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Executable is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        });
    }

    /// <inheritdoc cref="Open(Uri, int, int, bool)"/>
    public Task<Visit> Open(Uri site, Device device) => Open(site, device.Size().Width, device.Size().Height, device == Device.Phone);

    /// <summary>A fresh browser of one person, on a page that fails the test when its script throws or breaks the content security policy.</summary>
    public async Task<Visit> Open(Uri site, int width = 1280, int height = 800, bool phone = false)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium: set CHROMIUM to one.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            IsMobile = phone,
            HasTouch = phone,
            DeviceScaleFactor = phone ? 2 : 1,
        });
        // Only a failure takes so long; a machine that builds something else meanwhile must not be one.
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        return new Visit(context, await context.NewPageAsync(), phone ? Device.Phone : Device.Desktop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
