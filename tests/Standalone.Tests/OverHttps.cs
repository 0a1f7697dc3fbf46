using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CaptchaGrains.Hosting.Https;

namespace CaptchaGrains.Standalone.Tests;

public sealed class OverHttps : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("captchagrains-https-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Who_trusts_the_authority_gets_through_and_nobody_else()
    {
        var options = new StandaloneOptions("https://127.0.0.1:0", _folder.FullName, Demo: true, 0, 0, 0) { Https = new HttpsOptions(true, ["captcha.example"], null, null) };
        await using var host = await StandaloneHost.Start(options);
        var port = new Uri(Assert.Single(host.Addresses)).Port;
        var balance = new Uri($"https://captcha.example:{port}/res.php?key={host.DemoCustomerKey}&action=getbalance");

        Assert.Equal("10.00", await Ask(balance, X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(host.Authority!))));
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask(balance, trusted: null));
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask(
            new Uri($"https://other.example:{port}/"), X509Certificate2.CreateFromPem(File.ReadAllText(host.Authority!))));
    }

    [Fact]
    public void A_certificate_is_kept_as_long_as_it_is_good_and_its_key_is_nobody_elses()
    {
        var first = DevelopmentCertificate.Ensure(_folder.FullName, ["localhost"], TimeProvider.System).Certificate;
        Assert.Equal(first.Thumbprint, DevelopmentCertificate.Ensure(_folder.FullName, ["localhost"], TimeProvider.System).Certificate.Thumbprint);
        Assert.NotEqual(first.Thumbprint, DevelopmentCertificate.Ensure(_folder.FullName, ["localhost", "new.example"], TimeProvider.System).Certificate.Thumbprint);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.FullName, "server.key")));
        var damaged = Path.Combine(_folder.FullName, "server.pem");
        File.WriteAllText(damaged, "no certificate");
        Assert.True(DevelopmentCertificate.Ensure(_folder.FullName, ["localhost"], TimeProvider.System).Certificate.HasPrivateKey);
    }

    /// <summary>Every name leads to this machine.</summary>
    private static async Task<string> Ask(Uri address, X509Certificate2? trusted)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", context.DnsEndPoint.Port, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        if (trusted is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(trusted);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }
        using var http = new HttpClient(handler);
        return await http.GetStringAsync(address);
    }
}
