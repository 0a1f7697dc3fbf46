using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

/// <summary>One request that waits: a worker's takes at most one captcha, or ends with none; a customer's only ends.</summary>
internal sealed class Wait
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
            // Whoever signals is in a turn of his own and must not run our continuation in it.
            signal = _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        using var timer = time.CreateTimer(static s => ((TaskCompletionSource)s!).TrySetResult(), signal, pause, Timeout.InfiniteTimeSpan);
        await signal.Task;
    }

    private bool Finish(CaptchaId? captcha)
    {
        lock (_lock)
        {
            if (_over) return false;
            (_over, _captcha) = (true, captcha);
            _signal?.TrySetResult();
            return true;
        }
    }
}
