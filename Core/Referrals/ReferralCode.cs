namespace CaptchaGrains.Core.Referrals;

/// <summary>What stands in a worker's link. It says nothing about him, and of almost 10¹² codes nobody finds one by trying.</summary>
public static class ReferralCode
{
    public const int Length = 8;

    /// <summary>Without letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <param name="bytes">Random ones, <see cref="Length"/> of them.</param>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++) code[i] = Alphabet[bytes[i] % Alphabet.Length];
        return new string(code);
    }

    /// <summary>As it is kept, or null: it is none. People copy links in capitals, and with spaces.</summary>
    public static string? Read(string? written)
    {
        var code = written?.Trim().ToLowerInvariant();
        return code is { Length: Length } && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? code : null;
    }
}
