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
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    public OwnerProofs(IDnsTxt dns, IHostNames names, PublicNetworks networks, OwnerProofPorts ports, TimeProvider time)
    {
        (_dns, _ports, _time) = (dns, ports, time);
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
    public async Task<ProofOutcome> Find(DomainName domain, string statement, bool insecureToo, CancellationToken gone)
    {
        if (domain.IsAddress) return ProofOutcome.Not(ProofFlaw.NoFile);
        if (!await _turns.WaitAsync(Patience, gone)) return ProofOutcome.Not(ProofFlaw.Busy);
        try
        {
            using var patience = new CancellationTokenSource(Patience, _time);
            using var late = CancellationTokenSource.CreateLinkedTokenSource(gone, patience.Token);
            return await FindIn(domain, statement, insecureToo, late.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return ProofOutcome.Not(ProofFlaw.TooSlow);
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

    private async Task<ProofOutcome> FindIn(DomainName domain, string statement, bool insecureToo, CancellationToken late)
    {
        foreach (var name in (string[])[$"{TxtLabel}.{domain}", domain.Value])
            if (name.Length <= 253 && (await _dns.Find(name, late)).Any(t => t.Trim() == statement)) return ProofOutcome.At($"TXT record of {name}");
        var secure = new UriBuilder(Uri.UriSchemeHttps, domain.Value, _ports.Https, WellKnownPath).Uri;
        var flaw = await FlawOf(secure, domain, statement, insecureToo, late);
        if (flaw is null) return ProofOutcome.At($"file {secure.AbsoluteUri}");
        if (!insecureToo) return ProofOutcome.Not(flaw.Value);
        var insecure = new UriBuilder(Uri.UriSchemeHttp, domain.Value, _ports.Http, WellKnownPath).Uri;
        return await FlawOf(insecure, domain, statement, insecureToo, late) is not { } other
            ? ProofOutcome.At($"file {insecure.AbsoluteUri}")
            : ProofOutcome.Not(flaw == ProofFlaw.NoFile ? other : flaw.Value); // the one of the two that says more
    }

    /// <returns>Null: the file has the statement.</returns>
    private async Task<ProofFlaw?> FlawOf(Uri uri, DomainName domain, string statement, bool insecureToo, CancellationToken late)
    {
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, uri);
                request.Headers.UserAgent.Add(Agent);
                using var reply = await _http.SendAsync(request, late);
                if (reply.StatusCode == HttpStatusCode.OK) return await FlawOf(reply, statement, late);
                if (reply.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                    return ProofFlaw.NoFile;
                if (reply.Headers.Location is not { } location || !Uri.TryCreate(uri, location, out var next) || !MayFollow(next, domain, insecureToo)) return ProofFlaw.Redirected;
                uri = next;
            }
            return ProofFlaw.Redirected;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return e.InnerException is ForbiddenTargetException ? ProofFlaw.PrivateAddress : ProofFlaw.NoFile;
        }
    }

    private static async Task<ProofFlaw?> FlawOf(HttpResponseMessage reply, string statement, CancellationToken late)
    {
        // A page may show what visitors write; a plain file is its owner's.
        if (reply.Content.Headers.ContentType is { MediaType: not "text/plain" }) return ProofFlaw.NotText;
        await using var body = await reply.Content.ReadAsStreamAsync(late);
        var buffer = new byte[LongestFile];
        var length = await body.ReadAtLeastAsync(buffer, LongestFile, throwOnEndOfStream: false, late);
        if (Encoding.UTF8.GetString(buffer, 0, length).Split('\n').Any(line => line.Trim() == statement)) return null;
        return length == LongestFile ? ProofFlaw.TooLong : ProofFlaw.NotInIt;
    }

    /// <summary>Within the domain, and on the ports of the web: elsewhere somebody else would speak for it.</summary>
    private bool MayFollow(Uri uri, DomainName domain, bool insecureToo)
    {
        var isSecure = uri.Scheme == Uri.UriSchemeHttps;
        if (!isSecure && (uri.Scheme != Uri.UriSchemeHttp || !insecureToo)) return false;
        if (uri.Port != (isSecure ? _ports.Https : _ports.Http) || uri.UserInfo.Length > 0) return false;
        return DomainName.TryParse(uri.Scheme + "://" + uri.Authority, out var host) && host.IsWithin(domain);
    }
}

/// <summary>Where sites are asked for the file; the web's own ports but in tests.</summary>
public sealed record OwnerProofPorts(int Http = 80, int Https = 443);
