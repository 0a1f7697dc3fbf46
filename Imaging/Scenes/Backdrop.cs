using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Raster;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Scenes;

/// <summary>What stands behind the things: a meadow, water, a street, a wall, a room. Paler than they are, so that they stand out.</summary>
internal sealed class Backdrop(ColourCanvas canvas, Random random)
{
    private const int Bands = 10;

    public void Paint(int left, int top, int right, int bottom)
    {
        canvas.Clip(left, top, right, bottom);
        switch (random.Next(5))
        {
            case 0: Meadow(left, top, right, bottom); break;
            case 1: Water(left, top, right, bottom); break;
            case 2: Street(left, top, right, bottom); break;
            case 3: Wall(left, top, right, bottom); break;
            default: Room(left, top, right, bottom); break;
        }
    }

    private void Meadow(int left, int top, int right, int bottom)
    {
        Sky(left, top, right, bottom);
        var grass = Rgb.FromHsv(70 + random.Next(40), 0.3 + 0.15 * random.NextDouble(), 0.78);
        Hill(left, right, bottom, top + (bottom - top) * Between(0.45f, 0.6f), grass.Mix(new Rgb(255, 255, 255), 0.3));
        Hill(left, right, bottom, top + (bottom - top) * Between(0.62f, 0.75f), grass);
        for (var i = 0; i < 14; i++)
        {
            var (x, y) = (Between(left, right), Between(top + (bottom - top) * 0.78f, bottom));
            canvas.Fill([new(x - 2, y), new(x, y - 6), new(x + 2, y)], grass.Mix(new Rgb(40, 80, 30), 0.3));
        }
    }

    private void Water(int left, int top, int right, int bottom)
    {
        Sky(left, top, right, bottom);
        var sea = Rgb.FromHsv(185 + random.Next(30), 0.35, 0.85);
        var shore = top + (bottom - top) * Between(0.45f, 0.65f);
        Rows(left, shore, right, bottom, sea, sea.Mix(new Rgb(20, 70, 110), 0.3));
        for (var i = 0; i < 10; i++)
        {
            var (x, y, half) = (Between(left, right), Between(shore + 4, bottom), Between(5, 12));
            canvas.Fill([new(x - half, y), new(x, y - 1.5f), new(x + half, y), new(x, y + 1)], sea.Mix(new Rgb(255, 255, 255), 0.55));
        }
    }

    private void Street(int left, int top, int right, int bottom)
    {
        Sky(left, top, right, bottom);
        var height = bottom - top;
        for (float x = left - Between(0, 20); x < right;)
        {
            var (width, roof) = (Between(0.2f, 0.36f) * height, top + height * Between(0.2f, 0.5f));
            var front = Rgb.FromHsv(random.Next(360), 0.12, 0.8 + 0.12 * random.NextDouble());
            Box(front, x, roof, x + width, bottom);
            for (var y = roof + 5; y < top + height * 0.65f; y += 11)
                for (var w = x + 4; w < x + width - 5; w += 9) Box(front.Mix(new Rgb(70, 90, 120), 0.28), w, y, w + 4.5f, y + 6);
            x += width;
        }
        Box(new Rgb(196, 192, 186), left, top + height * 0.72f, right, bottom);
        Box(new Rgb(168, 166, 164), left, top + height * 0.8f, right, bottom);
    }

    private void Wall(int left, int top, int right, int bottom)
    {
        var brick = Rgb.FromHsv(10 + random.Next(30), 0.2 + 0.15 * random.NextDouble(), 0.86);
        Box(brick.Mix(new Rgb(255, 255, 255), 0.5), left, top, right, bottom);
        var (row, shift) = (0, Between(0, 20));
        for (float y = top; y < bottom; y += 11, row++)
            for (var x = left - shift - (row % 2 == 0 ? 0 : 11); x < right; x += 22)
                Box(brick.Mix(new Rgb(120, 80, 60), 0.18 * random.NextDouble()), x, y, x + 20.5f, y + 9.5f);
    }

    private void Room(int left, int top, int right, int bottom)
    {
        var paper = Rgb.FromHsv(random.Next(360), 0.1 + 0.1 * random.NextDouble(), 0.94);
        Box(paper, left, top, right, bottom);
        var step = Between(12, 22);
        for (var x = left + Between(0, step); x < right; x += step) Box(paper.Mix(new Rgb(130, 120, 110), 0.14), x, top, x + step * 0.4f, bottom);
        var floor = top + (bottom - top) * Between(0.72f, 0.82f);
        Rows(left, floor, right, bottom, new Rgb(206, 176, 138), new Rgb(176, 142, 104));
        Box(new Rgb(240, 236, 228), left, floor - 3, right, floor + 1);
    }

    private void Sky(int left, int top, int right, int bottom)
    {
        var high = Rgb.FromHsv(195 + random.Next(35), 0.18 + 0.2 * random.NextDouble(), 0.96);
        Rows(left, top, right, bottom, high, new Rgb(250, 246, 238));
        for (var i = 0; i < random.Next(1, 4); i++)
        {
            var (x, y, size) = (Between(left, right), Between(top, top + (bottom - top) * 0.3f), Between(5, 10));
            var brush = new Brush(canvas, new Spot(x, y), size, 0, false);
            var cloud = new Rgb(255, 255, 255);
            brush.Oval(cloud, -0.9f, 0.2f, 1, 0.5f);
            brush.Oval(cloud, 0.8f, 0.25f, 1.1f, 0.45f);
            brush.Oval(cloud, 0, -0.1f, 0.9f, 0.7f);
        }
    }

    private void Hill(int left, int right, int bottom, float crest, Rgb colour)
    {
        Span<Spot> corners = stackalloc Spot[22];
        var (swing, phase, length) = (Between(2, 7), Between(0, MathF.Tau), Between(0.6f, 1.4f));
        for (var i = 0; i < 20; i++) corners[i] = new Spot(left + (right - left) * i / 19f, crest + swing * MathF.Sin(phase + length * MathF.Tau * i / 19));
        (corners[20], corners[21]) = (new Spot(right, bottom), new Spot(left, bottom));
        canvas.Fill(corners, colour);
    }

    /// <summary>A gradient in a few bands: few colours compress well.</summary>
    private void Rows(float left, float top, float right, float bottom, Rgb high, Rgb low)
    {
        for (var i = 0; i < Bands; i++)
            Box(high.Mix(low, (double)i / (Bands - 1)), left, top + (bottom - top) * i / Bands, right, top + (bottom - top) * (i + 1) / Bands + 0.4f);
    }

    private void Box(Rgb colour, float left, float top, float right, float bottom) =>
        canvas.Fill([new(left, top), new(right, top), new(right, bottom), new(left, bottom)], colour);

    private float Between(float least, float most) => least + (most - least) * random.NextSingle();
}
