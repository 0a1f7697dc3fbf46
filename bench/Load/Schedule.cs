using System.Diagnostics;

namespace CaptchaGrains.Load;

/// <summary>
/// When the next submission starts. In an open loop start times are fixed beforehand: whoever is late because the server kept him starts at once, and his
/// waiting is counted from the time at which he should have started, so that no slow reply hides the ones queued behind it.
/// </summary>
internal sealed class Schedule(double? rate)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _next = -1;

    /// <returns>The time from which the submission is measured, in ticks of <see cref="Stopwatch"/>.</returns>
    public async ValueTask<long> Next()
    {
        if (rate is not { } perSecond) return Stopwatch.GetTimestamp();
        var due = _start + (long)(Interlocked.Increment(ref _next) / perSecond * Stopwatch.Frequency);
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (wait <= TimeSpan.Zero) return due;
        await Task.Delay(wait);
        // He was free in time; how exactly this process' timers ring is not the server's doing.
        return Stopwatch.GetTimestamp();
    }
}
