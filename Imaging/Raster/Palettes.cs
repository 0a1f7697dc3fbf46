using CaptchaGrains.Imaging.Png;

namespace CaptchaGrains.Imaging.Raster;

/// <summary>Few colours for many: the box of colours that is widest is cut at its median until there are enough boxes.</summary>
internal static class Palettes
{
    private const int Most = 256;

    /// <summary>Bits of each channel that are told apart; what is finer nobody sees beside an edge.</summary>
    private const int Kept = 5;

    public static (Rgb[] Palette, byte[] Pixels) Reduce(ReadOnlySpan<Rgb> colours)
    {
        var cells = new Dictionary<int, (int Count, int Red, int Green, int Blue)>();
        foreach (var colour in colours)
        {
            var sum = cells.GetValueOrDefault(Cell(colour));
            cells[Cell(colour)] = (sum.Count + 1, sum.Red + colour.Red, sum.Green + colour.Green, sum.Blue + colour.Blue);
        }
        // In the order of their numbers, so that the same picture has the same palette.
        var all = cells.OrderBy(c => c.Key).Select(c => new Part(c.Key, c.Value.Count,
            new Rgb((byte)(c.Value.Red / c.Value.Count), (byte)(c.Value.Green / c.Value.Count), (byte)(c.Value.Blue / c.Value.Count)))).ToList();
        var boxes = new List<List<Part>> { all };
        while (boxes.Count < Most && boxes.Where(b => b.Count > 1).MaxBy(Reach) is { } widest)
        {
            boxes.Remove(widest);
            var channel = Widest(widest);
            var sorted = widest.OrderBy(p => channel(p.Colour)).ThenBy(p => p.Cell).ToList();
            boxes.Add(sorted[..(sorted.Count / 2)]);
            boxes.Add(sorted[(sorted.Count / 2)..]);
        }
        var palette = boxes.Select(Mean).ToArray();
        var index = new Dictionary<int, byte>();
        for (var i = 0; i < boxes.Count; i++)
            foreach (var part in boxes[i]) index[part.Cell] = (byte)i;
        var pixels = new byte[colours.Length];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = index[Cell(colours[i])];
        return (palette, pixels);
    }

    private sealed record Part(int Cell, int Count, Rgb Colour);

    private static int Cell(Rgb c) => c.Red >> 8 - Kept << 2 * Kept | c.Green >> 8 - Kept << Kept | c.Blue >> 8 - Kept;

    private static int Reach(List<Part> box) => Math.Max(Span(box, c => c.Red), Math.Max(Span(box, c => c.Green), Span(box, c => c.Blue)));

    private static Func<Rgb, int> Widest(List<Part> box)
    {
        var (red, green, blue) = (Span(box, c => c.Red), Span(box, c => c.Green), Span(box, c => c.Blue));
        return green >= red && green >= blue ? c => c.Green : red >= blue ? c => c.Red : c => c.Blue;
    }

    private static int Span(List<Part> box, Func<Rgb, int> channel) => box.Max(p => channel(p.Colour)) - box.Min(p => channel(p.Colour));

    private static Rgb Mean(List<Part> box)
    {
        long count = box.Sum(p => p.Count);
        return new Rgb((byte)(box.Sum(p => (long)p.Count * p.Colour.Red) / count), (byte)(box.Sum(p => (long)p.Count * p.Colour.Green) / count),
            (byte)(box.Sum(p => (long)p.Count * p.Colour.Blue) / count));
    }
}
