using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>The silos as the cluster's own membership has them. A silo that has gone is listed for a while.</summary>
/// <param name="dashboardPath">Where this host has mapped the dashboard; null: nowhere.</param>
public sealed class ClusterServers(IGrainFactory grains, TimeProvider time, string? dashboardPath) : IServerList
{
    /// <summary>Restarts leave rows behind for a week; of older ones nobody wants to know.</summary>
    private static readonly TimeSpan GoneShownFor = TimeSpan.FromHours(1);

    public string? DashboardPath => dashboardPath;

    public async Task<ImmutableArray<ServerView>> Servers()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false);
        var since = time.GetUtcNow() - GoneShownFor;
        return [.. hosts
            .Select(h => new ServerView($"{h.SiloName} {h.SiloAddress.Endpoint}", h.Status == SiloStatus.Active, Utc(h.StartTime), Utc(h.IAmAliveTime)))
            .Where(s => s.IsActive || s.LastSignAt > since)
            .OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.StartedAt)];
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
