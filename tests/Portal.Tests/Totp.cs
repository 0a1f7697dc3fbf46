using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CaptchaGrains.Portal.Tests;

/// <summary>An authenticator: RFC 6238 with SHA-1, six digits and steps of thirty seconds.</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="key">In base 32, with or without spaces.</param>
    /// <param name="steps">From now.</param>
    public static string Code(string key, int steps = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // the algorithm of the standard
        var hash = HMACSHA1.HashData(Bytes(key.Replace(" ", "", StringComparison.Ordinal)), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            if ((Alphabet.IndexOf(key[i / 5], StringComparison.Ordinal) >> (4 - i % 5) & 1) == 1) bytes[i / 8] |= (byte)(128 >> i % 8);
        }
        return bytes;
    }
}
