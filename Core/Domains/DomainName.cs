using System.Globalization;
using System.Net;

namespace CaptchaGrains.Core.Domains;

/// <summary>A web host: lower-case, punycode, without a trailing dot, port or user info.</summary>
public readonly record struct DomainName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public string Value { get; }

    private DomainName(string value) => Value = value;

    /// <summary>Reads the host of an address, or a bare host name. Address literals are kept as the platform writes them.</summary>
    /// <returns>False when there is no host in it.</returns>
    public static bool TryParse(string? addressOrHost, out DomainName domain)
    {
        domain = default;
        if (string.IsNullOrWhiteSpace(addressOrHost) || addressOrHost.Length > 2048) return false;
        var text = addressOrHost.Trim();
        // What is kept of an IPv6 address has no brackets, and is read again as it was kept.
        if (text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out var bare)) text = $"http://[{bare}]";
        if (!text.Contains("://", StringComparison.Ordinal)) text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0) return false;
        var host = uri.DnsSafeHost;
        if (!IPAddress.TryParse(host, out var address))
        {
            // The dot at the end goes last: other scripts have dots of their own, and a denied domain must not look like another one by ending in them.
            try { host = Idn.GetAscii(host).ToLowerInvariant().TrimEnd('.'); }
            catch (ArgumentException) { return false; }
            if (host.Length is 0 or > 253) return false;
            _ = IPAddress.TryParse(host, out address); // digits of other scripts have become ours
        }
        domain = new DomainName(address?.ToString() ?? host);
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
            && !IPAddress.TryParse(Value, out _) && !IPAddress.TryParse(other.Value, out _);
    }

    public override string ToString() => Value ?? "";
}
