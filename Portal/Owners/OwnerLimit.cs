using System.Net;
using System.Threading.RateLimiting;
using CaptchaGrains.Portal.Accounts;

namespace CaptchaGrains.Portal.Owners;

/// <summary>How often one network address may ask for a token or have a proof looked for; each proof makes us call somebody.</summary>
public sealed class OwnerLimit(PortalOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        options.OwnerCallsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter(IPAddress.None)
            : RateLimitPartition.GetFixedWindowLimiter(SignInLimit.Network(address), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = options.OwnerCallsPerMinute,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }));

    /// <param name="address">Null, as with a Unix socket, counts as one address.</param>
    public bool Allows(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
