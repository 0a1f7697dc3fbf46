using System.Globalization;
using CaptchaGrains.Imaging.Captchas;

namespace CaptchaGrains.Imaging.Tests;

public sealed class TextCaptchaTests
{
    private static readonly TextContent[] Contents = Enum.GetValues<TextContent>();

    [Fact]
    public void One_seed_makes_one_image()
    {
        foreach (var content in Contents)
        {
            var style = new TextCaptchaStyle { Content = content };
            var (first, second) = (TextCaptcha.Generate(new Random(7), style), TextCaptcha.Generate(new Random(7), style));
            Assert.Equal(first.Answer, second.Answer);
            Assert.Equal(first.Png, second.Png);
            Assert.NotEqual(first.Png, TextCaptcha.Generate(new Random(8), style).Png);
        }
    }

    [Fact]
    public void An_image_has_the_asked_size_and_a_few_kilobytes()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var png = TextCaptcha.Generate(new Random(seed), new TextCaptchaStyle { Content = Contents[seed % Contents.Length] }).Png;
            var read = DecodedPng.Read(png);
            Assert.Equal((200, 70), (read.Width, read.Height));
            Assert.InRange(png.Length, 1_000, 4_096);
        }
        var small = DecodedPng.Read(TextCaptcha.Generate(new Random(1), new TextCaptchaStyle { Width = 120, Height = 40 }).Png);
        Assert.Equal((120, 40), (small.Width, small.Height));
    }

    [Fact]
    public void The_answer_is_in_the_file_only_where_it_was_asked_for()
    {
        var open = TextCaptcha.Generate(new Random(3), new TextCaptchaStyle { EmbedAnswer = true });
        var closed = TextCaptcha.Generate(new Random(3), new TextCaptchaStyle());

        Assert.Equal(open.Answer, TextCaptcha.TryReadAnswer(open.Png));
        Assert.Null(TextCaptcha.TryReadAnswer(closed.Png));
        Assert.Null(TextCaptcha.TryReadAnswer("not an image"u8));
        DecodedPng.Read(open.Png);
    }

    [Fact]
    public void Hints_say_the_truth_about_the_answer()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var style = new TextCaptchaStyle { Content = Contents[seed % 4], CaseMatters = seed % 8 >= 4, AllowConfusable = seed % 3 == 0 };
            var (_, answer, hints) = TextCaptcha.Generate(new Random(seed), style);
            Assert.InRange(answer.Length, hints.MinLength, hints.MaxLength);
            Assert.Equal(hints.Arithmetic, style.Content == TextContent.Arithmetic);
            if (!hints.Arithmetic) Assert.InRange(answer.Length, style.MinLength, style.MaxLength);
            if (hints.DigitsOnly) Assert.All(answer, c => Assert.True(char.IsAsciiDigit(c)));
            if (hints.LettersOnly) Assert.All(answer, c => Assert.True(char.IsAsciiLetter(c)));
            if (hints.LettersAndDigits) Assert.True(answer.Any(char.IsAsciiDigit) && answer.Any(char.IsAsciiLetter));
            Assert.True(hints.DigitsOnly || hints.LettersOnly || hints.LettersAndDigits);
        }
    }

    [Fact]
    public void Confusable_characters_appear_only_when_asked_for()
    {
        string Answers(bool allow) => string.Concat(Enumerable.Range(0, 2_000).Select(seed =>
            Challenge.Make(new Random(seed), new TextCaptchaStyle { AllowConfusable = allow }).Answer));

        Assert.DoesNotContain(Answers(allow: false), c => "0Oo1lI2Zz5Ss8B9gq".Contains(c, StringComparison.Ordinal));
        Assert.Contains(Answers(allow: true), c => "0Oo1lI2Zz5Ss8B9gq".Contains(c, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_case_matters_no_letter_differs_from_its_other_case_in_size_only()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var challenge = Challenge.Make(new Random(seed), new TextCaptchaStyle { CaseMatters = true, Content = TextContent.Letters });
            Assert.True(challenge.Hints.CaseMatters);
            Assert.DoesNotContain(challenge.Answer, c => "cCoOpPsSvVwWxXzZ".Contains(c, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_sum_is_answered_by_its_result()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var challenge = Challenge.Make(new Random(seed), new TextCaptchaStyle { Content = TextContent.Arithmetic });
            var words = challenge.Drawn.Split(' ');
            Assert.Equal(["=", "?"], words[3..]);
            var (a, b) = (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
            var result = words[1] switch { "+" => a + b, "-" => a - b, "×" => a * b, _ => int.MinValue };
            Assert.Equal(result.ToString(CultureInfo.InvariantCulture), challenge.Answer);
            Assert.True(result >= 0);
        }
    }

    [Fact]
    public void Text_stands_out_from_every_shade_of_the_background_and_noise_does_not()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var palette = CaptchaColours.Make(new Random(seed)).Palette.ToArray();
            const int steps = Raster.InkLayers.CoverSteps;
            var grounds = palette.Chunk(1 + 3 * steps).ToArray();
            Assert.Equal(4, grounds.Length);
            foreach (var shade in grounds)
            {
                Assert.True(shade[steps].ContrastTo(shade[0]) >= 4.5);
                Assert.True(shade[2 * steps].ContrastTo(shade[0]) >= 4.5);
                Assert.True(shade[3 * steps].ContrastTo(shade[0]) < 3);
            }
        }
    }

    [Fact]
    public void Nothing_of_the_text_is_cut_off_by_the_edge()
    {
        var style = new TextCaptchaStyle { NoiseLines = 0, NoiseDots = 0, MinLength = 1, MaxLength = 8, AllowConfusable = true, Content = TextContent.Letters };
        for (var seed = 0; seed < 400; seed++)
        {
            var image = DecodedPng.Read(TextCaptcha.Generate(new Random(seed), style).Png);
            var light = image.Palette[0];
            bool IsText(int x, int y) => image.ColourAt(x, y).ContrastTo(light) > 4;
            Assert.False(Enumerable.Range(0, image.Width).Any(x => IsText(x, 0) || IsText(x, image.Height - 1)), $"seed {seed}: cut off above or below");
            Assert.False(Enumerable.Range(0, image.Height).Any(y => IsText(0, y) || IsText(image.Width - 1, y)), $"seed {seed}: cut off at a side");
            Assert.True(image.Pixels.Where((_, i) => IsText(i % image.Width, i / image.Width)).Count() > 20, $"seed {seed}: nothing is drawn");
        }
    }

    [Fact]
    public void A_style_outside_of_its_ranges_is_refused()
    {
        TextCaptchaStyle[] wrong =
        [
            new() { MinLength = 0 }, new() { MinLength = 5, MaxLength = 4 }, new() { MaxLength = 11 }, new() { Width = 79 }, new() { Height = 1001 },
            new() { NoiseLines = 21 }, new() { NoiseDots = -1 }, new() { Content = 0 }, new() { MinLength = 1, MaxLength = 1 },
        ];
        Assert.All(wrong, style => Assert.Throws<ArgumentException>(() => TextCaptcha.Generate(new Random(1), style)));
    }
}
