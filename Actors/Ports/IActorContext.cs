namespace CaptchaGrains.Actors.Ports;

/// <summary>What an actor's host gives it: the time, one alarm, and leave to go.</summary>
public interface IActorContext
{
    DateTimeOffset Now { get; }

    /// <summary>Calls <see cref="IActor.Wake"/> once at or after this time; replaces the alarm set before; null: none.</summary>
    void WakeAt(DateTimeOffset? due);

    /// <summary>The actor needs no memory any more and may be unloaded when it is idle. A later call brings it back.</summary>
    void Rest();
}

/// <summary>
/// What every actor is to its host. One turn runs at a time; turns interleave only at awaits. An actor never leaves its scheduler
/// (no <c>ConfigureAwait(false)</c> inside actors).
/// </summary>
public interface IActor
{
    /// <summary>The alarm rang. It may ring late, or more than once.</summary>
    Task Wake();
}
