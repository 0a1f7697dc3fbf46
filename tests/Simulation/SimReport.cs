using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation;

/// <summary>What became of one run.</summary>
/// <param name="Failure">Null: every invariant held.</param>
/// <param name="Hash">The same for the same seed, step by step.</param>
/// <param name="LastEvents">Only of a run that failed.</param>
public sealed record SimReport(
    long Seed, string Faults, SimFailure? Failure, SimCounts Counts, long Steps, TimeSpan Virtual, ulong Hash, TimeSpan Real, IReadOnlyList<string> LastEvents)
{
    /// <summary>How to see it again.</summary>
    public override string ToString() => Failure is null
        ? $"seed {Seed} ({Faults}): clean"
        : $"""
           seed {Seed} ({Faults}) failed.
             {Failure}
             again: dotnet run --project tests/Simulation -- --seed {Seed} --trace
             the last events:
           {string.Join(Environment.NewLine, LastEvents)}
           """;
}
