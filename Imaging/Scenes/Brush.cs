using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Raster;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Scenes;

/// <summary>Paints in the coordinates of a thing: −1 … 1 from left to right and from top to bottom, wherever it stands, however large and turned it is.</summary>
internal sealed class Brush(ColourCanvas canvas, Spot middle, float size, float angle, bool mirrored)
{
    private const int CornersOfARound = 40;

    private readonly (float Sin, float Cos) _turn = MathF.SinCos(angle);

    /// <param name="numbers">x and y of each corner.</param>
    public void Shape(Rgb colour, params ReadOnlySpan<float> numbers)
    {
        Span<Spot> corners = stackalloc Spot[numbers.Length / 2];
        for (var i = 0; i < corners.Length; i++) corners[i] = Place(numbers[2 * i], numbers[2 * i + 1]);
        canvas.Fill(corners, colour);
    }

    public void Disc(Rgb colour, float x, float y, float radius) => Oval(colour, x, y, radius, radius);

    public void Oval(Rgb colour, float x, float y, float across, float down) => Sector(colour, x, y, across, down, 0, MathF.Tau);

    /// <summary>The part of an oval between two angles, clockwise from the right, closed by a straight line.</summary>
    public void Sector(Rgb colour, float x, float y, float across, float down, float from, float to)
    {
        Span<Spot> corners = stackalloc Spot[CornersOfARound + 1];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(from + (to - from) * i / CornersOfARound);
            corners[i] = Place(x + across * cos, y + down * sin);
        }
        canvas.Fill(corners, colour);
    }

    /// <summary>A bow of even thickness.</summary>
    public void Bow(Rgb colour, float x, float y, float radius, float thickness, float from, float to)
    {
        Span<Spot> corners = stackalloc Spot[2 * (CornersOfARound + 1)];
        for (var i = 0; i <= CornersOfARound; i++)
        {
            var (sin, cos) = MathF.SinCos(from + (to - from) * i / CornersOfARound);
            corners[i] = Place(x + (radius + thickness / 2) * cos, y + (radius + thickness / 2) * sin);
            corners[^(i + 1)] = Place(x + (radius - thickness / 2) * cos, y + (radius - thickness / 2) * sin);
        }
        canvas.Fill(corners, colour);
    }

    public void Bar(Rgb colour, float x1, float y1, float x2, float y2, float thickness)
    {
        var (dx, dy) = (x2 - x1, y2 - y1);
        var scale = thickness / 2 / MathF.Sqrt(dx * dx + dy * dy);
        var (nx, ny) = (-dy * scale, dx * scale);
        Shape(colour, x1 + nx, y1 + ny, x2 + nx, y2 + ny, x2 - nx, y2 - ny, x1 - nx, y1 - ny);
    }

    public void Box(Rgb colour, float left, float top, float right, float bottom) => Shape(colour, left, top, right, top, right, bottom, left, bottom);

    private Spot Place(float x, float y)
    {
        if (mirrored) x = -x;
        return new Spot(middle.X + size * (x * _turn.Cos - y * _turn.Sin), middle.Y + size * (x * _turn.Sin + y * _turn.Cos));
    }
}
