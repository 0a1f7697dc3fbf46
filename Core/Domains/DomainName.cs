using System.Collections.Immutable;
using System.Net;

namespace CaptchaGrains.Core.Domains;

/// <summary>
/// A web host in its one form: lower-case, punycode, without a trailing dot, port or user info; address literals in their usual notation, IPv6 without brackets.
/// </summary>
public readonly record struct DomainName
{
    private const int LongestAddress = 2048;

    public string Value { get; }

    private DomainName(string value) => Value = value;

    /// <summary>Whether it is an address literal, of which nobody owns a name.</summary>
    public bool IsAddress => !string.IsNullOrEmpty(Value) && (Value.Contains(':', StringComparison.Ordinal) || (char.IsAsciiDigit(Value[^1]) && IPAddress.TryParse(Value, out _)));

    /// <summary>Reads the host of an address, or a bare host name, as a browser would.</summary>
    /// <returns>False when there is no host in it, or none that is certain.</returns>
    public static bool TryParse(string? addressOrHost, out DomainName domain) => TryParse(addressOrHost, out domain, out _);

    /// <param name="page">The whole address that was read, cleaned as a browser does it, and with a scheme.</param>
    public static bool TryParse(string? addressOrHost, out DomainName domain, out string page)
    {
        (domain, page) = (default, "");
        if (addressOrHost is null || addressOrHost.Length > LongestAddress) return false;
        var text = HostText.Clean(addressOrHost);
        if (!HostText.TryRead(text, out var host, out var hasScheme)) return false;
        domain = new DomainName(host);
        page = hasScheme ? text : "https://" + (text.Contains(':', StringComparison.Ordinal) && text == host ? $"[{text}]" : text);
        return true;
    }

    /// <summary>The same host, or a sub-domain of it. Address literals have no sub-domains.</summary>
    public bool IsWithin(DomainName other)
    {
        if (string.IsNullOrEmpty(Value) || string.IsNullOrEmpty(other.Value)) return false;
        if (Value == other.Value) return true;
        return Value.Length > other.Value.Length
            && Value[^(other.Value.Length + 1)] == '.'
            && Value.EndsWith(other.Value, StringComparison.Ordinal)
            && !IsAddress && !other.IsAddress;
    }

    /// <summary>The host and all that it is within, the longest first; of an address literal only itself.</summary>
    public ImmutableArray<string> Within()
    {
        if (string.IsNullOrEmpty(Value)) return [];
        var names = ImmutableArray.CreateBuilder<string>();
        names.Add(Value);
        for (var dot = IsAddress ? -1 : Value.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = Value.IndexOf('.', dot + 1)) names.Add(Value[(dot + 1)..]);
        return names.ToImmutable();
    }

    public override string ToString() => Value ?? "";
}
