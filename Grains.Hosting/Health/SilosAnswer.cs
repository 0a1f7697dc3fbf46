using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Dispatch;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptchaGrains.Grains.Hosting.Health;

/// <summary>A grain that needs no database answers in time, through whatever silo this client is connected to.</summary>
internal sealed class SilosAnswer(IActors actors) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await actors.Shard(new ShardKey(0)).Load().WaitAsync(Patience, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
