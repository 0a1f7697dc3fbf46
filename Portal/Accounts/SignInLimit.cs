using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// How often one network address may try to sign in or to register. A limiter that was not used for a while forgets the address, so what is kept
/// is bounded by the addresses of the last minutes.
/// </summary>
public sealed class SignInLimit : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter;

    public SignInLimit(PortalOptions options)
    {
        var perMinute = options.SignInsPerMinute;
        _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => perMinute == 0
            ? RateLimitPartition.GetNoLimiter(IPAddress.None)
            : RateLimitPartition.GetFixedWindowLimiter(Network(address), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }));
    }

    /// <param name="address">Null, as with a Unix socket, counts as one address.</param>
    public bool Allows(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    // Whoever has one IPv6 address has 2^64 of them.
    internal static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
