using System.Collections.Immutable;

namespace CaptchaGrains.Actors.Ports;

/// <summary>The processes that the marketplace runs in: silos of a cluster, or one.</summary>
public interface IServerList
{
    /// <summary>Those that are there, and those that are known to have gone lately; by name.</summary>
    Task<ImmutableArray<ServerView>> Servers();

    /// <summary>Where this host shows operators how actors do, below its own address; null: nowhere.</summary>
    string? DashboardPath { get; }
}

/// <param name="IsActive">It takes part now.</param>
/// <param name="LastSignAt">When it was last heard of; null: it is this process.</param>
public sealed record ServerView(string Name, bool IsActive, DateTimeOffset StartedAt, DateTimeOffset? LastSignAt);
