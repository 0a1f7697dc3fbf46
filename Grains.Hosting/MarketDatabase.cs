using System.Data.Common;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>Opens the store of a process before anything else starts, and hands it to the container, which closes it last.</summary>
public static class MarketDatabase
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Brings the schema up to date, under a lock; waits for a database that is still starting.</summary>
    /// <exception cref="DbException">Not reachable within <see cref="ClusterTiming.StartPatience"/>.</exception>
    public static async Task<IClusterStore> Open(ClusterSettings settings)
    {
        var giveUpAt = TimeProvider.System.GetTimestamp() + (long)(ClusterTiming.StartPatience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            try { return await settings.Provider.Open(settings.ConnectionString); }
            catch (DbException e) when (settings.Provider.MayPass(e) && TimeProvider.System.GetTimestamp() < giveUpAt) { await Task.Delay(Pause); }
        }
    }

    public static IServiceCollection AddMarketStore(this IServiceCollection services, IClusterStore store) =>
        services.AddSingleton(_ => store) // a factory, so that the container disposes it
            .AddSingleton<IMarketStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IPeopleStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IKeyStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IIdempotencyStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IReportStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<ISanctionStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<ICallbackStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IAuditStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IGoldStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IPayoutStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IReferralStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IEarningStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<ITrainingStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IMinuteStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<ISpendingStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IDepositStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<ICustomerHistory>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IRateStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IImageStore>(static s => s.GetRequiredService<IClusterStore>())
            .AddSingleton<IAuditLog, AuditLog>();
}
