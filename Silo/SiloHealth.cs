using CaptchaGrains.Grains.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptchaGrains.Silo;

internal static class SiloHealth
{
    public static void AddSiloHealth(this WebApplicationBuilder builder) => builder.AddHealth().AddCheck<Membership>("membership");

    /// <summary>This silo is an active member of the cluster.</summary>
    private sealed class Membership(ISiloStatusOracle silos) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(silos.CurrentStatus == SiloStatus.Active
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"This silo is {silos.CurrentStatus}."));
    }
}
