using System.Globalization;
using System.Text;

namespace CaptchaGrains.Testing;

/// <summary>
/// Writes the address of one host in ways that a browser takes for that host: case, other scripts' letters and dots, percent-encoding, what browsers leave out, user info,
/// ports, backslashes, sub-domains, notations of addresses. The same seed writes the same.
/// </summary>
public sealed class Spellings(int seed)
{
    private static readonly string[] Dots = [".", ".", ".", "\u3002", "\uFF0E", "\uFF61", "%2e", "%2E", "%E3%80%82", "%ef%bc%8e"];
    private static readonly string[] Ignored = ["\u00AD", "\u200B", "\u2060", "\uFE0F", "\uFEFF"];
    private static readonly string[] Stripped = ["\t", "\n", "\r"];
    private static readonly string[] Labels = ["www", "a", "login", "x-y", "0", "xn--bcher-kva", "b\u00FCcher", "1.2.3.4", "safe.test", "a_b", "gov"];
    private static readonly string[] UserInfo = ["", "", "", "user@", "user:pass@", "safe.test@", "safe.test%2f@", "a@b@", ":@", "http:@"];
    private static readonly string[] Ports = ["", "", "", ":", ":80", ":443", ":65535", ":00080"];
    private static readonly string[] Tails = ["", "/", "/login", "\\login", "?q=safe.test", "#@safe.test", "/\\safe.test", "/@safe.test", "//safe.test", "?@safe.test:80/", "\\@safe.test"];
    private static readonly string[] Starts = ["http://", "https://", "HTTPS://", "HtTp://", "https:\\\\", "http:/\\", "https:\\/", "h\tttp://", "ht\ntps:/\r/", "", ""];
    private static readonly string[] Edges = ["", "", "", " ", "\u0000", "\u001F ", "\t", "\r\n", "\u00A0", "\u3000"];

    private readonly Random _random = new(seed);

    /// <param name="host">In its one form; or a name in another script.</param>
    public string Next(string host)
    {
        var name = char.IsAsciiDigit(host[^1]) ? Ipv4(host) : Name(host);
        return Any(Edges) + Any(Starts) + Sprinkle(Any(UserInfo) + name + Any(Ports)) + Any(Tails) + Any(Edges);
    }

    private string Name(string host)
    {
        var text = new StringBuilder();
        for (var depth = _random.Next(4); depth > 1; depth--) text.Append(Any(Labels)).Append(Any(Dots));
        foreach (var rune in host.EnumerateRunes()) text.Append(rune.Value == '.' ? Any(Dots) : Letter(rune));
        for (var dots = _random.Next(6); dots > 4; dots--) text.Append(Any(Dots));
        return text.ToString();
    }

    private string Letter(Rune rune)
    {
        var c = rune.Value;
        var plain = rune.ToString();
        switch (_random.Next(24))
        {
            case < 4: return plain is "\u00DF" or "\u03C2" ? plain : plain.ToUpperInvariant(); // these two have no capital letter of their own
            case 4: return Percent(plain);
            case 5 when c is > ' ' and < 127: return ((char)(c + 0xFEE0)).ToString(); // full-width
            case 6 when c is >= 'a' and <= 'z': return new Rune(0x1D41A + c - 'a').ToString(); // mathematical bold
            case 7 when c is >= 'a' and <= 'z': return ((char)(0x24D0 + c - 'a')).ToString(); // circled
            case 8: return plain + Any(Ignored);
            case 9: return plain.Normalize(NormalizationForm.FormD);
            case 10 when c is >= '0' and <= '9': return new Rune(0x1D7CE + c - '0').ToString();
            default: return plain;
        }
    }

    private string Ipv4(string host)
    {
        var parts = host.Split('.').Select(p => uint.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var whole = parts.Aggregate(0u, (sum, p) => sum << 8 | p);
        return _random.Next(9) switch
        {
            0 => whole.ToString(CultureInfo.InvariantCulture),
            1 => $"0x{whole:x}",
            2 => "0" + Convert.ToString(whole, 8),
            3 => $"{Number(parts[0])}.{Number(whole & 0xFFFFFF)}",
            4 => $"{Number(parts[0])}.{Number(parts[1])}.{Number(whole & 0xFFFF)}",
            5 => $"[::ffff:{host}]",
            6 => $"[0:0:0:0:0:FFFF:{whole >> 16:X}:{whole & 0xFFFF:x}]",
            7 => string.Concat(host.Select(c => c == '.' ? Any(Dots) : Letter(new Rune(c)))),
            _ => string.Join(Any(Dots), parts.Select(Number)) + (_random.Next(3) == 0 ? "." : ""),
        };
    }

    private string Number(uint value) => _random.Next(3) switch
    {
        0 => $"0x{value:X}",
        1 => "0" + Convert.ToString(value, 8),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private string Sprinkle(string text) => _random.Next(6) == 0 ? text.Insert(_random.Next(text.Length + 1), Any(Stripped)) : text;

    private static string Percent(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:x2}"));

    private string Any(string[] choices) => choices[_random.Next(choices.Length)];
}
