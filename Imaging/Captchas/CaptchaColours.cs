using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Raster;

namespace CaptchaGrains.Imaging.Captchas;

/// <summary>
/// The colours of one image: a light background in a few shades that pass softly into each other, two dark inks for the text, a paler one for the noise.
/// </summary>
internal sealed class CaptchaColours
{
    public const int TextInks = 2;
    public const int NoiseInk = TextInks;

    /// <summary>Of the text to the darkest shade of the background; WCAG 2 asks 4.5 for text.</summary>
    public const double TextContrast = 5;

    /// <summary>At most, of the noise to the lightest shade: it stays well behind the text.</summary>
    public const double NoiseContrast = 2.2;

    private const int Inks = TextInks + 1;
    private const int Shades = 4;
    private const int PerShade = 1 + Inks * InkLayers.CoverSteps;

    private readonly Rgb[] _palette;
    private readonly double _slopeX;
    private readonly double _slopeY;
    private readonly double _phase;

    private CaptchaColours(Rgb[] palette, double slopeX, double slopeY, double phase) =>
        (_palette, _slopeX, _slopeY, _phase) = (palette, slopeX, slopeY, phase);

    public ReadOnlySpan<Rgb> Palette => _palette;

    public static CaptchaColours Make(Random random)
    {
        var hue = random.NextDouble() * 360;
        var light = Rgb.FromHsv(hue, 0.02 + random.NextDouble() * 0.05, 0.99);
        var dark = Rgb.FromHsv((hue + random.NextDouble() * 60) % 360, 0.08 + random.NextDouble() * 0.08, 0.91);
        Span<Rgb> inks =
        [
            Ink(random.NextDouble() * 360, dark),
            Ink(random.NextDouble() * 360, dark),
            Pale(random.NextDouble() * 360, light),
        ];
        var palette = new Rgb[Shades * PerShade];
        for (var shade = 0; shade < Shades; shade++)
        {
            var ground = light.Mix(dark, (double)shade / (Shades - 1));
            palette[shade * PerShade] = ground;
            for (var ink = 0; ink < Inks; ink++)
                for (var cover = 1; cover <= InkLayers.CoverSteps; cover++)
                    palette[Index(shade, ink, cover)] = ground.Mix(inks[ink], (double)cover / InkLayers.CoverSteps);
        }
        return new CaptchaColours(palette, 1.5 + random.NextDouble() * 3, random.NextDouble() * 2 - 1, random.NextDouble() * Math.Tau);
    }

    /// <summary>Every pixel as an index into <see cref="Palette"/>.</summary>
    public byte[] Paint(InkLayers layers)
    {
        var pixels = new byte[layers.Width * layers.Height];
        // sin(column + row) by the addition theorem, so that no sine is computed for each single pixel.
        var columns = new (double Sin, double Cos)[layers.Width];
        for (var x = 0; x < layers.Width; x++) columns[x] = Math.SinCos(_slopeX * x / layers.Width);
        for (var y = 0; y < layers.Height; y++)
        {
            var (rowSin, rowCos) = Math.SinCos(_slopeY * y / layers.Height + _phase);
            for (var x = 0; x < layers.Width; x++)
            {
                var at = y * layers.Width + x;
                var (ink, cover) = layers.At(at);
                var tone = columns[x].Sin * rowCos + columns[x].Cos * rowSin;
                var shade = Math.Clamp((int)((tone + 1) / 2 * Shades), 0, Shades - 1);
                pixels[at] = (byte)(cover == 0 ? shade * PerShade : Index(shade, ink, cover));
            }
        }
        return pixels;
    }

    private static int Index(int shade, int ink, int cover) => shade * PerShade + 1 + ink * InkLayers.CoverSteps + cover - 1;

    private static Rgb Ink(double hue, Rgb ground)
    {
        var value = 0.7;
        while (true)
        {
            var ink = Rgb.FromHsv(hue, 0.85, value);
            if (ink.ContrastTo(ground) >= TextContrast) return ink;
            value -= 0.05; // black at the latest, which has enough
        }
    }

    private static Rgb Pale(double hue, Rgb ground)
    {
        var pale = Rgb.FromHsv(hue, 0.45, 0.6);
        while (pale.ContrastTo(ground) > NoiseContrast) pale = pale.Mix(ground, 0.1);
        return pale;
    }
}
