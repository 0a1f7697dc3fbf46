using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Storage.Postgres;
using Npgsql;

namespace CaptchaGrains.Silo;

/// <summary>The tables of clustering, reminders and grain storage, which Orleans expects to find.</summary>
internal static class ClusterTables
{
    /// <summary>Idempotent, under a lock: silos that start at the same moment wait for each other.</summary>
    public static async Task Apply(ClusterSettings settings)
    {
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        await PostgresOrleansSchema.Apply(source);
    }
}
