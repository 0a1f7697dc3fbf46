namespace CaptchaGrains.Simulation.World;

/// <summary>
/// Time, chance and order of a simulated world, all from one seed. One thread: each step runs one ready piece of work, picked at random, until it
/// awaits; when nothing is ready the clock moves to the next alarm. The same seed takes the same steps, which <see cref="Hash"/> shows.
/// </summary>
public sealed class SimWorld
{
    private static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Work> _ready = [];
    private readonly PriorityQueue<SimAlarm, (long Ticks, long Order)> _alarms = new();
    private long _order;
    private int _cancelled;
    private int _processes;

    private readonly record struct Work(SimProcess Process, SendOrPostCallback Callback, object? State);

    /// <param name="live">Every event is written here as it happens; null: only the last ones are kept.</param>
    public SimWorld(long seed, TextWriter? live = null)
    {
        Random = new Random(HashCodeOf(seed));
        Trace = new SimTrace(live);
        Nature = Start("world");
    }

    /// <summary>The only source of chance.</summary>
    public Random Random { get; }

    public SimTrace Trace { get; }

    /// <summary>What happens by itself: wires, crashes. It is never killed.</summary>
    public SimProcess Nature { get; }

    /// <summary>The true time; a process may see another one.</summary>
    public DateTimeOffset Now { get; private set; } = Epoch;

    public TimeSpan Elapsed => Now - Epoch;

    public long Steps { get; private set; }

    /// <summary>Grows out of every step's process, time and choice: two runs with one seed that took the same steps have the same.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>The first invariant that did not hold; the world stands still then.</summary>
    public SimFailure? Failure { get; private set; }

    /// <summary>Alarms that will still ring.</summary>
    public int Pending => _alarms.Count - _cancelled;

    /// <summary>Runs before each step; crashes come from here.</summary>
    public Action? BetweenSteps { get; set; }

    public SimProcess Start(string name, TimeSpan clockError = default)
    {
        var process = new SimProcess(this, name, _processes++, clockError);
        Note(process, "starts");
        return process;
    }

    public bool Chance(double probability) => probability > 0 && Random.NextDouble() < probability;

    public TimeSpan Between(TimeSpan from, TimeSpan to) => from + (to - from) * Random.NextDouble();

    public void Post(SimProcess process, Action action) => Post(process, static state => ((Action)state!)(), action);

    public SimAlarm After(SimProcess process, TimeSpan delay, Action action)
    {
        var alarm = new SimAlarm(this, process, action);
        var at = delay > TimeSpan.Zero ? Now + delay : Now;
        _alarms.Enqueue(alarm, (at.Ticks, _order++));
        return alarm;
    }

    /// <summary>Starts a story of the simulation itself. If it throws, the run has failed.</summary>
    public void Run(SimProcess process, Func<Task> story) => Post(process, () => _ = Observe(story));

    /// <summary>Takes steps until the condition holds or the time has come. False: it never held.</summary>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        while (Failure is null)
        {
            if (condition()) return true;
            if (!Step(end)) return condition();
        }
        return false;
    }

    public void RunFor(TimeSpan time) => RunUntil(static () => false, time);

    public void Note(SimProcess process, string verb, object? a = null, object? b = null, object? c = null) =>
        Trace.Add(Steps, Elapsed, process.Name, verb, a, b, c);

    public void Fail(string invariant, string detail) => Failure ??= new SimFailure(invariant, detail, Steps, Elapsed);

    /// <summary>Lets a number take part in <see cref="Hash"/>.</summary>
    public void Mix(long number) => Hash = (Hash ^ (ulong)number) * 1099511628211;

    /// <exception cref="InvalidOperationException">Another thread: something in the simulation left for the thread pool.</exception>
    internal void RequireOwnThread()
    {
        if (Environment.CurrentManagedThreadId == _thread) return;
        Fail("Nothing leaves the simulation's thread", Environment.StackTrace);
        throw new InvalidOperationException("Something left the simulation's thread.");
    }

    internal void Post(SimProcess process, SendOrPostCallback callback, object? state)
    {
        if (process.IsAlive) _ready.Add(new Work(process, callback, state));
    }

    internal void Cancelled() => _cancelled++;

    private bool Step(DateTimeOffset end)
    {
        BetweenSteps?.Invoke();
        if (_ready.Count == 0 && !Advance(end)) return false;
        var pick = _ready.Count == 1 ? 0 : Random.Next(_ready.Count);
        var work = _ready[pick];
        _ready[pick] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (!work.Process.IsAlive) return true;
        Steps++;
        Mix(work.Process.Number);
        Mix(Now.Ticks);
        Mix(pick);
        Execute(work);
        return true;
    }

    private void Execute(Work work)
    {
        var outside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(work.Process.Context);
        try { work.Callback(work.State); }
        catch (Exception e) { Fail("Nothing throws outside of a task", e.ToString()); }
        finally { SynchronizationContext.SetSynchronizationContext(outside); }
    }

    /// <summary>Moves the clock to the next alarm and makes everything ready that is due then.</summary>
    private bool Advance(DateTimeOffset end)
    {
        while (_ready.Count == 0)
        {
            if (!_alarms.TryPeek(out _, out var due) || due.Ticks > end.Ticks)
            {
                Now = end;
                return false;
            }
            Now = new DateTimeOffset(due.Ticks, TimeSpan.Zero);
            while (_alarms.TryPeek(out var alarm, out var at) && at.Ticks == due.Ticks)
            {
                _alarms.Dequeue();
                if (alarm.IsCancelled)
                {
                    _cancelled--;
                    continue;
                }
                alarm.BecomeDue();
                Post(alarm.Process, static state => ((SimAlarm)state!).Ring(), alarm);
            }
        }
        return true;
    }

    private async Task Observe(Func<Task> story)
    {
        try { await story(); }
        catch (Exception e) { Fail("The simulation's own stories do not throw", e.ToString()); }
    }

    private static int HashCodeOf(long seed)
    {
        // Neighbouring seeds shall have nothing in common (SplitMix64's finaliser).
        var z = (ulong)seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(z ^ (z >> 31));
    }
}
