using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Raster;

/// <summary>A picture of filled shapes in any colours. It is painted three times as large as it will be, so that its edges become smooth when it is taken down.</summary>
public sealed class ColourCanvas
{
    private const int Fine = 3;

    private readonly Rgb[] _pixels;
    private (int Left, int Top, int Right, int Bottom) _clip;

    public ColourCanvas(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
        _pixels = new Rgb[width * Fine * height * Fine];
        Clip(0, 0, width, height);
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>From now on only this part is painted on, in pixels.</summary>
    public void Clip(int left, int top, int right, int bottom) =>
        _clip = (Math.Max(0, left) * Fine, Math.Max(0, top) * Fine, Math.Min(Width, right) * Fine, Math.Min(Height, bottom) * Fine);

    /// <summary>Fills a polygon; where it covers itself twice it is empty.</summary>
    /// <param name="corners">In pixels.</param>
    public void Fill(ReadOnlySpan<Spot> corners, Rgb colour)
    {
        var (top, bottom) = (float.MaxValue, float.MinValue);
        foreach (var corner in corners) (top, bottom) = (Math.Min(top, corner.Y), Math.Max(bottom, corner.Y));
        Span<float> crossings = stackalloc float[64]; // no shape of ours is so jagged
        for (var row = Math.Max(_clip.Top, (int)(top * Fine)); row < Math.Min(_clip.Bottom, (int)(bottom * Fine) + 1); row++)
        {
            var count = Crossings(corners, (row + 0.5f) / Fine, crossings);
            for (var i = 0; i + 1 < count; i += 2)
            {
                var from = Math.Max(_clip.Left, (int)MathF.Ceiling(crossings[i] * Fine - 0.5f));
                var to = Math.Min(_clip.Right - 1, (int)MathF.Floor(crossings[i + 1] * Fine - 0.5f));
                for (var x = from; x <= to; x++) _pixels[row * Width * Fine + x] = colour;
            }
        }
    }

    /// <summary>The picture as PNG, in the 256 colours that come nearest.</summary>
    public byte[] ToPng()
    {
        var colours = new Rgb[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) colours[y * Width + x] = Mean(x, y);
        var (palette, pixels) = Palettes.Reduce(colours);
        return PngFile.WriteIndexed(Width, Height, pixels, palette);
    }

    private static int Crossings(ReadOnlySpan<Spot> corners, float y, Span<float> crossings)
    {
        var count = 0;
        var a = corners[^1];
        foreach (var b in corners)
        {
            if (a.Y <= y != b.Y <= y && count < crossings.Length) crossings[count++] = a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X);
            a = b;
        }
        crossings[..count].Sort();
        return count;
    }

    private Rgb Mean(int x, int y)
    {
        var (red, green, blue) = (0, 0, 0);
        for (var v = 0; v < Fine; v++)
        {
            for (var u = 0; u < Fine; u++)
            {
                var (r, g, b) = _pixels[(y * Fine + v) * Width * Fine + x * Fine + u];
                (red, green, blue) = (red + r, green + g, blue + b);
            }
        }
        const int Parts = Fine * Fine;
        return new Rgb((byte)(red / Parts), (byte)(green / Parts), (byte)(blue / Parts));
    }
}
