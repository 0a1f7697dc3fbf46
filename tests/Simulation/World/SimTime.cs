namespace CaptchaGrains.Simulation.World;

/// <summary>The clock of one process: its timers are events of the world and die with the process.</summary>
internal sealed class SimTime(SimWorld world, SimProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => process.Now;

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimWorld world, SimProcess process, TimerCallback callback, object? state) : ITimer
    {
        private SimAlarm? _next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _next?.Cancel();
            _next = dueTime == Timeout.InfiniteTimeSpan ? null : world.After(process, dueTime, () => Ring(period));
            return true;
        }

        public void Dispose() => _next?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(TimeSpan period)
        {
            _next = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : world.After(process, period, () => Ring(period));
            callback(state);
        }
    }
}
