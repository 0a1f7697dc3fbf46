using System.Buffers.Binary;

namespace CaptchaGrains.Core.Captchas;

/// <summary>
/// Finds images that say little in their header and cost whoever shows them much. We never unpack images, but the browsers of workers do. Nothing is unpacked
/// here either: only the lengths of their parts are read, up to the first that makes no sense, for there every decoder stops as well.
/// </summary>
internal static class ImageBombs
{
    /// <summary>Pictures of an animation. Moving captchas have some tens; a hundred of the largest are 400 MB of pixels, drawn one after another.</summary>
    private const int MostFrames = 100;

    /// <summary>Scans of a JPEG, each of which paints the whole picture anew. Progressive ones have about ten.</summary>
    private const int MostScans = 100;

    /// <summary>Bytes of packed colour profiles and texts of a PNG. They unpack to a thousand times as much at worst; profiles of screens have about 3 kB.</summary>
    private const int MostPackedBytes = 16 * 1024;

    /// <param name="image">One that <see cref="ImageProbe.TryRead"/> knows.</param>
    public static bool IsOne(ReadOnlySpan<byte> image, ImageFormat format, ImageLimits limits) => format switch
    {
        ImageFormat.Png => IsPngBomb(image),
        ImageFormat.Gif => IsGifBomb(image, limits.MaxSide),
        _ => IsJpegBomb(image),
    };

    // Chunks: length, type, contents, checksum.
    private static bool IsPngBomb(ReadOnlySpan<byte> image)
    {
        var packed = 0;
        for (image = image[8..]; image.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(image);
            if (length > image.Length - 12) return false;
            var type = image.Slice(4, 4);
            var contents = image.Slice(8, (int)length);
            if (type.SequenceEqual("acTL"u8) && length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(contents) > MostFrames) return true;
            if (IsPacked(type, contents) && (packed += contents.Length) > MostPackedBytes) return true;
            image = image[((int)length + 12)..];
        }
        return false;
    }

    private static bool IsPacked(ReadOnlySpan<byte> type, ReadOnlySpan<byte> contents)
    {
        if (type.SequenceEqual("iCCP"u8) || type.SequenceEqual("zTXt"u8)) return true;
        if (!type.SequenceEqual("iTXt"u8)) return false;
        var keyword = contents.IndexOf((byte)0);
        return keyword >= 0 && keyword + 1 < contents.Length && contents[keyword + 1] != 0;
    }

    // Blocks: extensions and pictures, both with a chain of pieces that ends with an empty one. A picture has a place and a size of its own, and browsers make
    // room for it although the header promised a smaller screen.
    private static bool IsGifBomb(ReadOnlySpan<byte> image, int maxSide)
    {
        var frames = 0;
        for (image = After(image, 13 + TableBytes(image[10])); image.Length > 0;)
        {
            if (image[0] == 0x21)
            {
                image = AfterPieces(After(image, 2));
                continue;
            }
            if (image[0] != 0x2C || image.Length < 10) return false;
            var right = BinaryPrimitives.ReadUInt16LittleEndian(image[1..]) + BinaryPrimitives.ReadUInt16LittleEndian(image[5..]);
            var bottom = BinaryPrimitives.ReadUInt16LittleEndian(image[3..]) + BinaryPrimitives.ReadUInt16LittleEndian(image[7..]);
            if (++frames > MostFrames || right > maxSide || bottom > maxSide) return true;
            image = AfterPieces(After(image, 11 + TableBytes(image[9])));
        }
        return false;
    }

    private static int TableBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static ReadOnlySpan<byte> AfterPieces(ReadOnlySpan<byte> image)
    {
        while (image.Length > 0 && image[0] != 0) image = After(image, 1 + image[0]);
        return After(image, 1);
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> image, int bytes) => bytes < image.Length ? image[bytes..] : default;

    // Segments as ImageProbe reads them; behind the head of a scan comes its picture, in which FF is followed by 00 or by the number of a restart.
    private static bool IsJpegBomb(ReadOnlySpan<byte> image)
    {
        var scans = 0;
        for (image = image[2..]; image.Length >= 4 && image[0] == 0xFF;)
        {
            var marker = image[1];
            if (marker == 0xD9) return false;
            if (marker is 0xFF or 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                image = image[(marker == 0xFF ? 1 : 2)..];
                continue;
            }
            if (marker == 0xDA && ++scans > MostScans) return true;
            image = After(image, 2 + BinaryPrimitives.ReadUInt16BigEndian(image[2..]));
            if (marker == 0xDA) image = AfterPicture(image);
        }
        return false;
    }

    private static ReadOnlySpan<byte> AfterPicture(ReadOnlySpan<byte> image)
    {
        while (image.IndexOf((byte)0xFF) is var at and >= 0 && at + 1 < image.Length)
        {
            if (image[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))) return image[at..];
            image = image[(at + 2)..];
        }
        return default;
    }
}
