using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// The connections over which customers are called. A name is resolved here, its addresses are judged, and one of those very addresses is connected to: a name
/// that answers differently the next time changes nothing.
/// </summary>
internal sealed class CallbackConnections : IDisposable
{
    /// <summary>Addresses of one name that are tried; the attempt's time is short.</summary>
    private const int MostAddresses = 3;

    private readonly IHostNames _names;
    private readonly CallbackNetworks _networks;

    public CallbackConnections(IHostNames names, CallbackNetworks networks, CallbackOptions options)
    {
        (_names, _networks) = (names, networks);
        Http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = Connect,
            AllowAutoRedirect = false, // each address is judged by the sender
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = options.MaxAtOncePerHost,
            ConnectTimeout = options.AttemptTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // then the name is asked again
            MaxResponseHeadersLength = 16, // kilobytes
            // Bodies of replies are never read; what is left of a small one is drained, so that its connection serves again.
            MaxResponseDrainSize = 16 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        });
    }

    public HttpMessageInvoker Http { get; }

    public void Dispose() => Http.Dispose();

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await _names.Resolve(target.Host, cancellation);
        var allowed = addresses.Where(_networks.MayCall).Take(MostAddresses).ToArray();
        if (allowed.Length == 0) throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new ForbiddenTargetException();
        for (var i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(allowed[i], target.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < allowed.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}

/// <summary>Every address of the host is one that may not be called.</summary>
internal sealed class ForbiddenTargetException() : Exception("The host has only addresses that are not called.");
