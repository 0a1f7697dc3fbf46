using System.Net;
using CaptchaGrains.Grains;
using CaptchaGrains.Grains.Hosting;
using Orleans.Configuration;

namespace CaptchaGrains.Silo;

/// <summary>How a silo finds the others, and where Orleans keeps what it has to keep.</summary>
internal static class SiloCluster
{
    public static ISiloBuilder AddCluster(this ISiloBuilder silo, ClusterSettings settings)
    {
        if (settings.Local)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: settings.ServiceId, clusterId: settings.ClusterId);
        }
        else
        {
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (settings.Provider.Invariant, settings.ConnectionString));
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (settings.ClusterId, settings.ServiceId));
            if (settings.Address is { } address) silo.ConfigureEndpoints(IPAddress.Parse(address), settings.SiloPort, settings.GatewayPort);
            else silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
        }
        silo.AddAdoNetGrainStorage(
            MarketplaceSilo.StorageName, o => (o.Invariant, o.ConnectionString) = (settings.Provider.Invariant, settings.ConnectionString));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (settings.Provider.Invariant, settings.ConnectionString));
        silo.Services.Configure<HostOptions>(static o => o.ShutdownTimeout = ClusterTiming.ShutdownTimeout);
        return silo;
    }
}
