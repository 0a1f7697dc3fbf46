using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CaptchaGrains.Tests;

namespace CaptchaGrains.Cluster.Tests;

/// <summary><c>scripts/cluster up --https</c>: gateway and portal under one certificate, for clients who trust its authority and nobody else.</summary>
public class OverHttps
{
    [Fact]
    public async Task Customers_and_workers_are_served_over_https()
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        await using var cluster = await LocalCluster.Start(silos: 1, benchWorkers: 0, https: true);
        using var customer = Trusting(cluster.GatewayOverHttps, X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(cluster.Authority)));
        using var worker = Trusting(cluster.PortalOverHttps, X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(cluster.Authority)));

        var submitted = await customer.GetStringAsync(new Uri($"/in.php?key={LocalCluster.Key}&textcaptcha=Two+and+two%3F", UriKind.Relative));
        Assert.StartsWith("OK|", submitted, StringComparison.Ordinal);
        var session = await Post(worker, "session", new { email = "worker@demo.test", password = "demo-worker" });
        worker.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());
        var assignment = await Post(worker, "next", new { waitSeconds = 25 });
        Assert.Equal("Two and two?", assignment.GetProperty("instruction").GetString());
        await Post(worker, $"assignments/{assignment.GetProperty("assignmentId").GetString()}/answer", new { answer = "four" });
        Assert.Equal("OK|four", await customer.GetStringAsync(new Uri($"/res.php?key={LocalCluster.Key}&action=get&id={submitted[3..]}&wait=25", UriKind.Relative)));

        foreach (var host in new[] { cluster.GatewayOverHttps, cluster.PortalOverHttps })
        {
            using var stranger = new HttpClient { BaseAddress = host };
            await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(new Uri("/", UriKind.Relative)));
        }
        using var page = await worker.GetAsync(new Uri("/signin", UriKind.Relative));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.Ordinal));
    }

    private static HttpClient Trusting(Uri host, X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return new HttpClient(new SocketsHttpHandler { UseCookies = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } }) { BaseAddress = host };
    }

    private static async Task<JsonElement> Post(HttpClient worker, string call, object body)
    {
        using var reply = await worker.PostAsJsonAsync($"/worker/v1/{call}", body);
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }
}
