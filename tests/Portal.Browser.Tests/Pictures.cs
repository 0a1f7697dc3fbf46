using CaptchaGrains.Imaging.Png;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Pictures with things in them that people tell apart at once: for squares, points and angles.</summary>
internal static class Pictures
{
    private const byte Sky = 0, Grass = 1, Water = 2, Dark = 3, Red = 4, White = 5, Leaf = 6, Wall = 7, Roof = 8;

    private static readonly Rgb[] Palette =
    [
        new(190, 220, 242), new(142, 184, 96), new(86, 140, 196), new(48, 44, 44), new(196, 60, 48), new(250, 250, 246), new(46, 112, 58), new(226, 200, 160), new(150, 72, 44),
    ];

    /// <summary>What is at a place of a square whose sides are 1; null: the background.</summary>
    internal delegate byte? Thing(double x, double y);

    public static Thing Boat { get; } = (x, y) =>
        y > 0.66 && y < 0.82 && x > 0.2 + (y - 0.66) && x < 0.8 - (y - 0.66) ? Red
        : x is > 0.48 and < 0.51 && y is > 0.15 and < 0.67 ? Dark
        : x is > 0.51 and < 0.76 && y < 0.6 && y > 0.18 + (x - 0.51) * 1.6 ? White
        : y > 0.74 ? Water : null;

    public static Thing Car { get; } = (x, y) =>
        Within(x, y, 0.32, 0.72, 0.09) || Within(x, y, 0.68, 0.72, 0.09) ? Dark
        : x is > 0.34 and < 0.48 && y is > 0.42 and < 0.53 || x is > 0.52 and < 0.64 && y is > 0.42 and < 0.53 ? White
        : x is > 0.12 and < 0.88 && y is > 0.53 and < 0.72 || x is > 0.3 and < 0.68 && y is > 0.38 and <= 0.53 ? Red
        : null;

    public static Thing Tree { get; } = (x, y) =>
        Within(x, y, 0.5, 0.38, 0.24) || Within(x, y, 0.38, 0.46, 0.14) || Within(x, y, 0.62, 0.46, 0.14) ? Leaf
        : x is > 0.45 and < 0.55 && y is > 0.5 and < 0.84 ? Roof : null;

    public static Thing House { get; } = (x, y) =>
        x is > 0.44 and < 0.56 && y is > 0.62 and < 0.82 || x is > 0.3 and < 0.4 && y is > 0.55 and < 0.65 ? Dark
        : x is > 0.25 and < 0.75 && y is > 0.46 and < 0.82 ? Wall
        : y is > 0.2 and <= 0.46 && Math.Abs(x - 0.5) < (y - 0.2) * 1.25 ? Roof : null;

    /// <summary>Things in rows from left to right.</summary>
    public static byte[] Grid(int columns, int tile, params Thing[] things)
    {
        var rows = things.Length / columns;
        return Paint(columns * tile, rows * tile, (x, y) =>
        {
            var thing = things[y / tile * columns + x / tile];
            return Seen(thing, (x % tile + 0.5) / tile, (y % tile + 0.5) / tile);
        });
    }

    /// <summary>A thing that has been turned, on a round picture.</summary>
    public static byte[] Turned(int side, double degrees, Thing thing)
    {
        var (sin, cos) = Math.SinCos(-degrees * Math.PI / 180);
        return Paint(side, side, (x, y) =>
        {
            var (dx, dy) = ((x + 0.5) / side - 0.5, (y + 0.5) / side - 0.5);
            return dx * dx + dy * dy > 0.25 ? White : Seen(thing, 0.5 + dx * cos - dy * sin, 0.5 + dx * sin + dy * cos);
        });
    }

    private static byte Seen(Thing thing, double x, double y) => thing(x, y) ?? (y < 0.68 ? Sky : Grass);

    private static byte[] Paint(int width, int height, Func<int, int, byte> at)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = at(i % width, i / width);
        return PngFile.WriteIndexed(width, height, pixels, Palette);
    }

    private static bool Within(double x, double y, double middleX, double middleY, double radius) =>
        (x - middleX) * (x - middleX) + (y - middleY) * (y - middleY) < radius * radius;
}
