using CaptchaGrains.Actors.Local;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

/// <summary>One request that waits: a worker's takes at most one captcha, or ends with none; a customer's only ends.</summary>
/// <param name="activity">Counts from the end of the wait until the request has gone on; null: nobody counts.</param>
internal sealed class Wait(Activity? activity)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _signal;
    private bool _over;
    private CaptchaId? _captcha;

    public bool IsOver
    {
        get { lock (_lock) return _over; }
    }

    /// <summary>Null while waiting, and when it ended with none.</summary>
    public CaptchaId? Captcha
    {
        get { lock (_lock) return _captcha; }
    }

    /// <returns>False when the wait was over before.</returns>
    public bool Take(CaptchaId captcha) => Finish(captcha);

    public void End() => Finish(null);

    /// <summary>Completes when the wait is over, or when the time has passed.</summary>
    public async Task OverOrAfter(TimeSpan pause, TimeProvider time)
    {
        if (pause <= TimeSpan.Zero) return;
        TaskCompletionSource signal;
        lock (_lock)
        {
            if (_over) return;
            signal = _signal = new TaskCompletionSource(activity is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        }
        using var timer = time.CreateTimer(_ => Signal(signal), null, pause, Timeout.InfiniteTimeSpan);
        await signal.Task;
    }

    private bool Finish(CaptchaId? captcha)
    {
        TaskCompletionSource? signal;
        lock (_lock)
        {
            if (_over) return false;
            (_over, _captcha) = (true, captcha);
            signal = _signal;
        }
        Signal(signal);
        return true;
    }

    /// <summary>Whoever signals is in a turn of his own and must not run in it what goes on here.</summary>
    private void Signal(TaskCompletionSource? signal)
    {
        if (activity is null || signal is null)
        {
            signal?.TrySetResult();
            return;
        }
        activity.Begin();
        ThreadPool.UnsafeQueueUserWorkItem(static go =>
        {
            go.Signal.TrySetResult();
            go.Activity.End();
        }, (Signal: signal, Activity: activity), preferLocal: true);
    }
}
