using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>Opens the store of a process before anything else starts, and hands it to the container, which closes it last.</summary>
public static class MarketDatabase
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Brings the schema up to date, under a lock; waits for a database that is still starting.</summary>
    /// <exception cref="NpgsqlException">Not reachable within <see cref="ClusterTiming.StartPatience"/>.</exception>
    public static async Task<PostgresStore> Open(ClusterSettings settings)
    {
        var giveUpAt = TimeProvider.System.GetTimestamp() + (long)(ClusterTiming.StartPatience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            try { return await PostgresStore.Open(settings.ConnectionString); }
            catch (NpgsqlException e) when (e.IsTransient && TimeProvider.System.GetTimestamp() < giveUpAt) { await Task.Delay(Pause); }
        }
    }

    public static IServiceCollection AddMarketStore(this IServiceCollection services, PostgresStore store) =>
        services.AddSingleton(_ => store) // a factory, so that the container disposes it
            .AddSingleton<IMarketStore>(static s => s.GetRequiredService<PostgresStore>())
            .AddSingleton<IPeopleStore>(static s => s.GetRequiredService<PostgresStore>());
}
