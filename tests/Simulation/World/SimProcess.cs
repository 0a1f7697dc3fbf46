namespace CaptchaGrains.Simulation.World;

/// <summary>
/// One simulated operating-system process. What awaits inside it comes back through its <see cref="Context"/>; once killed, nothing of it ever runs
/// again. A restarted process is a new one.
/// </summary>
public sealed class SimProcess
{
    private readonly SimWorld _world;
    private readonly TimeSpan _clockError;

    internal SimProcess(SimWorld world, string name, int number, TimeSpan clockError)
    {
        (_world, Name, Number, _clockError) = (world, name, number, clockError);
        Context = new SimContext(world, this);
        Time = new SimTime(world, this);
    }

    public string Name { get; }

    /// <summary>Counts from 0 in the order of starting.</summary>
    public int Number { get; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>The clock and the timers of this process.</summary>
    public TimeProvider Time { get; }

    /// <summary>What this process believes the time to be.</summary>
    public DateTimeOffset Now => _world.Now + _clockError;

    internal SynchronizationContext Context { get; }

    /// <summary>From now on none of its steps run, whatever they were about to do.</summary>
    public void Kill()
    {
        if (!IsAlive) return;
        IsAlive = false;
        _world.Note(this, "killed");
    }

    public override string ToString() => Name;
}
