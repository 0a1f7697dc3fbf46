using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Hosting.Https;

public static partial class HttpsHosting
{
    [LoggerMessage(Level = LogLevel.Information, Message = "HTTPS with a certificate of its own: clients have to trust {Authority}")]
    public static partial void LogAuthority(ILogger logger, string authority);

    /// <summary>Gives the addresses of this host that begin with <c>https://</c> their certificate: the configured one, or one of its own.</summary>
    /// <param name="folder">Where a certificate of its own is kept.</param>
    /// <returns>The PEM file that clients have to trust; null: nothing beyond what they trust anyway.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The configured certificate cannot be read.</exception>
    public static string? UseHttps(this WebApplicationBuilder builder, HttpsOptions options, string folder)
    {
        X509Certificate2 certificate;
        string? authority = null;
        if (options.Certificate is { } file)
        {
            certificate = X509Certificate2.CreateFromPemFile(file, options.Key);
        }
        else if (options.IsDevelopment)
        {
            var own = DevelopmentCertificate.Ensure(folder, [.. HttpsOptions.UsualNames.Union(options.Names)], TimeProvider.System);
            (certificate, authority) = (own.Certificate, Path.GetFullPath(own.AuthorityPath));
        }
        else
        {
            return null;
        }
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        return authority;
    }
}
