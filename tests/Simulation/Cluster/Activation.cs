using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Simulation.Network;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>One life of one actor in one silo, as the hosts of the product give it: turns that interleave at awaits, one alarm, leave to go when it rests.</summary>
public sealed class Activation : IActorContext
{
    private readonly SimWorld _world;
    private readonly Action<Activation> _leave;
    private SimAlarm? _alarm;
    private int _calls;
    private bool _rests;

    internal Activation(SimWorld world, Silo silo, ActorKey key, Action<Activation> leave)
    {
        (_world, Silo, Key, _leave) = (world, silo, key, leave);
    }

    public ActorKey Key { get; }

    public Silo Silo { get; }

    public bool HasLeft { get; private set; }

    public DateTimeOffset Now => Silo.Process.Now;

    public override string ToString() => $"{Key} at {Silo.Process} with {_calls} calls, {(_rests ? "resting" : "awake")}, {(_alarm is null ? "no alarm" : "an alarm")}";

    /// <summary>What its callers see.</summary>
    internal object Front { get; set; } = null!;

    /// <summary>What its alarm wakes.</summary>
    internal IActor Actor { get; set; } = null!;

    public void WakeAt(DateTimeOffset? due)
    {
        _alarm?.Cancel();
        _alarm = null;
        if (HasLeft || due is not { } at) return;
        _rests = false;
        _alarm = _world.After(Silo.Process, at - Now, Ring);
    }

    public void Rest() => _rests = true;

    /// <summary>The actor is gone from the silo; what still runs in it runs on, as in the product, and sets no alarm any more.</summary>
    public void Leave()
    {
        if (HasLeft) return;
        HasLeft = true;
        _alarm?.Cancel();
        _leave(this);
    }

    internal async Task<T> Call<T>(CallShape<T> shape, object?[] args)
    {
        _calls++;
        try { return await shape.Invoke(Front, args); }
        finally { End(); }
    }

    private void Ring()
    {
        _alarm = null;
        _calls++;
        _ = Wake();
    }

    private async Task Wake()
    {
        try { await Actor.Wake(); }
        catch (Exception e) { _world.Note(Silo.Process, "woke and failed:", Key, e.Message); }
        finally { End(); }
    }

    private void End()
    {
        if (--_calls > 0) return;
        if (_rests) Leave();
        else if (_world.Chance(Silo.Forgets)) Forget();
    }

    private void Forget()
    {
        _world.Note(Silo.Process, "forgets", Key);
        Silo.Forgot();
        Leave();
    }
}
