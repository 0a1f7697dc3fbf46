using System.Globalization;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation;

/// <summary>Sums over runs, as text.</summary>
public sealed class SimTable
{
    private readonly SortedDictionary<string, int> _byFaults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<long>> _failures = new(StringComparer.Ordinal);
    /// <summary>Summed over all runs.</summary>
    public SimCounts Counts { get; } = new();

    private long _steps;
    private TimeSpan _virtual;
    private TimeSpan _real;

    public int Runs { get; private set; }

    public int Failed { get; private set; }

    public void Add(SimReport report)
    {
        Runs++;
        _byFaults[report.Faults] = _byFaults.GetValueOrDefault(report.Faults) + 1;
        Counts.Add(report.Counts);
        _steps += report.Steps;
        _virtual += report.Virtual;
        _real += report.Real;
        if (report.Failure is not { } failure) return;
        Failed++;
        if (!_failures.TryGetValue(failure.Invariant, out var seeds)) _failures.Add(failure.Invariant, seeds = []);
        seeds.Add(report.Seed);
    }

    public void Write(TextWriter to)
    {
        Row("seeds", $"{Runs} ({string.Join(", ", _byFaults.Select(f => $"{f.Value} {f.Key}"))})");
        Row("failed", Failed);
        foreach (var (invariant, seeds) in _failures) Row("  " + invariant, $"{seeds.Count}: {string.Join(" ", seeds.Take(12))}");
        foreach (var property in typeof(SimCounts).GetProperties()) Row(Words(property.Name), property.GetValue(Counts)!);
        Row("virtual time", _virtual);
        Row("steps", _steps);
        Row("real time", _real);

        void Row(string name, object value) => to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {value}"));
    }

    public static void Write(TextWriter to, IEnumerable<SimReport> reports)
    {
        var table = new SimTable();
        foreach (var report in reports) table.Add(report);
        table.Write(to);
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
