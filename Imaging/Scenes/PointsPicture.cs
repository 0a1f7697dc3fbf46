using System.Collections.Immutable;
using CaptchaGrains.Imaging.Raster;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Scenes;

/// <summary>A picture with things here and there; those that are wanted have to be clicked on.</summary>
/// <param name="Points">The middles of those, in pixels.</param>
public sealed record PointsPicture(byte[] Png, Thing Wanted, ImmutableArray<(int X, int Y)> Points)
{
    /// <summary>Pixels. So wide that it is shown in its own size on a phone, where a click without a script is in pixels of the screen.</summary>
    public const int Width = 280;

    /// <summary>Pixels.</summary>
    public const int Height = 210;

    /// <summary>Pixels from the middle of a thing within which a click is on it.</summary>
    public const int Reach = 26;

    private const int Columns = 4;
    private const int Rows = 3;

    /// <summary>The same state of the generator gives the same bytes on the same platform.</summary>
    public static PointsPicture Draw(Random random, Thing wanted)
    {
        var canvas = new ColourCanvas(Width, Height);
        new Backdrop(canvas, random).Paint(0, 0, Width, Height);
        // Each in a cell of its own, so that none covers another one.
        int[] cells = [.. Enumerable.Range(0, Columns * Rows)];
        random.Shuffle(cells);
        var count = random.Next(1, 4);
        var others = Enum.GetValues<Thing>().Where(t => t != wanted).ToArray();
        var points = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var (n, cell) in cells.Take(count + 5).Index())
        {
            var (width, height) = ((float)Width / Columns, (float)Height / Rows);
            var size = 24 + 4 * random.NextSingle();
            var middle = new Spot(
                (cell % Columns + 0.5f) * width + (width / 2 - size - 2) * (random.NextSingle() * 2 - 1),
                (cell / Columns + 0.5f) * height + (height / 2 - size - 2) * (random.NextSingle() * 2 - 1));
            new ThingPainter(canvas, random).Paint(n < count ? wanted : others[random.Next(others.Length)], middle, size);
            if (n < count) points.Add(((int)middle.X, (int)middle.Y));
        }
        return new PointsPicture(canvas.ToPng(), wanted, points.DrainToImmutable());
    }
}
