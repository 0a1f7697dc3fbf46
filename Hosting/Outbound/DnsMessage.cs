using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace CaptchaGrains.Hosting.Outbound;

/// <summary>Questions for TXT records and their answers, as bytes (RFC 1035).</summary>
public static class DnsMessage
{
    private const ushort Txt = 16;
    private const ushort Internet = 1;
    private const int HeaderLength = 12;

    /// <summary>Records of an answer that are looked at.</summary>
    private const int MostRecords = 200;

    /// <exception cref="ArgumentException">The name is none.</exception>
    public static byte[] Question(ushort id, string name)
    {
        var message = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 }; // recursion desired, one question
        foreach (var label in name.Split('.'))
        {
            if (label.Length is 0 or > 63 || !Ascii.IsValid(label)) throw new ArgumentException($"'{name}' is no name.", nameof(name));
            message.Add((byte)label.Length);
            message.AddRange(Encoding.ASCII.GetBytes(label));
        }
        message.AddRange([0, 0, (byte)Txt, 0, (byte)Internet]);
        return message.Count <= HeaderLength + 255 + 4 ? [.. message] : throw new ArgumentException($"'{name}' is too long.", nameof(name));
    }

    /// <param name="question">To which it should be the answer.</param>
    /// <returns>Null: it is not.</returns>
    public static DnsAnswer? Read(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question)
    {
        if (message.Length < question.Length || !message[..2].SequenceEqual(question[..2]) || (message[2] & 0x80) == 0) return null;
        // One question, which is ours: whoever answers blindly does not know it.
        if (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1 || !IsSameQuestion(message[HeaderLength..question.Length], question[HeaderLength..])) return null;
        var isTruncated = (message[2] & 2) != 0;
        var texts = ImmutableArray.CreateBuilder<string>();
        var count = Math.Min(MostRecords, (int)BinaryPrimitives.ReadUInt16BigEndian(message[6..]));
        var at = question.Length;
        for (var i = 0; i < count; i++)
        {
            if (!SkipName(message, ref at) || at + 10 > message.Length) break;
            var (type, length) = (BinaryPrimitives.ReadUInt16BigEndian(message[at..]), BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]));
            at += 10;
            if (at + length > message.Length) break;
            // Aliases that the server followed stand before the records that they lead to.
            if (type == Txt && Text(message.Slice(at, length)) is { } text) texts.Add(text);
            at += length;
        }
        return new DnsAnswer(texts.ToImmutable(), isTruncated);
    }

    private static bool IsSameQuestion(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        for (var i = 0; i < one.Length; i++)
            if (ToLower(one[i]) != ToLower(other[i])) return false;
        return true;

        static int ToLower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? b + 32 : b;
    }

    // The name itself is not needed: a pointer ends it.
    private static bool SkipName(ReadOnlySpan<byte> message, ref int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if (length == 0)
            {
                at++;
                return true;
            }
            if (length >= 0xC0)
            {
                at += 2;
                return true;
            }
            if (length > 63) return false;
            at += length + 1;
        }
        return false;
    }

    private static string? Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at < data.Length; at += data[at] + 1)
        {
            if (at + 1 + data[at] > data.Length) return null;
            text.Append(Encoding.UTF8.GetString(data.Slice(at + 1, data[at])));
        }
        return text.ToString();
    }
}

/// <param name="IsTruncated">There is more, over TCP.</param>
public sealed record DnsAnswer(ImmutableArray<string> Texts, bool IsTruncated);
