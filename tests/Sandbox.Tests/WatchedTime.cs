using System.Collections.Concurrent;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>A clock that stands still, and tells when somebody begins to wait for a certain time to pass.</summary>
internal sealed class WatchedTime : TimeProvider
{
    private readonly ManualTime _time = new();
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _waits = new();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Completes when a timer with this time is set, or was.</summary>
    public Task Awaited(TimeSpan pause) => Wait(pause).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        Wait(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Wait(TimeSpan pause) =>
        _waits.GetOrAdd(pause, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
