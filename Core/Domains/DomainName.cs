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
        if (!text.Contains("://", StringComparison.Ordinal)) text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0) return false;
        var host = uri.DnsSafeHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
        {
            domain = new DomainName(address.ToString());
            return true;
        }
        try { host = Idn.GetAscii(host).ToLowerInvariant(); }
        catch (ArgumentException) { return false; }
        if (host.Length is 0 or > 253) return false;
        domain = new DomainName(host);
        return true;
    }

    public override string ToString() => Value ?? "";
}
