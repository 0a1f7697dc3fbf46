using System.Security.Cryptography;
using System.Text;

namespace CaptchaGrains.Silo.Operators;

/// <summary>What an operator shows to see the dashboard. Only its hash is kept, and comparing takes the same time for every guess.</summary>
internal sealed class OperatorSecret
{
    public const string Key = "Operator:Secret";

    /// <summary>Characters; nothing slows down guessing but the length.</summary>
    public const int LeastLength = 16;

    private readonly byte[]? _hash;

    private OperatorSecret(string? secret) => _hash = string.IsNullOrEmpty(secret) ? null : Hash(secret);

    public bool IsSet => _hash is not null;

    /// <exception cref="InvalidOperationException">It is set, and too short.</exception>
    public static OperatorSecret From(IConfiguration configuration)
    {
        var secret = configuration[Key];
        if (secret is { Length: > 0 and < LeastLength })
            throw new InvalidOperationException($"{Key} needs at least {LeastLength} characters.");
        return new OperatorSecret(secret);
    }

    public bool Is(string guess) => _hash is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(guess));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
