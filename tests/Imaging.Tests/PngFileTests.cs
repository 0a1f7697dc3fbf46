using CaptchaGrains.Imaging.Png;
using FsCheck;
using FsCheck.Fluent;

namespace CaptchaGrains.Imaging.Tests;

public sealed class PngFileTests
{
    private static readonly Rgb[] TwoColours = [new(255, 255, 255), new(10, 20, 30)];

    [Fact]
    public void Pixels_and_palette_come_back_as_they_were_written()
    {
        byte[] pixels = [0, 1, 0, 1, 1, 0];

        var read = DecodedPng.Read(PngFile.WriteIndexed(3, 2, pixels, TwoColours));

        Assert.Equal((3, 2), (read.Width, read.Height));
        Assert.Equal(TwoColours, read.Palette);
        Assert.Equal(pixels, read.Pixels);
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], read.Chunks);
    }

    [Fact]
    public void A_text_is_found_by_its_keyword_and_by_no_other()
    {
        var png = PngFile.WriteIndexed(1, 1, [0], TwoColours, ("answer", "7xK"));

        Assert.Equal("7xK", PngFile.FindText(png, "answer"));
        Assert.Null(PngFile.FindText(png, "answe"));
        Assert.Null(PngFile.FindText(png, "answers"));
    }

    [Fact]
    public void A_file_that_ends_early_or_is_damaged_has_no_text_and_throws_nothing()
    {
        var png = PngFile.WriteIndexed(1, 1, [0], TwoColours, ("answer", "7xK"));
        var textEnd = png.AsSpan().IndexOf("7xK"u8) + 3 + 4;
        for (var length = 0; length < textEnd; length++) Assert.Null(PngFile.FindText(png.AsSpan(0, length), "answer"));

        var damaged = png.ToArray();
        damaged[textEnd - 5]++;
        Assert.Null(PngFile.FindText(damaged, "answer"));
    }

    [Fact]
    public void No_bytes_at_all_make_the_reader_throw()
    {
        var png = PngFile.WriteIndexed(1, 1, [0], TwoColours, ("answer", "7xK"));
        var place = Gen.Choose(0, png.Length - 1);
        var anyByte = Gen.Choose(0, 255);
        Prop.ForAll(Arb.From(place.Zip(anyByte)), change =>
        {
            var bytes = png.ToArray();
            bytes[change.Item1] = (byte)change.Item2;
            var text = PngFile.FindText(bytes, "answer");
            return text is null or "7xK";
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Sizes_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PngFile.WriteIndexed(2, 2, [0, 0, 0], TwoColours));
        Assert.Throws<ArgumentException>(() => PngFile.WriteIndexed(1, 1, [0], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngFile.WriteIndexed(0, 1, [], TwoColours));
        Assert.Throws<ArgumentException>(() => PngFile.WriteIndexed(1, 1, [0], TwoColours, ("", "text")));
    }
}
