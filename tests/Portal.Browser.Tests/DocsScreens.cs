using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Every page of the documentation on every screen: nothing sticks out, and it is read without a mouse.</summary>
public sealed class DocsScreens(Browser browser)
{
    /// <summary>Which pages are kept as pictures.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["/docs"] = "docs-quick-start",
        ["/docs/recaptcha-v3"] = "docs-recaptcha-v3",
        ["/docs/image-text"] = "docs-image-text",
        ["/docs/errors"] = "docs-errors",
    };

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_page_fits_its_screen(Device device)
    {
        await using var host = await Serve();
        await using var visit = await browser.Open(new Uri(host.Urls.Single()), device);
        await visit.Page.GotoAsync("/docs");
        var paths = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.docs-side a')].map(a => new URL(a.href).pathname)");
        Assert.True(paths.Length > 15);
        foreach (var path in paths)
        {
            await visit.Page.GotoAsync(path);
            if (Kept.TryGetValue(path, out var name)) await visit.Shoot(name, fullPage: false);
            else await visit.Look(path);
            if (device == Device.Phone) continue;
            foreach (var width in (int[])[832, 1088]) // where the contents move, and move again
            {
                await visit.Page.SetViewportSizeAsync(width, device.Size().Height);
                await Screens.Fits(visit.Page, $"{path} at {width}");
            }
            await visit.Page.SetViewportSizeAsync(device.Size().Width, device.Size().Height);
        }
    }

    [Fact]
    public async Task The_keyboard_leads_past_the_contents_to_the_code()
    {
        await using var host = await Serve();
        await using var visit = await browser.Open(new Uri(host.Urls.Single()), Device.Desktop);
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

    /// <summary>Of the marketplace the documentation needs the prices alone.</summary>
    private static async Task<WebApplication> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var store = new MemoryStore();
        builder.Services.AddSingleton<IIdempotencyStore>(store);
        builder.Services.AddSingleton(new LocalMarketplace(store, store, new StoredActorStates(store), TimeProvider.System).Actors);
        builder.Services.AddCustomerApi();
        var app = builder.Build();
        app.MapCustomerApi();
        await app.StartAsync();
        return app;
    }
}
