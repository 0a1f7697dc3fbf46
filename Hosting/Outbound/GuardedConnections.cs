using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Hosting.Outbound;

/// <summary>
/// Connects to hosts that somebody else named. A name is resolved here, its addresses are judged, and one of those very addresses is connected to: a name that answers
/// differently the next time changes nothing.
/// </summary>
public sealed class GuardedConnections(IHostNames names, PublicNetworks networks)
{
    /// <summary>Addresses of one name that are tried; an attempt's time is short.</summary>
    private const int MostAddresses = 3;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="ForbiddenTargetException">Every address of the host is one that may not be called.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await names.Resolve(target.Host, cancellation);
        var allowed = addresses.Where(networks.MayCall).Take(MostAddresses).ToArray();
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
