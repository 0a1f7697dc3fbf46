using System.Diagnostics;
using CaptchaGrains.Grains.Interfaces.Hosting;
using CaptchaGrains.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>A host that serves customers or workers as a client of the silos.</summary>
public static partial class MarketplaceClient
{
    /// <summary>Adds the store, the client, the desks and the health checks. The host serves requests only when the client is connected.</summary>
    public static WebApplicationBuilder AddMarketplaceClient(this WebApplicationBuilder builder, ClusterSettings settings, IClusterStore store)
    {
        builder.Services.AddMarketStore(store);
        builder.Services.AddMarketplaceDesks(settings.Dispatch);
        builder.Services.Configure<HostOptions>(static o => o.ShutdownTimeout = ClusterTiming.ShutdownTimeout);
        builder.UseOrleansClient(client => client.AddCluster(settings));
        builder.AddHealth().AddCheck<Health.SilosAnswer>("silos");
        return builder;
    }

    private static void AddCluster(this IClientBuilder client, ClusterSettings settings)
    {
        if (settings.Local)
        {
            client.UseLocalhostClustering(settings.GatewayPort, settings.ServiceId, settings.ClusterId);
        }
        else
        {
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (settings.Provider.Invariant, settings.ConnectionString));
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (settings.ClusterId, settings.ServiceId));
        }
        client.Configure<ClientMessagingOptions>(static o => o.ResponseTimeout = ClusterTiming.ResponseTimeout);
        client.Configure<GatewayOptions>(static o => o.GatewayListRefreshPeriod = ClusterTiming.GatewayRefresh);
        client.UseConnectionRetryFilter<KeepTrying>();
    }

    /// <summary>Tries to reach the cluster once a second; once connected, the client finds new silos by itself.</summary>
    private sealed partial class KeepTrying(ILogger<KeepTrying> logger) : IClientConnectionRetryFilter
    {
        private readonly Stopwatch _since = Stopwatch.StartNew();

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            if (_since.Elapsed > ClusterTiming.StartPatience) return false;
            LogWaiting(logger, exception.Message);
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            return true;
        }

        [LoggerMessage(Level = LogLevel.Information, Message = "No silo yet: {Reason}")]
        private static partial void LogWaiting(ILogger logger, string reason);
    }
}
