namespace CaptchaGrains.Sandbox;

/// <summary>
/// A clock that runs with the real one and can be set forward: everything that waits for a time that has then passed happens at once, in order of its time.
/// It never goes back.
/// </summary>
public sealed class SandboxTime(TimeProvider real) : TimeProvider
{
    /// <summary>More at once would let even year-long sessions and the calendar's end meet.</summary>
    public static readonly TimeSpan LongestAdvance = TimeSpan.FromDays(366);

    private const int MostStops = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<Alarm> _alarms = [];
    private TimeSpan _ahead;

    /// <summary>The clock on the wall.</summary>
    public TimeProvider Real => real;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return Now;
    }

    public override long GetTimestamp()
    {
        lock (_lock) return real.GetElapsedTime(0, real.GetTimestamp()).Ticks + _ahead.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>
    /// Sets the clock forward, from alarm to alarm: at each of them it is as late as the alarm says. Alarms that are closer together than a thousandth of the
    /// way ring one after another at the same time, so that something that looks around ten times a second does not do so for all the seconds of a year.
    /// </summary>
    /// <param name="by">Zero up to <see cref="LongestAdvance"/>.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, LongestAdvance);
        var stop = GetUtcNow();
        var end = stop + by;
        var isLast = false;
        while (!isLast)
        {
            Alarm[] due;
            lock (_lock)
            {
                var next = _alarms.Count == 0 ? end : _alarms.Min(a => a.Due);
                stop = Earlier(end, Later(next, stop + by / MostStops));
                isLast = stop == end;
                if (stop > Now) _ahead += stop - Now;
                due = [.. _alarms.Where(a => a.Due <= stop).OrderBy(a => a.Due)];
            }
            foreach (var alarm in due) alarm.Ring();
        }
        // What is still to come is nearer now than its real timer knows.
        Alarm[] rest;
        lock (_lock) rest = [.. _alarms];
        foreach (var alarm in rest) alarm.Rearm();
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>Under the lock.</summary>
    private DateTimeOffset Now => real.GetUtcNow() + _ahead;

    private ITimer RealTimer(TimerCallback callback, object state) => real.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class Alarm : ITimer
    {
        private readonly SandboxTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _real;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public Alarm(SandboxTime time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _real = time.RealTimer(static a => ((Alarm)a!).Ring(), this);
        }

        /// <summary>Meaningful while it is set.</summary>
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._lock)
            {
                _time._alarms.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return _real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Due = _time.Now + dueTime;
                _time._alarms.Add(this);
                return _real.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        /// <summary>By the real timer or by an advance, whichever comes first; the other finds that it is done.</summary>
        public void Ring()
        {
            lock (_time._lock)
            {
                if (!_time._alarms.Contains(this)) return;
                if (Due > _time.Now)
                {
                    Arm();
                    return;
                }
                if (_period > TimeSpan.Zero)
                {
                    // What it missed while the clock jumped is not made up for.
                    Due += _period * (1 + (_time.Now - Due).Ticks / _period.Ticks);
                    Arm();
                }
                else
                {
                    _time._alarms.Remove(this);
                }
            }
            _callback(_state);
        }

        public void Rearm()
        {
            lock (_time._lock)
                if (_time._alarms.Contains(this)) Arm();
        }

        public void Dispose()
        {
            lock (_time._lock) _time._alarms.Remove(this);
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm()
        {
            var left = Due - _time.Now;
            _real.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
