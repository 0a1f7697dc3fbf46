using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace CaptchaGrains.Core.Domains;

/// <summary>
/// Finds the host in the text of an address as a browser would (WHATWG URL, "basic URL parser" and "host parsing"), and writes it in its one form. Where browsers
/// could differ among each other or from us, nothing is read: what has no certain host is refused.
/// </summary>
internal static class HostText
{
    private const int LongestLabel = 63;
    private const int LongestHost = 253;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>As a browser cleans it: no spaces or control characters around it, no tabs and line breaks in it.</summary>
    public static string Clean(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsEdge(text[start])) start++;
        while (end > start && IsEdge(text[end - 1])) end--;
        text = text[start..end];
        return text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? text : string.Concat(text.Where(c => c is not ('\t' or '\n' or '\r')));
    }

    /// <param name="cleaned">An http or https address, or a bare host with whatever follows it.</param>
    /// <param name="hasScheme">It began with one.</param>
    public static bool TryRead(string cleaned, out string host, out bool hasScheme)
    {
        host = "";
        // What is kept of an IPv6 address has no brackets, and is read again as it was kept.
        hasScheme = false;
        if (TryIpv6(cleaned, out host)) return true;
        if (AuthorityStart(cleaned) is not { } start) return false;
        hasScheme = start > 0;
        var length = cleaned.AsSpan(start).IndexOfAny("/\\?#");
        var end = length < 0 ? cleaned.Length : start + length;
        var authority = cleaned.AsSpan(start, end - start);
        // "ftp://…" is no bare host with an empty port.
        if (!hasScheme && authority.EndsWith(":") && end < cleaned.Length) return false;
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        return SplitPort(authority, out var name) && (name.StartsWith("[") ? TryIpv6(name[1..^1].ToString(), out host) : TryName(name.ToString(), out host));
    }

    /// <returns>Null: a scheme without its two slashes, of which browsers make one thing and people another.</returns>
    private static int? AuthorityStart(string text)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["https:", "http:"])
        {
            if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var at = scheme.Length;
            return text.Length >= at + 2 && text[at] is '/' or '\\' && text[at + 1] is '/' or '\\' ? at + 2 : null;
        }
        return 0;
    }

    private static bool SplitPort(ReadOnlySpan<char> authority, out ReadOnlySpan<char> name)
    {
        name = authority;
        var from = 0;
        if (authority.StartsWith("["))
        {
            from = authority.IndexOf(']');
            if (from < 0) return false;
        }
        var colon = authority[from..].IndexOf(':');
        if (colon < 0) return from == 0 || from == authority.Length - 1;
        name = authority[..(from + colon)];
        var port = authority[(from + colon + 1)..];
        if (from > 0 && colon != 1) return false;
        return port.Length == 0 || (port.Length <= 5 && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue);
    }

    /// <summary>One address has one form: an IPv4 address that is dressed as IPv6 is an IPv4 address.</summary>
    private static bool TryIpv6(string text, out string host)
    {
        host = "";
        if (text.Length > 45 || !text.Contains(':', StringComparison.Ordinal) || text.Any(c => !char.IsAsciiHexDigit(c) && c is not (':' or '.'))) return false;
        if (!IPAddress.TryParse(text, out var address)) return false;
        host = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        return true;
    }

    private static bool TryName(string text, out string host)
    {
        host = "";
        if (text.Contains('%', StringComparison.Ordinal))
        {
            if (Decoded(text) is not { } decoded) return false;
            text = decoded;
        }
        if (text.Length is 0 or > 4 * LongestHost) return false;
        var name = Ascii.IsValid(text) ? text.ToLowerInvariant() : InternationalName.ToAscii(text);
        name = name?.TrimEnd('.');
        if (name is not { Length: > 0 and <= LongestHost } || !HasGoodLabels(name)) return false;
        if (!EndsInNumber(name)) host = name;
        else if (Ipv4Text.TryRead(name, out var address)) host = address;
        return host.Length > 0;
    }

    private static bool HasGoodLabels(string name)
    {
        foreach (var range in name.AsSpan().Split('.'))
        {
            var label = name.AsSpan()[range];
            if (label.Length is 0 or > LongestLabel) return false;
            foreach (var c in label)
                if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_')) return false;
            if (label.StartsWith("xn--") && !InternationalName.IsLabel(label.ToString())) return false;
        }
        return true;
    }

    // Then a browser takes it for an IPv4 address, or for none at all.
    private static bool EndsInNumber(string name)
    {
        var last = name.AsSpan(name.LastIndexOf('.') + 1);
        return !last.ContainsAnyExceptInRange('0', '9') || (last.StartsWith("0x") && last[2..].IndexOfAnyExcept(HexDigits) < 0);
    }

    /// <summary>Once, and never twice: a percent sign that is left is no character of a host.</summary>
    private static string? Decoded(string text)
    {
        var bytes = new List<byte>(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var run = text.IndexOf('%', i) is >= 0 and var next ? next : text.Length;
                try { bytes.AddRange(StrictUtf8.GetBytes(text[i..run])); }
                catch (EncoderFallbackException) { return null; }
                i = run - 1;
                continue;
            }
            if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
            bytes.Add(value);
            i += 2;
        }
        try { return StrictUtf8.GetString([.. bytes]); }
        catch (DecoderFallbackException) { return null; }
    }

    private static bool IsEdge(char c) => c <= ' ' || char.IsWhiteSpace(c);
}
