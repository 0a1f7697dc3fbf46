using System.Buffers.Binary;
using System.Text;
using CaptchaGrains.Core.Captchas;
using Xunit;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>Images whose headers are within all bounds and whose contents are not; each beside one that is almost the same and is taken.</summary>
public sealed class ImageBombTests
{
    [Theory]
    [InlineData("iCCP", 16 * 1024, null)]
    [InlineData("iCCP", (16 * 1024) + 1, ImageRefusal.TooBig)]
    [InlineData("zTXt", (16 * 1024) + 1, ImageRefusal.TooBig)]
    [InlineData("tEXt", 300 * 1024, null)]
    [InlineData("IDAT", 300 * 1024, null)]
    public void A_png_may_have_little_packed_beside_its_picture(string type, int bytes, ImageRefusal? expected) =>
        Assert.Equal(expected, Check(Png(Chunk(type, new byte[bytes]))));

    [Fact]
    public void Packed_chunks_of_a_png_count_together()
    {
        Assert.Null(Check(Png([.. Enumerable.Repeat(Chunk("zTXt", new byte[1024]), 16)])));
        Assert.Equal(ImageRefusal.TooBig, Check(Png([.. Enumerable.Repeat(Chunk("zTXt", new byte[1024]), 17)])));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, ImageRefusal.TooBig)]
    public void An_international_text_of_a_png_counts_when_it_is_packed(byte isPacked, ImageRefusal? expected) =>
        Assert.Equal(expected, Check(Png(Chunk("iTXt", [.. "Note\0"u8, isPacked, .. new byte[20 * 1024]]))));

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, ImageRefusal.TooBig)]
    public void An_animation_has_a_hundred_pictures(int frames, ImageRefusal? expected)
    {
        Assert.Equal(expected, Check(Gif(frames, 120, 40)));
        Assert.Equal(expected, Check(Png(Chunk("acTL", [0, 0, 0, (byte)frames, 0, 0, 0, 0]))));
    }

    [Theory]
    [InlineData(0, 1000, null)]
    [InlineData(0, 1001, ImageRefusal.TooBig)]
    [InlineData(60_000, 10, ImageRefusal.TooBig)]
    [InlineData(0, 65_535, ImageRefusal.TooBig)]
    public void A_picture_of_a_gif_stays_within_the_bounds_whatever_the_screen(int left, int width, ImageRefusal? expected)
    {
        Assert.Equal(expected, Check(Gif(1, width, 10, left)));
        Assert.Equal(expected, Check([.. Gif(1, 10, 10)[..^1], .. GifPicture(10, width, 0, left), 0x3B]));
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, ImageRefusal.TooBig)]
    public void A_jpeg_has_a_hundred_scans(int scans, ImageRefusal? expected)
    {
        byte[] scan = [0xFF, 0xDA, 0, 4, 1, 0, 1, 0xFF, 0x00, 2, 0xFF, 0xD3, 3];
        byte[] head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC2, 0, 11, 8, 0, 40, 0, 120, 1, 1, 0x11, 0];
        Assert.Equal(expected, Check([.. head, .. Enumerable.Repeat(scan, scans).SelectMany(s => s), 0xFF, 0xD9]));
    }

    [Fact]
    public void What_is_broken_off_anywhere_is_judged_by_what_is_there()
    {
        foreach (var image in (byte[][])[Gif(3, 50, 50), Png(Chunk("iCCP", new byte[30]), Chunk("IDAT", new byte[30]))])
            for (var length = 33; length < image.Length; length++)
                Assert.Null(Check(image[..length]));
    }

    private static ImageRefusal? Check(byte[] image) => ImageProbe.Check(image, ImageLimits.Captcha with { MinBytes = 0 }, out _);

    private static byte[] Png(params byte[][] chunks) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 120, 0, 0, 0, 40, 8, 2, 0, 0, 0]), .. chunks.SelectMany(c => c), .. Chunk("IEND", [])];

    private static byte[] Chunk(string type, byte[] contents)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, contents.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. contents, 1, 2, 3, 4];
    }

    /// <summary>With a global colour table, comments between the pictures, and pictures with and without tables of their own.</summary>
    private static byte[] Gif(int frames, int width, int height, int left = 0) =>
    [
        .. "GIF89a"u8, 120, 0, 40, 0, 0x81, 0, 0, .. new byte[12],
        .. Enumerable.Range(0, frames).SelectMany(i => (byte[])[0x21, 0xFE, 2, 0x2C, 0x2C, 0, .. GifPicture(width, height, i % 2 == 0 ? 0 : 0x80, left)]), 0x3B,
    ];

    private static byte[] GifPicture(int width, int height, int flags, int left) =>
    [
        0x2C, (byte)left, (byte)(left >> 8), 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), (byte)flags,
        .. new byte[flags == 0 ? 0 : 6], 2, 3, 0x2C, 0x2C, 0x2C, 1, 0x21, 0,
    ];
}
