using Microsoft.Playwright;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>What a person has on the desk, or in the hand.</summary>
public enum Device
{
    /// <summary>1280 by 800, with a mouse.</summary>
    Desktop,

    /// <summary>390 by 844 at two pixels a point, touched; and it is looked at once more at 320 by 568, the narrowest that WCAG's reflow asks for.</summary>
    Phone,
}

/// <summary>
/// How a page looks in the light and in the dark: nothing sticks out, and axe-core has no serious finding. With CAPTCHAGRAINS_SCREENS=1 pictures
/// of it are written to docs/screens.
/// </summary>
internal static class Screens
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CAPTCHAGRAINS_SCREENS") == "1" ? FindFolder() : null;

    private static readonly string Axe = Resource("axe.min.js");

    /// <summary>The first thing that is wider than the screen, or than the part of the page that it belongs to. Charts are drawn again in the frame after a change.</summary>
    private const string WhatSticksOut = """
        async () => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
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

    private const string WhatAxeFinds = """
        async (rules) => {
          const { violations } = await axe.run(document, { runOnly: rules });
          return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
            .map((v) => `${v.id} (${v.impact}): ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`).join('; ');
        }
        """;

    private static readonly string[] EveryRule = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    public static (int Width, int Height) Size(this Device device) => device == Device.Phone ? (390, 844) : (1280, 800);

    /// <summary>Looks at a page that is kept as a picture.</summary>
    public static Task Shoot(this Visit visit, string name, bool fullPage = true) => Look(visit, name, Folder is null ? null : fullPage);

    /// <summary>Looks at a page of which no picture is kept.</summary>
    public static Task Look(this Visit visit, string name) => Look(visit, name, null);

    private static async Task Look(Visit visit, string name, bool? pictureOfFullPage)
    {
        var (page, device) = (visit.Page, visit.Device);
        await page.EvaluateAsync(Axe); // evaluated by the browser's own tools, which the page's policy does not hold for
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light]) // and light it stays
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var screen = $"{device}-{scheme}".ToLowerInvariant();
            await Fits(page, $"{name} on {screen}");
            // All but the colours is the same in the dark.
            var findings = await page.EvaluateAsync<string>(WhatAxeFinds, scheme == ColorScheme.Light ? EveryRule : ["color-contrast"]);
            Assert.True(findings == "", $"{name} on {screen}: {findings}");
            if (pictureOfFullPage is { } full) await Write(page, device, Path.Combine(Folder!, $"{name}-{screen}.webp"), full);
        }
        if (device != Device.Phone) return;
        await page.SetViewportSizeAsync(320, 568);
        await Fits(page, $"{name} on a small phone");
        await page.SetViewportSizeAsync(device.Size().Width, device.Size().Height);
    }

    public static async Task Fits(IPage page, string what)
    {
        var clash = await page.EvaluateAsync<string>(WhatSticksOut);
        Assert.True(clash == "", $"{what}: {clash} do not fit.");
    }

    // By the browser's own protocol, for WebP: a fifth of the PNG that Playwright writes.
    private static async Task Write(IPage page, Device device, string path, bool full)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        var (width, height) = device.Size();
        var top = full ? 0 : await page.EvaluateAsync<int>("() => Math.round(scrollY)");
        if (full) height = Math.Max(height, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        var answer = await cdp.SendAsync("Page.captureScreenshot", new Dictionary<string, object>
        {
            ["format"] = "webp",
            ["quality"] = 80,
            ["captureBeyondViewport"] = full,
            ["clip"] = new { x = 0, y = top, width, height, scale = device == Device.Phone ? 0.5 : 1 },
        });
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(answer!.Value.GetProperty("data").GetString()!));
        await cdp.DetachAsync();
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return Path.Combine(folder.FullName, "docs", "screens");
        throw new DirectoryNotFoundException("There is no CaptchaGrains.sln above the tests.");
    }

    internal static string Resource(string name)
    {
        using var stream = typeof(Screens).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
