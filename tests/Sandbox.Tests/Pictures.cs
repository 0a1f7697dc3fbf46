using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>Images whose headers are right; what follows is noise from a seed, for nobody decodes them.</summary>
internal static class Pictures
{
    private const int Side = 300;

    public static byte[] Png(int seed = 0)
    {
        var image = new byte[400];
        new Random(seed).NextBytes(image);
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8]).CopyTo(image);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(16), Side);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(20), Side);
        return image;
    }

    public static string Hash(int seed) => Convert.ToHexStringLower(SHA256.HashData(Png(seed)));
}
