namespace CaptchaGrains.Imaging.Png;

/// <summary>A colour in sRGB, 0 … 255 each.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <param name="hue">Degrees.</param>
    /// <param name="saturation">0 … 1.</param>
    /// <param name="value">0 … 1.</param>
    public static Rgb FromHsv(double hue, double saturation, double value)
    {
        return new Rgb(Channel(5), Channel(3), Channel(1));

        byte Channel(int n)
        {
            var k = (n + hue / 60) % 6;
            return (byte)Math.Round(255 * value * (1 - saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
    }

    /// <param name="share">Of the other colour, 0 … 1.</param>
    public Rgb Mix(Rgb other, double share) => new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    /// <summary>The contrast ratio of WCAG 2: 1 (same) … 21 (black on white).</summary>
    public double ContrastTo(Rgb other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Relative luminance by WCAG 2, 0 … 1.</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static byte Mixed(byte a, byte b, double share) => (byte)Math.Round(a + (b - a) * share);
}
