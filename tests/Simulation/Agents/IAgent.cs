using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>Somebody outside of the system who uses it over the network.</summary>
public interface IAgent
{
    /// <summary>His whole story. It ends when it is over, at the latest when <see cref="AgentSetting.IsClosing"/> is set.</summary>
    Task Live();

    /// <summary>When all is over, in a world without faults, he looks at his account.</summary>
    Task LookBack();
}

/// <summary>Where agents live: their own process, the cluster that they see, and the auditors whom they tell what they were told.</summary>
public sealed class AgentSetting(SimWorld world, SimCluster cluster, Claims claims, IdleAudit idle)
{
    public SimWorld World => world;

    public SimCluster Cluster => cluster;

    public Claims Claims => claims;

    public IdleAudit Idle => idle;

    /// <summary>The process of all agents: it is never killed.</summary>
    public SimProcess Process { get; } = world.Start("people");

    /// <summary>Customers submit nothing any more; faults are over.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Workers go home.</summary>
    public bool IsClosing { get; set; }

    public Random Random => world.Random;

    public Task Pause(TimeSpan time) => Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, Process.Time);

    public Task Pause(double fromSeconds, double toSeconds) => Pause(world.Between(TimeSpan.FromSeconds(fromSeconds), TimeSpan.FromSeconds(toSeconds)));

    /// <summary>Asks any host that is alive.</summary>
    /// <exception cref="Exception">The host failed, or nobody replied: whether it happened is not known.</exception>
    public Task<T> Ask<T>(string what, object about, TimeSpan patience, Func<Host, Task<T>> serve) =>
        cluster.Request(Process, cluster.AnyHost(), patience, what, about, serve);

    /// <summary>Asks again and again, as long as it takes. Only for what can be repeated.</summary>
    public async Task<T> Insist<T>(string what, object about, Func<Host, Task<T>> serve)
    {
        while (true)
        {
            try { return await Ask(what, about, TimeSpan.FromSeconds(10), serve); }
            catch (Exception e) when (e is not InvalidCastException) { await Pause(0.5, 3); }
        }
    }
}
