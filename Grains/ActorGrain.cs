using CaptchaGrains.Actors.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Grains;

/// <summary>Hosts one actor in one activation: gives it the time, its alarm and its end. Rules are the actor's.</summary>
public abstract partial class ActorGrain : Grain, IActorContext
{
    /// <summary>An alarm whose turn failed rings again after this time, because an actor that relies on it would otherwise sleep for good.</summary>
    private static readonly TimeSpan RingAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>How much longer than until its alarm an activation is kept: alarms ring late when all processors are busy.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private IGrainTimer? _alarm;
    private bool _armed;

    protected ActorGrain() => _time = ServiceProvider.GetRequiredService<TimeProvider>();

    public DateTimeOffset Now => _time.GetUtcNow();

    protected abstract IActor Actor { get; }

    public void WakeAt(DateTimeOffset? due)
    {
        _armed = due is not null;
        if (due is not { } at)
        {
            _alarm?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            DelayDeactivation(TimeSpan.Zero);
            return;
        }
        var pause = at - Now;
        if (pause < TimeSpan.Zero) pause = TimeSpan.Zero;
        if (_alarm is null) _alarm = this.RegisterGrainTimer(Ring, new(pause, Timeout.InfiniteTimeSpan) { Interleave = true });
        else _alarm.Change(pause, Timeout.InfiniteTimeSpan);
        DelayDeactivation(pause + Slack);
    }

    public void Rest()
    {
        _armed = false;
        DeactivateOnIdle();
    }

    private async Task Ring()
    {
        _armed = false;
        try
        {
            await Actor.Wake();
        }
        catch (Exception e)
        {
            LogFailedAlarm(ServiceProvider.GetRequiredService<ILogger<ActorGrain>>(), this.GetGrainId(), e);
            if (!_armed) WakeAt(Now + RingAgainAfter);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm of {Grain} failed and will ring again.")]
    private static partial void LogFailedAlarm(ILogger logger, GrainId grain, Exception exception);
}
