using System.Buffers.Binary;
using System.IO.Compression;
using CaptchaGrains.Imaging.Png;

namespace CaptchaGrains.Imaging.Tests;

/// <summary>A strict reader of the PNGs that we write, with a check sum computed bit by bit, so that nothing is shared with the writer.</summary>
internal sealed record DecodedPng(int Width, int Height, Rgb[] Palette, byte[] Pixels, string[] Chunks)
{
    public Rgb ColourAt(int x, int y) => Palette[Pixels[y * Width + x]];

    public static DecodedPng Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var chunks = new List<string>();
        var (width, height) = (0, 0);
        Rgb[] palette = [];
        var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            Assert.Equal(SlowCrc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add(type);
            switch (type)
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                    Assert.Equal([8, 3, 0, 0, 0], data[8..].ToArray());
                    break;
                case "PLTE":
                    palette = [.. data.ToArray().Chunk(3).Select(c => new Rgb(c[0], c[1], c[2]))];
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }
            at += 12 + length;
        }
        packed.Position = 0;
        var rows = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress)) zlib.CopyTo(rows);
        var pixels = rows.ToArray().Chunk(width + 1).SelectMany(row =>
        {
            Assert.Equal(0, row[0]);
            return row[1..];
        }).ToArray();
        Assert.Equal(width * height, pixels.Length);
        Assert.All(pixels, p => Assert.True(p < palette.Length));
        return new DecodedPng(width, height, palette, pixels, [.. chunks]);
    }

    private static uint SlowCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }
        return crc ^ 0xFFFFFFFFu;
    }
}
