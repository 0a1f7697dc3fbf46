using System.Text;

namespace CaptchaGrains.Api.Requests;

/// <summary>
/// Reads a <c>multipart/form-data</c> body that lies in memory as a whole; fields are slices of it. Written for what clients really send (RFC 7578 and
/// less): quoted boundaries with any characters, names without quotes, <c>filename*</c>, content types on plain fields.
/// </summary>
internal static class MultipartFields
{
    /// <summary>Bytes; RFC 2046 allows 70.</summary>
    private const int LongestBoundary = 200;

    /// <summary>Bytes of the headers of one part.</summary>
    private const int LongestHeaders = 8192;

    /// <returns>False when it is malformed or holds too many fields.</returns>
    public static bool TryRead(Memory<byte> body, string contentType, Fields fields)
    {
        if (Boundary(contentType) is not { } boundary) return false;
        // The first delimiter has no line break before it, unless somebody wrote a preamble.
        if (!body.Span.StartsWith(boundary.AsSpan(2)) && body.Span.IndexOf(boundary) is var preamble)
        {
            if (preamble < 0) return false;
            body = body[(preamble + 2)..];
        }
        body = body[(boundary.Length - 2)..];
        while (true)
        {
            if (body.Span.StartsWith("--"u8)) return true;
            if (!TrySkipLineEnd(ref body)) return false;
            var end = FindDelimiter(body.Span, boundary);
            if (end < 0 || !TryAddPart(body[..end], fields)) return false;
            body = body[(end + boundary.Length)..];
        }
    }

    /// <summary>Line break, two dashes and the boundary; null when the header has none.</summary>
    private static byte[]? Boundary(string contentType)
    {
        var parameters = new HeaderParameters(Encoding.UTF8.GetBytes(contentType));
        while (parameters.TryNext(out var name, out var value))
        {
            if (!Ascii.EqualsIgnoreCase(name.Span, "boundary"u8)) continue;
            if (value.Length is 0 or > LongestBoundary) return null;
            return [.. "\r\n--"u8, .. value.Span];
        }
        return null;
    }

    private static int FindDelimiter(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary)
    {
        var from = 0;
        while (true)
        {
            var found = body[from..].IndexOf(boundary);
            if (found < 0) return -1;
            var after = body[(from + found + boundary.Length)..];
            if (after.StartsWith("--"u8) || after.TrimStart(" \t"u8).StartsWith("\r\n"u8)) return from + found;
            from += found + boundary.Length; // the boundary is only the beginning of a longer word in the content
        }
    }

    private static bool TrySkipLineEnd(ref Memory<byte> body)
    {
        var end = body.Span.IndexOf("\r\n"u8);
        if (end < 0 || body.Span[..end].ContainsAnyExcept(" \t"u8)) return false;
        body = body[(end + 2)..];
        return true;
    }

    private static bool TryAddPart(Memory<byte> part, Fields fields)
    {
        Memory<byte> name = default;
        var form = FieldForm.Part;
        for (var read = 0; ;)
        {
            var end = part.Span.IndexOf("\r\n"u8);
            if (end < 0 || (read += end) > LongestHeaders) return false;
            var line = part[..end];
            part = part[(end + 2)..];
            if (end == 0) break;
            if (IsDisposition(line.Span)) ReadDisposition(line, ref name, ref form);
        }
        return name.Length == 0 || fields.TryAdd(new Field(name, part, form)); // a part without a name is nobody's field
    }

    private static bool IsDisposition(ReadOnlySpan<byte> line)
    {
        var header = "content-disposition:"u8;
        return line.Length > header.Length && Ascii.EqualsIgnoreCase(line[..header.Length], header);
    }

    private static void ReadDisposition(Memory<byte> line, ref Memory<byte> name, ref FieldForm form)
    {
        var parameters = new HeaderParameters(line);
        while (parameters.TryNext(out var parameter, out var value))
        {
            if (Ascii.EqualsIgnoreCase(parameter.Span, "name"u8)) name = value;
            else if (Ascii.EqualsIgnoreCase(parameter.Span, "filename"u8) || Ascii.EqualsIgnoreCase(parameter.Span, "filename*"u8)) form = FieldForm.File;
        }
    }
}
