using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Portal.Owners;

/// <summary>
/// Looks whether an owner has published a statement: in a TXT record, or in a file of his site. The file is fetched only from public addresses, which are judged after the
/// name was resolved and again at each redirect.
/// </summary>
public sealed class OwnerProofs : IDisposable
{
    public const string WellKnownPath = "/.well-known/captchagrains.txt";

    public const string TxtLabel = "_captchagrains";

    private const int MostRedirects = 3;
    private const int LongestFile = 64 * 1024;

    /// <summary>Proofs that are looked for at once, each with a few connections.</summary>
    private const int MostAtOnce = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ProductInfoHeaderValue Agent = new("CaptchaGrains-Owner-Proof", "1");

    private readonly IDnsTxt _dns;
    private readonly OwnerProofPorts _ports;
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    public OwnerProofs(IDnsTxt dns, IHostNames names, PublicNetworks networks, OwnerProofPorts ports)
    {
        (_dns, _ports) = (dns, ports);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnections(names, networks).Connect,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.Zero, // each proof resolves the name anew
            MaxResponseHeadersLength = 16,
        });
    }

    /// <param name="insecureToo">Whether a file that anybody on the way could have written is proof enough.</param>
    /// <returns>Where it was found; null: nowhere.</returns>
    public async Task<string?> Find(DomainName domain, string statement, bool insecureToo, CancellationToken gone)
    {
        if (domain.IsAddress || !await _turns.WaitAsync(Patience, gone)) return null;
        try
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(gone);
            late.CancelAfter(Patience);
            return await FindIn(domain, statement, insecureToo, late.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _turns.Dispose();
    }

    private async Task<string?> FindIn(DomainName domain, string statement, bool insecureToo, CancellationToken late)
    {
        foreach (var name in (string[])[$"{TxtLabel}.{domain}", domain.Value])
            if (name.Length <= 253 && (await _dns.Find(name, late)).Any(t => t.Trim() == statement)) return $"TXT record of {name}";
        var secure = new UriBuilder(Uri.UriSchemeHttps, domain.Value, _ports.Https, WellKnownPath).Uri;
        if (await Has(secure, domain, statement, insecureToo, late)) return $"file {secure.AbsoluteUri}";
        var insecure = new UriBuilder(Uri.UriSchemeHttp, domain.Value, _ports.Http, WellKnownPath).Uri;
        return insecureToo && await Has(insecure, domain, statement, insecureToo, late) ? $"file {insecure.AbsoluteUri}" : null;
    }

    private async Task<bool> Has(Uri uri, DomainName domain, string statement, bool insecureToo, CancellationToken late)
    {
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, uri);
                request.Headers.UserAgent.Add(Agent);
                using var reply = await _http.SendAsync(request, late);
                if (reply.StatusCode == HttpStatusCode.OK) return (await Read(reply, late)).Split('\n').Any(line => line.Trim() == statement);
                if (reply.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                    || reply.Headers.Location is not { } location || !Uri.TryCreate(uri, location, out var next) || !MayFollow(next, domain, insecureToo)) return false;
                uri = next;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // No file there.
        }
        return false;
    }

    /// <summary>Within the domain, and on the ports of the web: elsewhere somebody else would speak for it.</summary>
    private bool MayFollow(Uri uri, DomainName domain, bool insecureToo)
    {
        var isSecure = uri.Scheme == Uri.UriSchemeHttps;
        if (!isSecure && (uri.Scheme != Uri.UriSchemeHttp || !insecureToo)) return false;
        if (uri.Port != (isSecure ? _ports.Https : _ports.Http) || uri.UserInfo.Length > 0) return false;
        return DomainName.TryParse(uri.Scheme + "://" + uri.Authority, out var host) && host.IsWithin(domain);
    }

    private static async Task<string> Read(HttpResponseMessage reply, CancellationToken late)
    {
        await using var body = await reply.Content.ReadAsStreamAsync(late);
        var buffer = new byte[LongestFile];
        var length = await body.ReadAtLeastAsync(buffer, LongestFile, throwOnEndOfStream: false, late);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}

/// <summary>Where sites are asked for the file; the web's own ports but in tests.</summary>
public sealed record OwnerProofPorts(int Http = 80, int Https = 443);
