using System.Security.Cryptography;
using System.Text;

namespace CaptchaGrains.Core.Customers;

/// <summary>A customer's secret for the API: 32 characters. Only its hash is stored.</summary>
public static class ApiKey
{
    public const int Length = 32;

    /// <summary>32 hexadecimal digits from the platform's cryptographic generator.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    public static bool IsWellFormed(string? key) => key is { Length: Length } && key.All(char.IsAsciiLetterOrDigit);

    /// <summary>SHA-256, hexadecimal. The key has 128 bits of its own, so no salt and no slow hash is needed.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
