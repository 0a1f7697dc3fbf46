using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Load;

internal static class SampleImages
{
    /// <summary>Real captcha images, filled up behind their end to an exact size, so that runs are comparable.</summary>
    /// <param name="bytes">Of each image.</param>
    public static byte[][] Make(int count, int bytes)
    {
        var random = new Random(20);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var image = Smaller(random, bytes);
            var filled = new byte[bytes];
            random.NextBytes(filled);
            image.CopyTo(filled, 0);
            return filled;
        })];
    }

    private static byte[] Smaller(Random random, int bytes)
    {
        // Less and less is drawn until it fits.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var style = new TextCaptchaStyle
            {
                MinLength = 4,
                MaxLength = attempt < 10 ? 6 : 4,
                NoiseLines = Math.Max(0, 3 - attempt / 5),
                NoiseDots = Math.Max(0, 24 - 3 * attempt),
                Width = attempt < 20 ? 200 : 120,
                Height = attempt < 20 ? 70 : 40,
            };
            var image = TextCaptcha.Generate(random, style).Png;
            if (image.Length <= bytes) return image;
        }
        throw new FormatException($"No captcha image fits into {bytes} bytes.");
    }
}
