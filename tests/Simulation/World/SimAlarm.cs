namespace CaptchaGrains.Simulation.World;

/// <summary>Something that will happen in a process at a time, unless it is cancelled or the process is dead by then.</summary>
public sealed class SimAlarm
{
    private readonly SimWorld _world;
    private Action? _action;
    private bool _due;

    internal SimAlarm(SimWorld world, SimProcess process, Action action) => (_world, Process, _action) = (world, process, action);

    public SimProcess Process { get; }

    internal bool IsCancelled => _action is null;

    /// <summary>It does not ring any more, even when its time has come and only its turn has not.</summary>
    public void Cancel()
    {
        if (_action is null) return;
        _action = null;
        if (!_due) _world.Cancelled();
    }

    internal void BecomeDue() => _due = true;

    internal void Ring()
    {
        var action = _action;
        _action = null;
        action?.Invoke();
    }
}
