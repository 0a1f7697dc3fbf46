using System.Collections.Immutable;
using System.Globalization;

namespace CaptchaGrains.Imaging.Strokes;

/// <summary>
/// Reads the notation of the font: <c>M x y</c> puts the pen down, <c>L x y …</c> draws lines, <c>C x y x y x y …</c> cubic curves; coordinates are absolute.
/// Curves become polylines here, once, so that painting knows only lines.
/// </summary>
internal static class StrokePath
{
    /// <summary>Lines for each curve. At 40 pixels a capital a curve is some 30 pixels long, so no corner shows.</summary>
    private const int LinesPerCurve = 8;

    /// <exception cref="FormatException">Not in this notation.</exception>
    public static ImmutableArray<ImmutableArray<Spot>> Read(string path)
    {
        var words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var strokes = ImmutableArray.CreateBuilder<ImmutableArray<Spot>>();
        var stroke = new List<Spot>();
        var command = 'M';
        for (var i = 0; i < words.Length;)
        {
            if (char.IsAsciiLetterUpper(words[i][0])) command = words[i++][0];
            switch (command)
            {
                case 'M':
                    if (stroke.Count > 0) strokes.Add([.. stroke]);
                    stroke = [At(i)];
                    i += 2;
                    break;
                case 'L':
                    stroke.Add(At(i));
                    i += 2;
                    break;
                case 'C':
                    AddCurve(stroke, At(i), At(i + 2), At(i + 4));
                    i += 6;
                    break;
                default:
                    throw new FormatException($"'{command}' is no command of a stroke path.");
            }
        }
        strokes.Add([.. stroke]);
        return strokes.ToImmutable();

        Spot At(int index) => new(float.Parse(words[index], CultureInfo.InvariantCulture), float.Parse(words[index + 1], CultureInfo.InvariantCulture));
    }

    private static void AddCurve(List<Spot> stroke, Spot b, Spot c, Spot d)
    {
        var a = stroke[^1];
        for (var i = 1; i <= LinesPerCurve; i++)
        {
            var t = (float)i / LinesPerCurve;
            var (u, v, w, x) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t);
            stroke.Add(new Spot(u * a.X + v * b.X + w * c.X + x * d.X, u * a.Y + v * b.Y + w * c.Y + x * d.Y));
        }
    }
}
