namespace CaptchaGrains.Api.Requests;

/// <summary>The parameters of a header line such as <c>form-data; name="file"; filename*=utf-8''a.jpg</c>, one after another.</summary>
internal struct HeaderParameters(Memory<byte> line)
{
    private Memory<byte> _rest = line;

    /// <param name="value">Without its quotes; escapes inside of them are left as they are, for no name that we know needs any.</param>
    public bool TryNext(out Memory<byte> name, out Memory<byte> value)
    {
        name = value = default;
        var start = _rest.Span.IndexOf((byte)';');
        if (start < 0) return false;
        var rest = _rest[(start + 1)..];
        var stop = rest.Span.IndexOfAny((byte)'=', (byte)';');
        if (stop < 0 || rest.Span[stop] == ';')
        {
            // A parameter without a value: on to the next.
            name = Trim(stop < 0 ? rest : rest[..stop]);
            _rest = stop < 0 ? default : rest[stop..];
            return name.Length > 0 || stop >= 0;
        }
        name = Trim(rest[..stop]);
        rest = rest[(stop + 1)..];
        rest = rest[(rest.Length - rest.Span.TrimStart(" \t"u8).Length)..];
        if (rest.Length > 0 && rest.Span[0] == '"' && ClosingQuote(rest.Span) is var quote and > 0)
        {
            value = rest[1..quote];
            _rest = rest[(quote + 1)..];
            return true;
        }
        var end = rest.Span.IndexOf((byte)';');
        value = Trim(end < 0 ? rest : rest[..end]);
        _rest = end < 0 ? default : rest[end..];
        return true;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            // A backslash before anything else belongs to a path of a browser that sends whole paths.
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"' && text[(i + 2)..].Contains((byte)'"')) i++;
            else if (text[i] == '"') return i;
        }
        return -1;
    }

    private static Memory<byte> Trim(Memory<byte> text)
    {
        var span = text.Span;
        var start = span.Length - span.TrimStart(" \t"u8).Length;
        var length = span[start..].TrimEnd(" \t\r\n"u8).Length;
        return text.Slice(start, length);
    }
}
