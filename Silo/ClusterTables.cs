using CaptchaGrains.Grains.Hosting;

namespace CaptchaGrains.Silo;

/// <summary>The tables of clustering, reminders and grain storage, which Orleans expects to find.</summary>
internal static class ClusterTables
{
    /// <summary>Idempotent, under a lock: silos that start at the same moment wait for each other.</summary>
    public static Task Apply(ClusterSettings settings) => settings.Provider.ApplyOrleansSchema(settings.ConnectionString);
}
