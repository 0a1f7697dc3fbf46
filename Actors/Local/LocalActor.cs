using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Actors.Local;

/// <summary>
/// Hosts one actor in this process: its turns run one at a time on a scheduler of its own and interleave only at awaits; it has one alarm;
/// and it leaves the directory when it asked to rest and nobody is calling it.
/// </summary>
internal sealed class LocalActor<T> : IActorContext, IDisposable where T : class, IActor
{
    private readonly Lock _lock = new();
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default).ExclusiveScheduler;
    private readonly TimeProvider _time;
    private readonly Activity _activity;
    private readonly Action _leave;
    private readonly T _actor;
    private ITimer? _alarm;
    private int _calls;
    private bool _rests;
    private bool _left;

    public LocalActor(Func<IActorContext, T> make, TimeProvider time, Activity activity, Action leave)
    {
        _time = time;
        _activity = activity;
        _leave = leave;
        _actor = make(this);
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <returns>Null when the actor has left meanwhile: ask the directory again.</returns>
    public Task<TResult>? TryCall<TResult>(Func<T, Task<TResult>> call)
    {
        lock (_lock)
        {
            if (_left) return null;
            _calls++;
        }
        _activity.Begin();
        var reply = new TaskCompletionSource<TResult>(); // whoever waits for it goes on before the call counts as ended
        _ = Run(call, reply);
        return reply.Task;
    }

    public void WakeAt(DateTimeOffset? due)
    {
        lock (_lock)
        {
            if (_left) return;
            if (due is not { } at)
            {
                _alarm?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return;
            }
            // Whoever sets an alarm has something to do again.
            _rests = false;
            var delay = at - Now;
            if (delay < TimeSpan.Zero) delay = TimeSpan.Zero;
            if (_alarm is null) _alarm = _time.CreateTimer(static state => ((LocalActor<T>)state!).Ring(), this, delay, Timeout.InfiniteTimeSpan);
            else _alarm.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Rest()
    {
        lock (_lock) _rests = true;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _left = true;
            _alarm?.Dispose();
        }
    }

    private async Task Run<TResult>(Func<T, Task<TResult>> call, TaskCompletionSource<TResult> reply)
    {
        var turn = Task.Factory.StartNew(() => call(_actor), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns).Unwrap();
        await ((Task)turn).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        End();
        reply.SetFromTask(turn);
        _activity.End();
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_calls > 0 || !_rests || _left) return;
            _left = true;
            _alarm?.Dispose();
        }
        _leave();
    }

    private void Ring()
    {
        if (TryCall(async actor => { await actor.Wake(); return true; }) is { } woken) ActorServices.Tell(woken);
    }
}
