using CaptchaGrains.Actors.Ports;
using Orleans.Concurrency;

namespace CaptchaGrains.Grains.Tests;

public interface IAlarmGrain : IGrainWithIntegerKey
{
    /// <summary>How often the alarm rang until a turn of it did not fail.</summary>
    Task<int> FailOnce();

    /// <summary>How often an alarm rang that was set, replaced by a later one, taken back, and set again.</summary>
    Task<int> ReplaceAndTakeBack();
}

[Reentrant]
public sealed class AlarmGrain : ActorGrain, IAlarmGrain, IActor
{
    private readonly TaskCompletionSource _rang = new();
    private int _wakes;
    private bool _failing;

    protected override IActor Actor => this;

    public async Task<int> FailOnce()
    {
        _failing = true;
        WakeAt(Now);
        await _rang.Task;
        return _wakes;
    }

    public async Task<int> ReplaceAndTakeBack()
    {
        WakeAt(Now.AddMinutes(1));
        WakeAt(null);
        WakeAt(Now.AddMilliseconds(1));
        await _rang.Task;
        return _wakes;
    }

    public Task Wake()
    {
        _wakes++;
        if (_failing && _wakes == 1) throw new InvalidOperationException("The first turn fails.");
        _rang.TrySetResult();
        return Task.CompletedTask;
    }
}
