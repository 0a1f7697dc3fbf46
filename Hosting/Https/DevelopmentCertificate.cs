using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CaptchaGrains.Hosting.Https;

/// <summary>
/// A certificate for trials, and the authority that signed it, for clients to trust. The authority's key is thrown away as soon as it has signed, so nobody can
/// make other certificates that those clients would believe.
/// </summary>
public sealed class DevelopmentCertificate
{
    /// <summary>What browsers accept at most.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    /// <summary>It is made anew when it has less than this left.</summary>
    private static readonly TimeSpan LeastLeft = TimeSpan.FromDays(30);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private DevelopmentCertificate(X509Certificate2 certificate, string authorityPath) => (Certificate, AuthorityPath) = (certificate, authorityPath);

    public X509Certificate2 Certificate { get; }

    /// <summary>The PEM file that clients are told to trust.</summary>
    public string AuthorityPath { get; }

    /// <summary>The certificate that is kept in a folder, or a new one: when there is none, its time is nearly over, or a name is missing.</summary>
    /// <param name="folder">Is made, for its owner alone.</param>
    public static DevelopmentCertificate Ensure(string folder, IReadOnlyCollection<string> names, TimeProvider time)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = (Authority: Path.Combine(folder, "authority.pem"), Server: Path.Combine(folder, "server.pem"), Key: Path.Combine(folder, "server.key"));
        if (Load(files.Server, files.Key) is { } kept && File.Exists(files.Authority) && IsGood(kept, names, time)) return new(kept, files.Authority);
        Make(names, time.GetUtcNow(), files.Authority, files.Server, files.Key);
        return new(Load(files.Server, files.Key) ?? throw new CryptographicException("The certificate just made cannot be read."), files.Authority);
    }

    private static X509Certificate2? Load(string server, string key)
    {
        try { return File.Exists(server) && File.Exists(key) ? X509Certificate2.CreateFromPemFile(server, key) : null; }
        catch (CryptographicException) { return null; } // half written, or somebody else's
    }

    private static bool IsGood(X509Certificate2 certificate, IEnumerable<string> names, TimeProvider time) =>
        certificate.NotAfter.ToUniversalTime() - time.GetUtcNow() > LeastLeft && names.All(n => certificate.MatchesHostname(n, allowWildcards: false, allowCommonName: false));

    private static void Make(IEnumerable<string> names, DateTimeOffset now, string authorityFile, string serverFile, string keyFile)
    {
        var start = now - TimeSpan.FromMinutes(5); // clocks differ a little
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=CaptchaGrains development authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(start, now + Lifetime);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=CaptchaGrains development", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        using var server = request.Create(authority, start, now + Lifetime, RandomNumberGenerator.GetBytes(16));

        WritePrivately(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(serverFile, server.ExportCertificatePem());
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());
    }

    private static void WritePrivately(string file, string text)
    {
        File.Delete(file); // the rights below are those of a new file
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
