using System.Globalization;

namespace CaptchaGrains.Core.Domains;

/// <summary>
/// IPv4 addresses in all notations that browsers take (WHATWG URL, "IPv4 parser"): one to four numbers, decimal, octal or hexadecimal, of which the last fills
/// what is left: <c>2130706433</c>, <c>0x7f.1</c>, <c>0177.0.0.1</c>.
/// </summary>
internal static class Ipv4Text
{
    /// <param name="address">Four decimal numbers with dots between them.</param>
    public static bool TryRead(string text, out string address)
    {
        address = "";
        var parts = text.Split('.');
        if (parts.Length > 4) return false;
        var value = 0UL;
        for (var i = 0; i < parts.Length; i++)
        {
            if (Number(parts[i]) is not { } number) return false;
            var isLast = i == parts.Length - 1;
            if (number > (isLast ? (1UL << (8 * (5 - parts.Length))) - 1 : 255)) return false;
            value |= isLast ? number : number << (8 * (3 - i));
        }
        address = $"{value >> 24}.{(value >> 16) & 255}.{(value >> 8) & 255}.{value & 255}";
        return true;
    }

    private static ulong? Number(string part)
    {
        if (part.Length == 0) return null;
        if (part.StartsWith("0x", StringComparison.Ordinal))
        {
            var digits = part.AsSpan(2).TrimStart('0');
            if (digits.Length == 0) return 0;
            return digits.Length <= 8 && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }
        var value = 0UL;
        var radix = part.Length > 1 && part[0] == '0' ? 8UL : 10UL;
        foreach (var c in part)
        {
            if (!char.IsAsciiDigit(c) || (ulong)(c - '0') >= radix) return null;
            value = value * radix + (ulong)(c - '0');
            if (value > uint.MaxValue) return null;
        }
        return value;
    }
}
