using CaptchaGrains.Imaging.Strokes;

namespace CaptchaGrains.Imaging.Tests;

public sealed class StrokeFontTests
{
    [Fact]
    public void The_font_has_all_digits_letters_and_signs_and_says_what_it_has_not()
    {
        const string wanted = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-×=?";
        Assert.Equal(wanted.Order(), StrokeFont.Characters.Order());
        Assert.Throws<ArgumentException>(() => StrokeFont.Of('ß'));
    }

    [Fact]
    public void Every_glyph_keeps_to_its_box()
    {
        foreach (var character in StrokeFont.Characters)
        {
            var glyph = StrokeFont.Of(character);
            var spots = glyph.Strokes.SelectMany(s => s).ToArray();
            Assert.All(glyph.Strokes, stroke => Assert.True(stroke.Length >= 2, $"{character}: a stroke of one point"));
            Assert.True(spots.Min(s => s.X) is >= -0.5f and <= 6, $"{character} begins at the left");
            Assert.True(spots.All(s => s.Y is >= -0.5f and <= 130.5f), $"{character} is neither too high nor too low");
            Assert.InRange(glyph.Width, 10, 90);
        }
    }

    [Fact]
    public void No_two_glyphs_are_the_same()
    {
        var drawn = StrokeFont.Characters.Select(c => string.Join(' ', StrokeFont.Of(c).Strokes.SelectMany(s => s))).ToArray();
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
    }
}
