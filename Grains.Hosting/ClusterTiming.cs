namespace CaptchaGrains.Grains.Hosting;

/// <summary>Times that belong together: a silo that is killed may cost a caller less than 10 s in all.</summary>
public static class ClusterTiming
{
    /// <summary>
    /// A call to a silo that died waits for this long, unless the death is declared before; then it is repeated by the desks, which give up after
    /// <see cref="Actors.Desks.DeskOptions.TotalTimeout"/>. A grain that calls another waits no longer, so that the caller hears of it in time.
    /// </summary>
    public static TimeSpan ResponseTimeout { get; } = TimeSpan.FromSeconds(3);

    /// <summary>How often clients look for new and lost silos.</summary>
    public static TimeSpan GatewayRefresh { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a process tries to reach the database or the cluster when it starts; then it ends, and whoever runs it starts it again.</summary>
    public static TimeSpan StartPatience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a process may take to stop: requests end, grains are put away, what waits is written. Grace periods outside must be longer.</summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(30);
}
