using System.Text;

namespace CaptchaGrains.Api.Requests;

/// <summary>Reads a query string or an urlencoded body, decoding it in place.</summary>
internal static class UrlEncodedFields
{
    /// <returns>False when there are too many fields. Everything else has some reading: a broken escape stands for itself.</returns>
    public static bool TryRead(Memory<byte> text, Fields fields)
    {
        while (text.Length > 0)
        {
            var end = text.Span.IndexOf((byte)'&');
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.Length == 0) continue; // "?&" is how one client begins
            var equals = pair.Span.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true);
            // A client that forgot to escape base64 sends its plus signs bare; they must survive, and an image has no use for spaces.
            var value = equals < 0 ? default : Decode(pair[(equals + 1)..], plusIsSpace: !ParameterNames.IsImage(name.Span));
            if (!fields.TryAdd(new Field(name, value, FieldForm.UrlEncoded))) return false;
        }
        return true;
    }

    /// <summary>The bytes of a query as the server shows it: text, in which every byte above 127 is a character of UTF-8.</summary>
    public static Memory<byte> BytesOf(string? query) =>
        string.IsNullOrEmpty(query) ? default : Encoding.UTF8.GetBytes(query, query[0] == '?' ? 1 : 0, query.Length - (query[0] == '?' ? 1 : 0)).AsMemory();

    private static Memory<byte> Decode(Memory<byte> text, bool plusIsSpace)
    {
        var span = text.Span;
        if (plusIsSpace) span.Replace((byte)'+', (byte)' ');
        var at = span.IndexOf((byte)'%');
        if (at < 0) return text;
        var to = at;
        while (at < span.Length)
        {
            var c = span[at++];
            if (c == '%' && at + 1 < span.Length && TryHex(span[at], span[at + 1], out var escaped))
            {
                c = escaped;
                at += 2;
            }
            span[to++] = c;
        }
        return text[..to];
    }

    private static bool TryHex(byte high, byte low, out byte value)
    {
        value = 0;
        if (!char.IsAsciiHexDigit((char)high) || !char.IsAsciiHexDigit((char)low)) return false;
        value = (byte)((Digit(high) << 4) | Digit(low));
        return true;
    }

    private static int Digit(byte c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
