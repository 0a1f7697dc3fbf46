using System.Buffers.Binary;

namespace CaptchaGrains.Core.Captchas;

public enum ImageFormat : short
{
    Jpeg = 1,
    Png = 2,
    Gif = 3,
}

public enum ImageRefusal
{
    /// <summary>Fewer bytes than <see cref="ImageLimits.MinBytes"/>.</summary>
    TooSmall = 1,

    /// <summary>More bytes, or more pixels a side, than allowed; or contents that would unpack to far more than the header says.</summary>
    TooBig = 2,

    /// <summary>Neither JPEG, PNG nor GIF, or its header is broken.</summary>
    NotSupported = 3,
}

/// <param name="MinBytes">Bytes.</param>
/// <param name="MaxBytes">Bytes.</param>
/// <param name="MaxSide">Pixels, for width and for height.</param>
public sealed record ImageLimits(int MinBytes, int MaxBytes, int MaxSide)
{
    public static ImageLimits Captcha { get; } = new(100, 600 * 1024, 1000);

    public static ImageLimits Instruction { get; } = new(100, 100 * 1024, 1000);
}

/// <summary>What the bytes of an image say of it.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public readonly record struct ImageInfo(ImageFormat Format, int Width, int Height)
{
    public string ContentType => Format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        _ => "image/gif",
    };
}

/// <summary>
/// Judges an image by its header: format and size in pixels, never by its name, and without decoding it, so that an image that
/// would unpack to gigabytes costs nothing. Formats: RFC 2083 (PNG), ITU-T T.81 annex B (JPEG), GIF89a.
/// </summary>
public static class ImageProbe
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> PngHeaderChunk => [0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    /// <returns>Null when the image is acceptable, and then <paramref name="info"/> holds what it is.</returns>
    public static ImageRefusal? Check(ReadOnlySpan<byte> image, ImageLimits limits, out ImageInfo info)
    {
        info = default;
        if (image.Length < limits.MinBytes) return ImageRefusal.TooSmall;
        if (image.Length > limits.MaxBytes) return ImageRefusal.TooBig;
        if (!TryRead(image, out info)) return ImageRefusal.NotSupported;
        if (info.Width > limits.MaxSide || info.Height > limits.MaxSide) return ImageRefusal.TooBig;
        return ImageBombs.IsOne(image, info.Format, limits) ? ImageRefusal.TooBig : null;
    }

    /// <summary>False when the bytes are not an image of a known format with a width and a height above zero.</summary>
    public static bool TryRead(ReadOnlySpan<byte> image, out ImageInfo info)
    {
        var read = TryPng(image, out info) || TryGif(image, out info) || TryJpeg(image, out info);
        return read && info is { Width: > 0, Height: > 0 };
    }

    private static bool TryPng(ReadOnlySpan<byte> image, out ImageInfo info)
    {
        info = default;
        if (image.Length < 33 || !image.StartsWith(PngSignature) || !image[8..].StartsWith(PngHeaderChunk)) return false;
        var width = BinaryPrimitives.ReadUInt32BigEndian(image[16..]);
        var height = BinaryPrimitives.ReadUInt32BigEndian(image[20..]);
        if (width > int.MaxValue || height > int.MaxValue) return false;
        info = new ImageInfo(ImageFormat.Png, (int)width, (int)height);
        return true;
    }

    private static bool TryGif(ReadOnlySpan<byte> image, out ImageInfo info)
    {
        info = default;
        if (image.Length < 13 || !(image.StartsWith("GIF87a"u8) || image.StartsWith("GIF89a"u8))) return false;
        info = new ImageInfo(ImageFormat.Gif, BinaryPrimitives.ReadUInt16LittleEndian(image[6..]), BinaryPrimitives.ReadUInt16LittleEndian(image[8..]));
        return true;
    }

    private static bool TryJpeg(ReadOnlySpan<byte> image, out ImageInfo info)
    {
        info = default;
        if (image.Length < 4 || image[0] != 0xFF || image[1] != 0xD8) return false;
        // Segments: FF, marker, two bytes of length that count themselves. The frame header (SOFn) holds height and width.
        for (var at = 2; at + 4 <= image.Length;)
        {
            if (image[at] != 0xFF) return false;
            var marker = image[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) { at += 2; continue; }
            if (marker is 0x00 or 0xD9 or 0xDA) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
            if (length < 2) return false;
            var isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
            {
                if (at + 9 > image.Length) return false;
                info = new ImageInfo(ImageFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]));
                return true;
            }
            at += 2 + length;
        }
        return false;
    }
}
