using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Raster;

/// <summary>
/// A picture of strokes in several inks. Each pixel remembers one ink, the one that covers it most, and how much of it is covered: that is enough for smooth
/// edges, and leaves so few different pixels that a small palette holds them all.
/// </summary>
public sealed class InkLayers
{
    private readonly byte[] _ink;
    private readonly byte[] _cover;

    /// <summary>Steps between uncovered and wholly covered. Seven look smooth and compress well.</summary>
    public const int CoverSteps = 7;

    public InkLayers(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
        _ink = new byte[width * height];
        _cover = new byte[width * height];
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <param name="pixel">Row by row from the top left.</param>
    /// <returns>The ink, and 0 … <see cref="CoverSteps"/>.</returns>
    public (int Ink, int Cover) At(int pixel) => (_ink[pixel], _cover[pixel]);

    /// <summary>Draws a line with round ends; parts outside of the picture are cut off.</summary>
    /// <param name="radius">Half of the line's thickness, in pixels.</param>
    public void Line(int ink, Spot from, Spot to, float radius)
    {
        var reach = radius + 0.5f; // beyond it nothing is covered
        var left = Math.Max(0, (int)MathF.Floor(Math.Min(from.X, to.X) - reach));
        var right = Math.Min(Width - 1, (int)MathF.Ceiling(Math.Max(from.X, to.X) + reach));
        var top = Math.Max(0, (int)MathF.Floor(Math.Min(from.Y, to.Y) - reach));
        var bottom = Math.Min(Height - 1, (int)MathF.Ceiling(Math.Max(from.Y, to.Y) + reach));
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var squared = dx * dx + dy * dy;
        var scale = squared > 0 ? 1 / squared : 0;
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                // The distance from the pixel's middle to the nearest point of the line decides how much of the pixel is covered.
                var (px, py) = (x + 0.5f - from.X, y + 0.5f - from.Y);
                var t = Math.Clamp((px * dx + py * dy) * scale, 0, 1);
                var (qx, qy) = (px - t * dx, py - t * dy);
                var distance = qx * qx + qy * qy;
                if (distance >= reach * reach) continue;
                var cover = (int)(Math.Min(reach - MathF.Sqrt(distance), 1) * CoverSteps + 0.5f);
                var at = y * Width + x;
                if (cover == 0 || cover < _cover[at]) continue; // of two that cover it alike, the later one is seen
                _cover[at] = (byte)cover;
                _ink[at] = (byte)ink;
            }
        }
    }

    public void Polyline(int ink, ReadOnlySpan<Spot> spots, float radius)
    {
        for (var i = 1; i < spots.Length; i++) Line(ink, spots[i - 1], spots[i], radius);
    }
}
