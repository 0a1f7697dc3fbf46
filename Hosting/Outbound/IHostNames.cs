using System.Net;

namespace CaptchaGrains.Hosting.Outbound;

/// <summary>Resolves the names of hosts that are about to be called.</summary>
public interface IHostNames
{
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host, or nobody could say.</exception>
    Task<IPAddress[]> Resolve(string host, CancellationToken cancellation);
}

/// <summary>As the system resolves them.</summary>
public sealed class SystemHostNames : IHostNames
{
    public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) => Dns.GetHostAddressesAsync(host, cancellation);
}
