using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace CaptchaGrains.Api.Http;

/// <summary>From where a request came, when it came by way of a proxy.</summary>
public static class TrustedProxies
{
    /// <summary>The setting that names them: addresses and ranges, commas between them.</summary>
    public const string Setting = "Http:TrustedProxies";

    /// <summary>
    /// Believes the headers <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of these proxies, and of nobody else. Comes before everything that looks at addresses.
    /// </summary>
    /// <param name="proxies">Null or empty: there are none, and the headers mean nothing.</param>
    /// <exception cref="InvalidOperationException">One of them is no address and no range.</exception>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, string? proxies)
    {
        if (string.IsNullOrWhiteSpace(proxies)) return app;
        // Any number of hops: the walk ends at the first one that is not trusted.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear(); // loopback is trusted only when it is named
        options.KnownIPNetworks.Clear();
        foreach (var text in proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(text, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(text, out var network)) options.KnownIPNetworks.Add(network);
            else throw new InvalidOperationException($"{Setting}: '{text}' is neither an address nor a range such as 10.0.0.0/8.");
        }
        return app.UseForwardedHeaders(options);
    }
}
