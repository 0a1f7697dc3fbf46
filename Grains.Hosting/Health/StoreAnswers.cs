using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptchaGrains.Grains.Hosting.Health;

/// <summary>The database answers in time.</summary>
internal sealed class StoreAnswers(IMarketStore store) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.Balance(AccountId.HouseRevenue).WaitAsync(Patience, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
