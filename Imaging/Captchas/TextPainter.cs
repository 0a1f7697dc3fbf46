using CaptchaGrains.Imaging.Raster;
using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Captchas;

/// <summary>Draws a text with the small disorder of a real captcha: each character turned, scaled and shifted a little, the whole on a slight wave.</summary>
internal sealed class TextPainter
{
    private const float SpaceWidth = 24;

    private readonly Random _random;
    private readonly TextCaptchaStyle _style;
    private readonly InkLayers _layers;
    private readonly float _waveHeight;
    private readonly float _waveLength;
    private readonly float _wavePhase;

    public TextPainter(Random random, TextCaptchaStyle style, InkLayers layers)
    {
        (_random, _style, _layers) = (random, style, layers);
        _waveHeight = style.Height * Between(0.02f, 0.05f);
        _waveLength = style.Height * Between(1.3f, 2.2f);
        _wavePhase = Between(0, MathF.Tau);
    }

    /// <summary>Behind the text: thin curves from edge to edge, and specks.</summary>
    public void Noise(int ink)
    {
        Span<Spot> curve = stackalloc Spot[17];
        for (var n = 0; n < _style.NoiseLines; n++)
        {
            var (from, to) = (Between(0.1f, 0.9f) * _style.Height, Between(0.1f, 0.9f) * _style.Height);
            var (swing, turns, phase) = (Between(0.05f, 0.25f) * _style.Height, Between(0.5f, 1.5f) * MathF.Tau, Between(0, MathF.Tau));
            for (var i = 0; i < curve.Length; i++)
            {
                var t = (float)i / (curve.Length - 1);
                curve[i] = new Spot(t * _style.Width, from + (to - from) * t + swing * MathF.Sin(turns * t + phase));
            }
            _layers.Polyline(ink, curve, Between(0.45f, 0.8f));
        }
        for (var n = 0; n < _style.NoiseDots; n++)
        {
            var at = new Spot(Between(0, _style.Width), Between(0, _style.Height));
            _layers.Line(ink, at, at, Between(0.5f, 1.1f));
        }
    }

    /// <param name="inks">How many inks there are for characters; their numbers start at 0.</param>
    public void Text(string text, int inks)
    {
        // A capital is a bit more than half as high as the image, and less where a long text has to fit.
        var capital = _style.Height * 0.54f;
        var gap = Between(17, 25);
        var units = -gap;
        foreach (var c in text) units += (c == ' ' ? SpaceWidth : StrokeFont.Of(c).Width) + gap;
        var scale = Math.Min(capital / 100, _style.Width * 0.86f / units);
        var pen = scale * Between(4.6f, 6.4f) * MathF.Sqrt(capital / 100 / scale);
        var free = _style.Width - units * scale;
        var x = free / 2 + free * Between(-0.25f, 0.25f);
        var baseline = _style.Height * 0.5f + scale * 50 - scale * (text.Any(c => c is 'g' or 'j' or 'p' or 'q' or 'y') ? 10 : 0);
        foreach (var c in text)
        {
            if (c == ' ') { x += (SpaceWidth + gap) * scale; continue; }
            var glyph = StrokeFont.Of(c);
            Draw(glyph, _random.Next(inks), x, baseline, scale, pen);
            x += (glyph.Width + gap) * scale;
        }
    }

    private void Draw(Glyph glyph, int ink, float left, float baseline, float scale, float pen)
    {
        var size = scale * Between(0.9f, 1.1f);
        var (sin, cos) = MathF.SinCos(Between(-0.2f, 0.2f));
        var slant = Between(-0.12f, 0.12f);
        var shift = _style.Height * Between(-0.06f, 0.06f);
        // It turns about the middle of its own box.
        var (middleX, middleY) = (left + glyph.Width * scale / 2, baseline - 50 * scale + shift);
        var placed = glyph.Strokes.Select(stroke => stroke.Select(spot =>
        {
            var y = (spot.Y - 50) * size;
            var x = (spot.X - glyph.Width / 2) * size - slant * y;
            return Wave(middleX + x * cos - y * sin, middleY + x * sin + y * cos);
        }).ToArray()).ToArray();
        KeepInside(placed, pen + 1.5f);
        foreach (var stroke in placed) _layers.Polyline(ink, stroke, pen);
    }

    /// <summary>Moves a character that was pushed over the edge back into the picture.</summary>
    private void KeepInside(Spot[][] strokes, float margin)
    {
        var (left, top, right, bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (var stroke in strokes)
            foreach (var (x, y) in stroke)
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        var moveX = Math.Max(0, margin - left) - Math.Max(0, right - (_style.Width - margin));
        var moveY = Math.Max(0, margin - top) - Math.Max(0, bottom - (_style.Height - margin));
        if (moveX == 0 && moveY == 0) return;
        foreach (var stroke in strokes)
            for (var i = 0; i < stroke.Length; i++) stroke[i] = new Spot(stroke[i].X + moveX, stroke[i].Y + moveY);
    }

    private Spot Wave(float x, float y) =>
        new(x + 0.5f * _waveHeight * MathF.Sin(y / _waveLength * MathF.Tau), y + _waveHeight * MathF.Sin(x / _waveLength * MathF.Tau + _wavePhase));

    private float Between(float least, float most) => least + (most - least) * _random.NextSingle();
}
