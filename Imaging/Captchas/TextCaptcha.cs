using CaptchaGrains.Imaging.Png;
using CaptchaGrains.Imaging.Raster;

namespace CaptchaGrains.Imaging.Captchas;

/// <summary>A generated image with a text that people can read.</summary>
/// <param name="Png">The file, about 2 to 4 kB at 200 × 70 pixels.</param>
/// <param name="Answer">As drawn; where case does not matter, any case is right. For a sum its result.</param>
public sealed record TextCaptcha(byte[] Png, string Answer, TextCaptchaHints Hints)
{
    /// <summary>Under this keyword the file holds its answer, where the style asked for it.</summary>
    public const string AnswerKeyword = "captchagrains-demo-answer";

    /// <summary>One text captcha; the same state of the generator and the same style give the same bytes on the same platform.</summary>
    /// <exception cref="ArgumentException">The style has a value outside of its range.</exception>
    public static TextCaptcha Generate(Random random, TextCaptchaStyle style)
    {
        style.Validate();
        var challenge = Challenge.Make(random, style);
        var colours = CaptchaColours.Make(random);
        var layers = new InkLayers(style.Width, style.Height);
        var painter = new TextPainter(random, style, layers);
        painter.Noise(CaptchaColours.NoiseInk);
        painter.Text(challenge.Drawn, CaptchaColours.TextInks);
        var png = PngFile.WriteIndexed(style.Width, style.Height, colours.Paint(layers), colours.Palette,
            style.EmbedAnswer ? (AnswerKeyword, challenge.Answer) : null);
        return new TextCaptcha(png, challenge.Answer, challenge.Hints);
    }

    /// <summary>The answer that an image carries; null for every image that was not generated with <see cref="TextCaptchaStyle.EmbedAnswer"/>.</summary>
    public static string? TryReadAnswer(ReadOnlySpan<byte> image) => PngFile.FindText(image, AnswerKeyword);
}
