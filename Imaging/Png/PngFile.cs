using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CaptchaGrains.Imaging.Png;

/// <summary>Writes images with a palette as PNG (RFC 2083), and reads text chunks back. Nothing else of the format is needed here.</summary>
public static class PngFile
{
    private const int LongestKeyword = 79;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="pixels">Row by row from the top, one index into the palette each; width × height of them.</param>
    /// <param name="palette">1 … 256 colours.</param>
    /// <param name="text">A keyword of 1 … 79 characters and its text, both Latin-1; null: no text.</param>
    /// <exception cref="ArgumentException">The sizes don't fit together.</exception>
    public static byte[] WriteIndexed(
        int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<Rgb> palette, (string Keyword, string Text)? text = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != width * height) throw new ArgumentException($"{width} × {height} pixels are needed, not {pixels.Length}.", nameof(pixels));
        if (palette.Length is < 1 or > 256) throw new ArgumentException($"A palette has 1 to 256 colours, not {palette.Length}.", nameof(palette));

        using var file = new MemoryStream(4096);
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, Header(width, height));
        WriteChunk(file, "PLTE"u8, Colours(palette));
        if (text is var (keyword, content)) WriteChunk(file, "tEXt"u8, TextBytes(keyword, content));
        WriteChunk(file, "IDAT"u8, Compress(width, height, pixels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The text of the first tEXt chunk with this keyword; null when there is none, or the bytes are no whole PNG up to there.</summary>
    public static string? FindText(ReadOnlySpan<byte> png, string keyword)
    {
        if (!png.StartsWith(Signature)) return null;
        var wanted = Encoding.Latin1.GetBytes(keyword + '\0');
        for (var rest = png[Signature.Length..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12) return null;
            var typeAndData = rest.Slice(4, 4 + (int)length);
            var data = typeAndData[4..];
            if (typeAndData.StartsWith("tEXt"u8) && data.StartsWith(wanted))
            {
                var crc = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);
                return crc == Crc32.Of(typeAndData) ? Encoding.Latin1.GetString(data[wanted.Length..]) : null;
            }
            rest = rest[(12 + (int)length)..];
        }
        return null;
    }

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits for each index
        header[9] = 3; // indices into a palette; then deflate, the five standard filters, not interlaced: all zero
        return header;
    }

    private static byte[] Colours(ReadOnlySpan<Rgb> palette)
    {
        var bytes = new byte[palette.Length * 3];
        for (var i = 0; i < palette.Length; i++) (bytes[3 * i], bytes[3 * i + 1], bytes[3 * i + 2]) = palette[i];
        return bytes;
    }

    private static byte[] TextBytes(string keyword, string text)
    {
        if (keyword.Length is < 1 or > LongestKeyword) throw new ArgumentException("A keyword has 1 to 79 characters.", nameof(keyword));
        return Encoding.Latin1.GetBytes(keyword + '\0' + text);
    }

    private static byte[] Compress(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream(4096);
        // Indices into a palette have no gradient to predict: every row goes unfiltered (filter byte 0), as the standard recommends.
        var rows = new byte[height * (width + 1)];
        for (var y = 0; y < height; y++) pixels.Slice(y * width, width).CopyTo(rows.AsSpan(y * (width + 1) + 1));
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var start = (int)file.Position;
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(file.GetBuffer().AsSpan(start, (int)file.Position - start)));
        file.Write(number);
    }
}
