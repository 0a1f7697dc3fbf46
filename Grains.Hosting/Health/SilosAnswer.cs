using CaptchaGrains.Actors.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptchaGrains.Grains.Hosting.Health;

/// <summary>A grain answers in time, through whatever silo this client is connected to.</summary>
internal sealed class SilosAnswer(IActors actors) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await actors.PriceBoard().Rates().WaitAsync(Patience, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
