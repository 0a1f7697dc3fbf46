using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api;
using CaptchaGrains.Storage.Memory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Every page of the documentation on every screen: nothing sticks out, and it is read without a mouse.</summary>
public sealed class DocsScreens(Browser browser)
{
    /// <summary>Which pages are kept as pictures, and on which screen.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["/docs desktop-light"] = "docs-quick-start-desktop-light",
        ["/docs/recaptcha-v3 desktop-dark"] = "docs-recaptcha-v3-desktop-dark",
        ["/docs/image-text phone-light"] = "docs-image-text-phone-light",
        ["/docs/errors phone-dark"] = "docs-errors-phone-dark",
    };

    [Theory]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    [InlineData("phone", 390, 844, ColorScheme.Dark)]
    [InlineData("small-phone", 320, 568, ColorScheme.Light)]
    [InlineData("tablet", 832, 1000, ColorScheme.Light)]
    [InlineData("laptop", 1088, 800, ColorScheme.Light)]
    [InlineData("desktop", 1280, 800, ColorScheme.Light)]
    [InlineData("desktop", 1280, 800, ColorScheme.Dark)]
    public async Task Every_page_fits_its_screen(string device, int width, int height, ColorScheme scheme)
    {
        await using var host = await Serve();
        await using var visit = await browser.Open(new Uri(host.Urls.Single()), width, height, scheme, phone: width < 500);
        await visit.Page.GotoAsync("/docs");
        var paths = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.docs-side a')].map(a => new URL(a.href).pathname)");
        Assert.True(paths.Length > 15);
        foreach (var path in paths)
        {
            await visit.Page.GotoAsync(path);
            var screen = $"{device}-{scheme.ToString().ToLowerInvariant()}";
            await Screens.Fits(visit.Page, $"{path} {screen}");
            if (Kept.TryGetValue($"{path} {screen}", out var name)) await Screens.Shoot(visit.Page, name, fullPage: false);
        }
    }

    [Fact]
    public async Task The_keyboard_leads_past_the_contents_to_the_code()
    {
        await using var host = await Serve();
        await using var visit = await browser.Open(new Uri(host.Urls.Single()), 1280, 800, ColorScheme.Light, phone: false);
        await visit.Page.GotoAsync("/docs");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await visit.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        var seen = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            seen.Add(await visit.Page.EvaluateAsync<string>("() => document.activeElement.tagName + ' ' + document.activeElement.className"));
        }
        Assert.Contains("A anchor", seen);
        Assert.Contains("BUTTON copy", seen);
        Assert.Contains("PRE ", seen);
    }

    /// <summary>The documentation needs nothing of the marketplace.</summary>
    private static async Task<WebApplication> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IIdempotencyStore>(new MemoryStore());
        builder.Services.AddCustomerApi();
        var app = builder.Build();
        app.MapCustomerApi();
        await app.StartAsync();
        return app;
    }
}
