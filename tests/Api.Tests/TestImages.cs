using System.Buffers.Binary;
using System.IO.Compression;

namespace CaptchaGrains.Api.Tests;

/// <summary>Images whose headers are right; what follows is noise from a seed, for nobody decodes them.</summary>
internal static class TestImages
{
    public static byte[] Png(int width = 120, int height = 40, int bytes = 300) =>
        Filled(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. Big32(width), .. Big32(height), 8, 2, 0, 0, 0]);

    public static byte[] Gif(int width = 120, int height = 40, int bytes = 300) =>
        Filled(bytes, [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 0, 0]);

    public static byte[] Jpeg(int width = 120, int height = 40, int bytes = 300) =>
        Filled(bytes, [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3]);

    /// <summary>A PNG of 20 kB with a colour profile that unpacks to 20 MB.</summary>
    public static byte[] PngWithPackedProfile()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize)) zlib.Write(new byte[20 * 1024 * 1024]);
        byte[] profile = [.. "x\0\0"u8, .. packed.ToArray()];
        return [.. Png()[..33], .. Big32(profile.Length), .. "iCCP"u8, .. profile, .. new byte[4], .. Big32(0), .. "IEND"u8, .. new byte[4]];
    }

    /// <summary>An animation of small pictures.</summary>
    public static byte[] GifOfFrames(int frames) =>
        [.. Gif()[..13], .. Enumerable.Repeat<byte[]>([0x2C, 0, 0, 0, 0, 9, 0, 9, 0, 0, 2, 1, 0x44, 0], frames).SelectMany(f => f), 0x3B];

    /// <summary>A PNG whose base64 is full of plus signs and slashes.</summary>
    public static byte[] PngFullOfPlus()
    {
        var image = Png(bytes: 600);
        for (var i = 33; i < image.Length; i++) image[i] = (byte)(i % 2 == 0 ? 0xFB : 0xEF);
        return image;
    }

    private static byte[] Filled(int bytes, byte[] header)
    {
        var image = new byte[bytes];
        new Random(bytes).NextBytes(image);
        header.AsSpan(0, Math.Min(header.Length, bytes)).CopyTo(image);
        return image;
    }

    private static byte[] Big32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
