using System.Buffers.Text;
using System.Text;

namespace CaptchaGrains.Api.Requests;

/// <summary>Numbers and truth values as clients write them.</summary>
internal static class Scalar
{
    /// <summary>Longest text of a number that is looked at; an <see cref="int"/> with sign and zeros behind the point is far shorter.</summary>
    private const int LongestNumber = 32;

    /// <summary>Reads <c>7</c>, <c>7.0</c>, <c>True</c> (1) or <c>False</c> (0), with white space around it; nothing at all is 0.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        text = text.Trim(" \t\r\n"u8);
        if (text.Length == 0) return true;
        if (text.Length > LongestNumber) return false;
        if (Ascii.EqualsIgnoreCase(text, "false"u8)) return true;
        if (Ascii.EqualsIgnoreCase(text, "true"u8))
        {
            number = 1;
            return true;
        }
        if (!TryReadDecimal(text, out var value)) return false;
        if (value != decimal.Truncate(value) || value is < int.MinValue or > int.MaxValue) return false;
        number = (int)value;
        return true;
    }

    /// <summary>Reads <c>0.3</c> or <c>40.0</c>, with white space around it.</summary>
    public static bool TryReadDecimal(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        text = text.Trim(" \t\r\n"u8);
        return text.Length is > 0 and <= LongestNumber && Utf8Parser.TryParse(text, out value, out var read) && read == text.Length;
    }

    /// <summary>Reads the decimal digits of an id; white space may surround them.</summary>
    /// <param name="id">Zero when it has more digits than any id.</param>
    /// <returns>False when there is anything but digits, or nothing.</returns>
    public static bool TryReadId(ReadOnlySpan<byte> text, out long id)
    {
        id = 0;
        text = text.Trim(" \t\r\n"u8);
        if (text.Length == 0 || text.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        if (!Utf8Parser.TryParse(text, out id, out _)) id = 0;
        return true;
    }
}
