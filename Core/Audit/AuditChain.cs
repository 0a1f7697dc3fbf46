using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CaptchaGrains.Core.Audit;

/// <summary>
/// The chain: the hash of a record is the SHA-256 of the hash before it, its number, its time and its texts. Numbers are eight bytes, the most significant first; a text is
/// the number of its bytes in UTF-8, as four bytes, and these bytes, so that no two records are written alike.
/// </summary>
public static class AuditChain
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The record that comes after a head.</summary>
    /// <exception cref="EncoderFallbackException">A text is not well-formed.</exception>
    public static AuditRecord After(AuditHead head, AuditFacts facts)
    {
        var sequence = head.Sequence + 1;
        return new AuditRecord(sequence, facts, head.Hash, Hash(head.Hash, sequence, facts));
    }

    /// <summary>Whether a record follows a head, and its hash is that of what it says.</summary>
    public static bool Follows(AuditHead head, AuditRecord record) =>
        record.Sequence == head.Sequence + 1 && record.Previous == head.Hash && record.Hash == Hash(head.Hash, record.Sequence, record.Facts);

    private static string Hash(string previous, long sequence, AuditFacts facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(previous));
        Append(hash, sequence);
        Append(hash, facts.AtMilliseconds);
        foreach (var text in (ReadOnlySpan<string>)[facts.Id, facts.Actor, facts.Act, facts.Subject, facts.Details]) Append(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Utf8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
