using System.Collections.Immutable;
using System.Diagnostics;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Operators;

/// <summary>Where the marketplace is this process, and no other.</summary>
internal sealed class OwnProcess : IServerList
{
    private readonly DateTimeOffset _since = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public string? DashboardPath => null;

    public Task<ImmutableArray<ServerView>> Servers() =>
        Task.FromResult<ImmutableArray<ServerView>>([new ServerView(Environment.MachineName, true, _since, null)]);
}
