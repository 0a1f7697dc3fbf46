using System.Numerics;
using System.Security.Cryptography;

namespace CaptchaGrains.Core.Payouts;

/// <summary>The forms of destinations. Each takes what was written and gives it as it is kept, or null.</summary>
internal static class DestinationForms
{
    /// <summary>Countries with such numbers, and how long theirs are (registry of ISO 13616): the checksum alone lets a few shortened ones pass.</summary>
    private const string Countries =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32"
        + "LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";

    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int TronLength = 34;
    private const int TronBytes = 25;
    private const byte TronMark = 0x41;

    /// <summary>Two letters of the country, two check digits, then letters and digits; as a number it leaves 1 when divided by 97 (ISO 7064).</summary>
    public static string? Iban(string written)
    {
        var iban = string.Concat(written.Where(c => c != ' ')).ToUpperInvariant();
        if (!iban.All(char.IsAsciiLetterOrDigit) || iban.Length == 0 || iban.Length != LengthIn(iban) || !char.IsAsciiDigit(iban[2]) || !char.IsAsciiDigit(iban[3])) return null;
        var rest = 0;
        foreach (var c in iban[4..] + iban[..4])
            rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        return rest == 1 ? iban : null;
    }

    /// <returns>0: no country that has such numbers.</returns>
    private static int LengthIn(string iban)
    {
        for (var at = 0; at < Countries.Length && iban.Length >= 2; at += 4)
            if (string.CompareOrdinal(Countries, at, iban, 0, 2) == 0) return (Countries[at + 2] - '0') * 10 + (Countries[at + 3] - '0');
        return 0;
    }

    /// <summary>ASCII, one @, and a dot in the domain; whether somebody is there only the payment tells.</summary>
    public static string? Email(string written)
    {
        var email = written.Trim();
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || at != email.LastIndexOf('@') || !email.All(c => c is > ' ' and < (char)127 and not ('"' or '<' or '>' or ',' or ';' or '\\'))) return null;
        var labels = email[(at + 1)..].Split('.');
        if (labels.Length < 2 || labels.Any(l => l.Length is 0 or > 63 || l.StartsWith('-') || l.EndsWith('-') || !l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))) return null;
        return email.ToLowerInvariant(); // one account however it is capitalised
    }

    /// <summary>Base58 of the mark, twenty bytes and the first four of a double SHA-256 over them.</summary>
    public static string? Tron(string written)
    {
        var address = written.Trim();
        if (address.Length != TronLength || address[0] != 'T') return null;
        var number = BigInteger.Zero;
        foreach (var c in address)
        {
            var digit = Base58.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return null;
            number = number * 58 + digit;
        }
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (bytes.Length != TronBytes || bytes[0] != TronMark) return null;
        var sum = SHA256.HashData(SHA256.HashData(bytes.AsSpan(0, TronBytes - 4)));
        return sum.AsSpan(0, 4).SequenceEqual(bytes.AsSpan(TronBytes - 4)) ? address : null;
    }
}
