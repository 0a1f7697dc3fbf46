using System.Net;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// The connections over which customers are called, kept open for the next call to the same host.
/// </summary>
internal sealed class CallbackConnections : IDisposable
{
    public CallbackConnections(IHostNames names, PublicNetworks networks, CallbackOptions options, CallbackFilter? filter = null)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnections(names, networks).Connect,
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
        };
        if (filter is not null) filter.InnerHandler = sockets;
        Http = new HttpMessageInvoker(filter ?? (HttpMessageHandler)sockets);
    }

    public HttpMessageInvoker Http { get; }

    public void Dispose() => Http.Dispose();
}
