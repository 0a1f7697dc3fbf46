using System.Net;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>An address that may be called as far as its text shows; where its host's name leads is seen when it is called.</summary>
/// <param name="Host">As <see cref="DomainName"/> writes it.</param>
internal readonly record struct CallbackUrl(Uri Uri, string Host)
{
    /// <summary>Characters; what common servers take in a request line.</summary>
    private const int Longest = 2048;

    /// <summary>Only http and https, on their own ports or above the system's; no user name, for it would be sent to whoever answers.</summary>
    public static bool TryParse(string? text, out CallbackUrl url)
    {
        url = default;
        if (text is null || text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var uri)) return false;
        return TryTake(uri, out url);
    }

    public static bool TryTake(Uri uri, out CallbackUrl url)
    {
        url = default;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return false;
        if (uri.UserInfo.Length > 0 || uri.Port is not (80 or 443 or (>= 1024 and <= 65_535))) return false;
        if (uri.AbsoluteUri.Length > 3 * Longest || !DomainName.TryParse(uri.Scheme + "://" + uri.Authority, out var host)) return false;
        url = new CallbackUrl(uri, host.Value);
        return true;
    }

    /// <summary>The host as an address, where it is one and no name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;
}
