using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Raster;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Scenes;

/// <summary>Draws one thing, each time a little different: its colour, its size, how it leans, which way it looks.</summary>
internal sealed class ThingPainter(ColourCanvas canvas, Random random)
{
    private static readonly Rgb Ink = new(38, 38, 46);
    private static readonly Rgb Wood = new(122, 78, 44);
    private static readonly Rgb White = new(250, 248, 242);
    private static readonly Rgb Glass = new(176, 214, 232);

    /// <param name="size">Half of its height, in pixels.</param>
    public void Paint(Thing thing, Spot middle, float size)
    {
        var leans = thing is Thing.House or Thing.Car or Thing.Boat or Thing.Cup ? 0.08f : 0.2f;
        var brush = new Brush(canvas, middle, size, (random.NextSingle() * 2 - 1) * leans, random.Next(2) == 0);
        Draw(thing)(brush);
    }

    private Action<Brush> Draw(Thing thing) => thing switch
    {
        Thing.Boat => Boat,
        Thing.Tree => Tree,
        Thing.House => House,
        Thing.Star => Star,
        Thing.Car => Car,
        Thing.Cat => Cat,
        Thing.Umbrella => Umbrella,
        Thing.Fish => Fish,
        Thing.Cup => Cup,
        Thing.Clock => Clock,
        Thing.Flower => Flower,
        Thing.Balloon => Balloon,
        Thing.Mushroom => Mushroom,
        Thing.Key => Key,
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, "Not a thing."),
    };

    private void Boat(Brush brush)
    {
        var hull = Vivid();
        brush.Bar(Wood, 0, -0.95f, 0, 0.45f, 0.1f);
        brush.Shape(White, 0.09f, -0.9f, 0.8f, 0.25f, 0.09f, 0.25f);
        brush.Shape(Pale(), -0.09f, -0.75f, -0.09f, 0.25f, -0.62f, 0.25f);
        brush.Shape(hull, -0.95f, 0.38f, 0.95f, 0.38f, 0.62f, 0.88f, -0.6f, 0.88f);
        brush.Shape(hull.Mix(White, 0.55), -0.95f, 0.38f, 0.95f, 0.38f, 0.89f, 0.49f, -0.87f, 0.49f);
    }

    private void Tree(Brush brush)
    {
        var leaf = Rgb.FromHsv(85 + random.Next(50), 0.6 + 0.25 * random.NextDouble(), 0.35 + 0.25 * random.NextDouble());
        brush.Shape(Wood, -0.14f, 0.95f, -0.1f, 0, 0.1f, 0, 0.14f, 0.95f);
        if (random.Next(2) == 0)
        {
            for (var i = 2; i >= 0; i--)
            {
                var (top, bottom, half) = (-1 + 0.42f * i, -0.3f + 0.42f * i, 0.48f + 0.14f * i);
                brush.Shape(leaf.Mix(Ink, 0.08 * i), 0, top, half, bottom, -half, bottom);
            }
            return;
        }
        brush.Disc(leaf.Mix(Ink, 0.12), -0.4f, -0.1f, 0.42f);
        brush.Disc(leaf.Mix(Ink, 0.06), 0.4f, -0.12f, 0.42f);
        brush.Disc(leaf, 0, -0.45f, 0.52f);
    }

    private void House(Brush brush)
    {
        var wall = Pale();
        brush.Box(wall.Mix(Ink, 0.35), 0.35f, -0.85f, 0.55f, -0.3f);
        brush.Box(wall, -0.75f, -0.15f, 0.75f, 0.9f);
        brush.Shape(Rgb.FromHsv(random.Next(25), 0.75, 0.6), -0.95f, -0.12f, 0, -0.92f, 0.95f, -0.12f);
        brush.Box(Wood, -0.18f, 0.32f, 0.18f, 0.9f);
        foreach (var left in (float[])[-0.6f, 0.28f])
        {
            brush.Box(Ink, left - 0.03f, 0.05f, left + 0.35f, 0.45f);
            brush.Box(Glass, left, 0.08f, left + 0.145f, 0.42f);
            brush.Box(Glass, left + 0.175f, 0.08f, left + 0.32f, 0.42f);
        }
    }

    private void Star(Brush brush)
    {
        var gold = Rgb.FromHsv(44 + random.Next(12), 0.9, 0.98);
        Points(gold.Mix(new Rgb(120, 60, 0), 0.55), 1);
        Points(gold, 0.82f);

        void Points(Rgb colour, float size)
        {
            Span<float> corners = stackalloc float[20];
            for (var i = 0; i < 10; i++)
            {
                var (sin, cos) = MathF.SinCos(MathF.PI * i / 5 - MathF.PI / 2);
                var radius = size * (i % 2 == 0 ? 1 : 0.42f);
                (corners[2 * i], corners[2 * i + 1]) = (radius * cos, radius * sin);
            }
            brush.Shape(colour, corners);
        }
    }

    private void Car(Brush brush)
    {
        var paint = Vivid();
        brush.Shape(paint, -0.55f, 0.05f, -0.35f, -0.42f, 0.28f, -0.42f, 0.6f, 0.05f);
        brush.Shape(Glass, -0.4f, 0.02f, -0.26f, -0.31f, -0.05f, -0.31f, -0.05f, 0.02f);
        brush.Shape(Glass, 0.04f, 0.02f, 0.04f, -0.31f, 0.22f, -0.31f, 0.44f, 0.02f);
        brush.Shape(paint, -0.98f, 0.12f, -0.9f, 0, 0.72f, 0, 0.98f, 0.16f, 0.98f, 0.45f, -0.98f, 0.45f);
        brush.Box(paint.Mix(Ink, 0.4), -0.98f, 0.36f, 0.98f, 0.46f);
        foreach (var x in (float[])[-0.55f, 0.55f])
        {
            brush.Disc(Ink, x, 0.45f, 0.25f);
            brush.Disc(new Rgb(190, 190, 196), x, 0.45f, 0.11f);
        }
        brush.Disc(new Rgb(255, 240, 170), 0.9f, 0.2f, 0.08f);
    }

    private void Cat(Brush brush)
    {
        var fur = ((Rgb[])[new(224, 146, 62), new(120, 120, 128), new(60, 56, 60), new(214, 190, 156)])[random.Next(4)];
        var inner = new Rgb(240, 170, 170);
        brush.Shape(fur, -0.8f, -0.95f, -0.1f, -0.5f, -0.72f, 0.05f);
        brush.Shape(fur, 0.8f, -0.95f, 0.1f, -0.5f, 0.72f, 0.05f);
        brush.Shape(inner, -0.68f, -0.72f, -0.3f, -0.48f, -0.62f, -0.2f);
        brush.Shape(inner, 0.68f, -0.72f, 0.3f, -0.48f, 0.62f, -0.2f);
        brush.Oval(fur, 0, 0.12f, 0.82f, 0.72f);
        brush.Oval(fur.Mix(White, 0.65), 0, 0.42f, 0.38f, 0.28f);
        foreach (var x in (float[])[-0.34f, 0.34f])
        {
            brush.Oval(new Rgb(196, 226, 120), x, -0.02f, 0.17f, 0.17f);
            brush.Oval(Ink, x, -0.02f, 0.06f, 0.15f);
        }
        brush.Shape(inner.Mix(Ink, 0.25), -0.11f, 0.24f, 0.11f, 0.24f, 0, 0.36f);
        brush.Bow(Ink, -0.11f, 0.4f, 0.11f, 0.045f, 0.1f, 2.6f);
        brush.Bow(Ink, 0.11f, 0.4f, 0.11f, 0.045f, 0.5f, 3);
        foreach (var side in (float[])[-1, 1])
        {
            brush.Bar(Ink.Mix(White, 0.75), side * 0.3f, 0.38f, side * 0.98f, 0.28f, 0.035f);
            brush.Bar(Ink.Mix(White, 0.75), side * 0.3f, 0.46f, side * 0.98f, 0.52f, 0.035f);
        }
    }

    private void Umbrella(Brush brush)
    {
        var (cloth, other) = (Vivid(), White);
        brush.Bar(Ink, 0, -0.98f, 0, 0.72f, 0.07f);
        brush.Bow(Ink, 0.16f, 0.72f, 0.16f, 0.08f, 0, MathF.PI);
        brush.Sector(cloth, 0, 0, 0.98f, 0.85f, MathF.PI, MathF.Tau);
        brush.Sector(other, 0, 0, 0.6f, 0.85f, MathF.PI, MathF.Tau);
        brush.Sector(cloth, 0, 0, 0.22f, 0.85f, MathF.PI, MathF.Tau);
    }

    private void Fish(Brush brush)
    {
        var scales = Vivid();
        brush.Shape(scales.Mix(Ink, 0.2), 0.5f, 0, 0.98f, -0.5f, 0.88f, 0, 0.98f, 0.5f);
        brush.Shape(scales.Mix(Ink, 0.2), -0.25f, -0.35f, 0.2f, -0.75f, 0.35f, -0.3f);
        brush.Oval(scales, -0.15f, 0, 0.8f, 0.48f);
        brush.Bow(scales.Mix(White, 0.5), -0.62f, 0, 0.34f, 0.06f, -0.9f, 0.9f);
        brush.Bow(scales.Mix(White, 0.5), 0.02f, 0, 0.22f, 0.06f, -1, 1);
        brush.Disc(White, -0.58f, -0.12f, 0.13f);
        brush.Disc(Ink, -0.6f, -0.12f, 0.065f);
    }

    private void Cup(Brush brush)
    {
        var glaze = Vivid();
        brush.Bow(glaze.Mix(Ink, 0.15), 0.55f, 0.12f, 0.3f, 0.15f, -MathF.PI / 2, MathF.PI / 2);
        brush.Shape(glaze, -0.72f, -0.4f, 0.58f, -0.4f, 0.46f, 0.8f, -0.6f, 0.8f);
        brush.Oval(glaze.Mix(White, 0.6), -0.07f, -0.4f, 0.65f, 0.18f);
        brush.Oval(new Rgb(84, 48, 26), -0.07f, -0.37f, 0.55f, 0.12f);
        foreach (var x in (float[])[-0.3f, 0.12f])
        {
            brush.Bow(White, x + 0.12f, -0.72f, 0.13f, 0.06f, MathF.PI / 2, MathF.PI * 1.5f);
            brush.Bow(White, x + 0.12f, -0.93f, 0.1f, 0.06f, -MathF.PI / 2, MathF.PI / 2);
        }
    }

    private void Clock(Brush brush)
    {
        brush.Disc(Vivid(), 0, 0, 0.92f);
        brush.Disc(White, 0, 0, 0.74f);
        for (var hour = 0; hour < 12; hour++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * hour / 12);
            brush.Bar(Ink, 0.58f * cos, 0.58f * sin, 0.7f * cos, 0.7f * sin, hour % 3 == 0 ? 0.1f : 0.05f);
        }
        var minutes = random.Next(12);
        Hand(minutes, 0.55f, 0.07f);
        Hand((minutes + 3 + random.Next(6)) % 12, 0.36f, 0.1f);
        brush.Disc(Ink, 0, 0, 0.09f);

        void Hand(int at, float length, float thickness)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * at / 12);
            brush.Bar(Ink, 0, 0, length * cos, length * sin, thickness);
        }
    }

    private void Flower(Brush brush)
    {
        var petal = Rgb.FromHsv(280 + random.Next(70), 0.55, 0.95);
        var stem = new Rgb(46, 120, 52);
        brush.Bar(stem, 0, -0.2f, 0, 0.98f, 0.1f);
        brush.Oval(stem, 0.26f, 0.62f, 0.26f, 0.11f);
        brush.Oval(stem, -0.26f, 0.76f, 0.26f, 0.11f);
        for (var i = 0; i < 6; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / 6 + 0.3f);
            brush.Disc(i % 2 == 0 ? petal : petal.Mix(White, 0.2), 0.36f * cos, -0.38f + 0.36f * sin, 0.26f);
        }
        brush.Disc(new Rgb(250, 204, 60), 0, -0.38f, 0.22f);
    }

    private void Balloon(Brush brush)
    {
        var skin = Vivid();
        brush.Bow(Ink, 0.22f, 0.6f, 0.26f, 0.045f, 2.3f, MathF.PI + 0.6f);
        brush.Bow(Ink, -0.24f, 0.78f, 0.26f, 0.045f, -0.5f, 0.8f);
        brush.Shape(skin.Mix(Ink, 0.2), 0, 0.26f, 0.13f, 0.46f, -0.13f, 0.46f);
        brush.Oval(skin, 0, -0.32f, 0.56f, 0.66f);
        brush.Oval(skin.Mix(White, 0.65), -0.2f, -0.58f, 0.1f, 0.19f);
    }

    private void Mushroom(Brush brush)
    {
        brush.Shape(new Rgb(238, 226, 200), -0.24f, -0.05f, 0.24f, -0.05f, 0.34f, 0.9f, -0.34f, 0.9f);
        brush.Sector(Rgb.FromHsv(random.Next(20), 0.85, 0.8), 0, 0.08f, 0.92f, 0.95f, MathF.PI, MathF.Tau);
        brush.Oval(new Rgb(220, 204, 176), 0, 0.08f, 0.92f, 0.12f);
        brush.Disc(White, -0.05f, -0.55f, 0.17f);
        brush.Disc(White, -0.52f, -0.22f, 0.13f);
        brush.Disc(White, 0.45f, -0.28f, 0.15f);
    }

    private void Key(Brush brush)
    {
        var metal = random.Next(2) == 0 ? new Rgb(206, 160, 50) : new Rgb(150, 156, 168);
        var edge = metal.Mix(Ink, 0.5);
        brush.Bow(edge, -0.55f, 0, 0.27f, 0.3f, 0, MathF.Tau);
        brush.Bar(edge, -0.3f, 0, 0.98f, 0, 0.22f);
        brush.Box(edge, 0.48f, 0, 0.66f, 0.42f);
        brush.Box(edge, 0.78f, 0, 0.98f, 0.36f);
        brush.Bow(metal, -0.55f, 0, 0.27f, 0.18f, 0, MathF.Tau);
        brush.Bar(metal, -0.3f, 0, 0.94f, 0, 0.12f);
        brush.Box(metal, 0.52f, 0, 0.62f, 0.37f);
        brush.Box(metal, 0.82f, 0, 0.93f, 0.31f);
    }

    private Rgb Vivid() => Rgb.FromHsv(((int[])[0, 14, 200, 225, 265, 320])[random.Next(6)] + random.Next(12), 0.75 + 0.2 * random.NextDouble(), 0.6 + 0.3 * random.NextDouble());

    private Rgb Pale() => Rgb.FromHsv(random.Next(360), 0.12 + 0.15 * random.NextDouble(), 0.95);
}
