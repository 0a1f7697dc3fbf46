using System.Collections.Immutable;
using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Raster;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Scenes;

/// <summary>Nine squares; the wanted thing is in some of them, and others are in the rest.</summary>
/// <param name="Squares">Those with the wanted thing, from 1, left to right and top to bottom, ascending.</param>
public sealed record GridPicture(byte[] Png, Thing Wanted, ImmutableArray<int> Squares)
{
    public const int Rows = 3;

    /// <summary>Pixels of one square.</summary>
    public const int Side = 92;

    private const int Line = 4;

    /// <summary>Pixels of the whole picture, in width and in height.</summary>
    public const int Length = Rows * Side + (Rows + 1) * Line;

    /// <summary>The same state of the generator gives the same bytes on the same platform.</summary>
    public static GridPicture Draw(Random random, Thing wanted)
    {
        const int All = Length;
        var canvas = new ColourCanvas(All, All);
        canvas.Fill([new(0, 0), new(All, 0), new(All, All), new(0, All)], new Rgb(255, 255, 255));
        int[] order = [.. Enumerable.Range(1, Rows * Rows)];
        random.Shuffle(order);
        ImmutableArray<int> squares = [.. order.Take(random.Next(2, 5)).Order()];
        var others = Enum.GetValues<Thing>().Where(t => t != wanted).ToArray();
        for (var square = 1; square <= Rows * Rows; square++)
        {
            var left = Line + (square - 1) % Rows * (Side + Line);
            var top = Line + (square - 1) / Rows * (Side + Line);
            new Backdrop(canvas, random).Paint(left, top, left + Side, top + Side);
            var thing = squares.Contains(square) ? wanted : others[random.Next(others.Length)];
            var size = Side * (0.33f + 0.08f * random.NextSingle());
            var room = Side / 2f - size - 2;
            var middle = new Spot(left + Side / 2f + room * (random.NextSingle() * 2 - 1), top + Side / 2f + room * (random.NextSingle() * 2 - 1));
            new ThingPainter(canvas, random).Paint(thing, middle, size);
        }
        return new GridPicture(canvas.ToPng(), wanted, squares);
    }
}
