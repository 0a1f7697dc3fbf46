using System.Globalization;
using System.Text.RegularExpressions;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The colours of the design system against WCAG 2.2, level AA, in the light and in the dark.</summary>
public sealed partial class StylesheetTests
{
    private const double ForText = 4.5;
    private const double ForBorders = 3;

    [Fact]
    public async Task Every_text_and_every_border_of_a_control_can_be_seen()
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        var (_, css) = await browser.Get("/assets/portal.css");
        var themes = Root().Matches(css).Select(m => Token().Matches(m.Groups[1].Value).ToDictionary(t => t.Groups[1].Value, t => t.Groups[2].Value)).ToList();
        Assert.Equal(2, themes.Count);

        foreach (var colours in themes)
        {
            foreach (var text in new[] { "ink", "muted", "accent", "grain", "alert" })
                foreach (var ground in new[] { "paper", "surface", "sunken", "note-surface", "alert-surface" })
                    AssertContrast(colours, text, ground, ForText);
            AssertContrast(colours, "on-accent", "accent", ForText);
            AssertContrast(colours, "on-accent", "accent-strong", ForText);
            foreach (var border in new[] { "line-strong", "accent" })
                foreach (var ground in new[] { "paper", "surface" })
                    AssertContrast(colours, border, ground, ForBorders);
        }
    }

    private static void AssertContrast(Dictionary<string, string> colours, string fore, string back, double least)
    {
        var (a, b) = (Luminance(colours[fore]), Luminance(colours[back]));
        var contrast = (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
        Assert.True(contrast >= least, $"{fore} {colours[fore]} on {back} {colours[back]}: {contrast:0.00} is below {least}.");
    }

    private static double Luminance(string hex)
    {
        return 0.2126 * Part(0) + 0.7152 * Part(2) + 0.0722 * Part(4);

        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }

    [GeneratedRegex(@":root \{(.*?)\}", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6});")]
    private static partial Regex Token();
}
