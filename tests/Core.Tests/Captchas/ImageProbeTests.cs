using System.Buffers.Binary;
using CaptchaGrains.Core.Captchas;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Captchas;

public sealed class ImageProbeTests
{
    private static readonly ImageLimits Limits = ImageLimits.Captcha;

    public static TheoryData<ImageFormat> Formats => [ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.Gif];

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_image_is_known_by_its_bytes(ImageFormat format)
    {
        Assert.Null(ImageProbe.Check(Padded(Header(format, 120, 40)), Limits, out var info));
        Assert.Equal(new ImageInfo(format, 120, 40), info);
        Assert.Equal("image/" + format.ToString().ToLowerInvariant(), info.ContentType);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_side_may_have_a_thousand_pixels_and_no_more(ImageFormat format)
    {
        Assert.Null(Refusal(Header(format, 1000, 1000)));
        Assert.Equal(ImageRefusal.TooBig, Refusal(Header(format, 1001, 1)));
        Assert.Equal(ImageRefusal.TooBig, Refusal(Header(format, 1, 1001)));
        Assert.Equal(ImageRefusal.TooBig, Refusal(Header(format, 65535, 65535)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_picture_without_pixels_is_none(ImageFormat format)
    {
        Assert.Equal(ImageRefusal.NotSupported, Refusal(Header(format, 0, 40)));
        Assert.Equal(ImageRefusal.NotSupported, Refusal(Header(format, 120, 0)));
    }

    [Fact]
    public void A_png_of_four_billion_pixels_a_side_is_refused_without_being_unpacked()
    {
        Assert.Equal(ImageRefusal.TooBig, Refusal(Png(int.MaxValue, int.MaxValue)));
        Assert.Equal(ImageRefusal.NotSupported, Refusal(Png(uint.MaxValue, uint.MaxValue)));
    }

    [Fact]
    public void The_size_in_bytes_is_bounded_on_both_sides()
    {
        var png = Png(10, 10);
        Assert.Equal(ImageRefusal.TooSmall, ImageProbe.Check([], Limits, out _));
        Assert.Equal(ImageRefusal.TooSmall, ImageProbe.Check(Padded(png, 99), Limits, out _));
        Assert.Null(ImageProbe.Check(Padded(png, 100), Limits, out _));
        Assert.Null(ImageProbe.Check(Padded(png, 600 * 1024), Limits, out _));
        Assert.Equal(ImageRefusal.TooBig, ImageProbe.Check(Padded(png, 600 * 1024 + 1), Limits, out _));
        Assert.Equal(ImageRefusal.TooBig, ImageProbe.Check(Padded(png, 100 * 1024 + 1), ImageLimits.Instruction, out _));
    }

    [Fact]
    public void The_frame_of_a_jpeg_is_found_behind_other_segments_and_fill_bytes()
    {
        byte[] jpeg = [0xFF, 0xD8, .. Segment(0xE0, 14), .. Segment(0xFE, 300), 0xFF, 0xFF, .. Segment(0xC4, 30), 0xFF, 0x01, .. Frame(0xC2, 320, 200)];
        Assert.True(ImageProbe.TryRead(jpeg, out var info));
        Assert.Equal(new ImageInfo(ImageFormat.Jpeg, 320, 200), info);
    }

    [Fact]
    public void A_jpeg_whose_picture_comes_before_its_frame_is_broken()
    {
        Assert.Equal(ImageRefusal.NotSupported, Refusal([0xFF, 0xD8, .. Segment(0xDA, 10), .. Frame(0xC0, 10, 10)]));
        Assert.Equal(ImageRefusal.NotSupported, Refusal([0xFF, 0xD8, 0xFF, 0xD9, .. Frame(0xC0, 10, 10)]));
        Assert.Equal(ImageRefusal.NotSupported, Refusal([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, .. Frame(0xC0, 10, 10)]));
        Assert.Equal(ImageRefusal.NotSupported, Refusal([0xFF, 0xD8, 0xFF, 0x00, 0, 2, .. Frame(0xC0, 10, 10)]));
    }

    [Fact]
    public void A_png_starts_with_its_header_chunk()
    {
        var png = Png(10, 10);
        png[11] = 12;
        Assert.Equal(ImageRefusal.NotSupported, Refusal(png));
        png = Png(10, 10);
        "tEXt"u8.CopyTo(png.AsSpan(12));
        Assert.Equal(ImageRefusal.NotSupported, Refusal(png));
    }

    public static TheoryData<string> Disguised =>
    [
        "%PDF-1.7 ", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "<html><script>", "BM", "RIFF    WEBPVP8 ", "PK\u0003\u0004", "MZ", "GIF88a", "\u0089PNG", "II*\0",
    ];

    [Theory]
    [MemberData(nameof(Disguised))]
    public void What_only_pretends_to_be_an_image_is_refused(string start) =>
        Assert.Equal(ImageRefusal.NotSupported, Refusal(System.Text.Encoding.Latin1.GetBytes(start)));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_truncated_header_is_no_image(ImageFormat format)
    {
        var header = Header(format, 120, 40);
        for (var length = 0; length < header.Length; length++)
            Assert.False(ImageProbe.TryRead(header.AsSpan(0, length), out _), $"{length} of {header.Length} bytes");
        Assert.True(ImageProbe.TryRead(header, out _));
    }

    [Fact]
    public void Random_bytes_behind_any_start_are_judged_and_never_throw() => Property.Holds(
        from start in Gen.Elements<byte[]>([], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF], Png(5, 5), Png(5, 5)[..16], "GIF89a"u8.ToArray(), Header(ImageFormat.Jpeg, 3, 3)[..12])
        from rest in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0xFF, 0xC0, 0xD8, 0x00, 0x01)).Select(b => (byte)b).ArrayOf()
        select start.Concat(rest).ToArray(),
        bytes =>
        {
            if (ImageProbe.TryRead(bytes, out var info)) Assert.True(info is { Width: > 0, Height: > 0 });
            ImageProbe.Check(bytes, Limits with { MinBytes = 0 }, out _);
        }, 3_000);

    private static ImageRefusal? Refusal(byte[] image) => ImageProbe.Check(Padded(image), Limits, out _);

    private static byte[] Padded(byte[] image, int length = 200) => [.. image, .. new byte[Math.Max(0, length - image.Length)]];

    private static byte[] Header(ImageFormat format, int width, int height) => format switch
    {
        ImageFormat.Png => Png((uint)width, (uint)height),
        ImageFormat.Gif => [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 0, 0],
        _ => [0xFF, 0xD8, .. Segment(0xE0, 14), .. Frame(0xC0, width, height)[..9]],
    };

    private static byte[] Png(uint width, uint height)
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[17]];
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    private static byte[] Segment(byte marker, int content) => [0xFF, marker, (byte)(content + 2 >> 8), (byte)(content + 2), .. new byte[content]];

    private static byte[] Frame(byte marker, int width, int height) =>
        [0xFF, marker, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
}
