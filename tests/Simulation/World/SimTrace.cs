using System.Globalization;

namespace CaptchaGrains.Simulation.World;

/// <summary>The last events of a run. They are kept as they are and become text only when somebody reads them, for almost no run is ever read.</summary>
public sealed class SimTrace(TextWriter? live)
{
    private const int Kept = 64;
    private readonly Entry[] _entries = new Entry[Kept];
    private long _count;

    private readonly record struct Entry(long Step, TimeSpan At, string Process, string Verb, object? A, object? B, object? C);

    internal void Add(long step, TimeSpan at, string process, string verb, object? a, object? b, object? c)
    {
        var entry = new Entry(step, at, process, verb, a, b, c);
        _entries[_count++ % Kept] = entry;
        live?.WriteLine(Text(entry));
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<string> Last(int count)
    {
        for (var i = Math.Max(0, _count - Math.Min(count, Kept)); i < _count; i++) yield return Text(_entries[i % Kept]);
    }

    private static string Text(Entry e) => string.Create(CultureInfo.InvariantCulture,
        $"{e.Step,7} {e.At.TotalSeconds,10:0.000000} {e.Process,-10} {e.Verb} {e.A} {e.B} {e.C}");
}
