using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>How a worker works.</summary>
/// <param name="Quickest">Seconds for one captcha, at best.</param>
/// <param name="Slowest">Seconds; beyond the lease he is late.</param>
/// <param name="Skips">How often he gives one back.</param>
/// <param name="Vanishes">How often he leaves without a word.</param>
/// <param name="Breaks">How often he pauses between two.</param>
/// <param name="Naughty">How often he answers twice, differently, malformed, or what is not his.</param>
public sealed record WorkerHabits(double Quickest, double Slowest, double Skips, double Vanishes, double Breaks, double Naughty)
{
    private static readonly ImmutableArray<Kind>[] Choices =
        [[Kind.ImageText], [Kind.ImageText, Kind.Grid], [Kind.Grid, Kind.Text], [Kind.Text, Kind.Audio, Kind.ImageText]];

    /// <summary>The kinds that he asks for; null: whatever there is.</summary>
    public ImmutableArray<Kind>? Kinds { get; init; }

    /// <summary>He asks for a least rate, a daily cap, or both, and for something else later.</summary>
    public bool HasTerms { get; init; }

    public static WorkerHabits Random(Random random) => Temper(random) with { Kinds = random.Next(2) == 0 ? null : Choices[random.Next(Choices.Length)] };

    private static WorkerHabits Temper(Random random) => random.Next(4) switch
    {
        0 => new WorkerHabits(1, 5, 0.02, 0, 0.02, 0.05),
        1 => new WorkerHabits(3, 20, 0.10, 0.02, 0.10, 0.10),
        2 => new WorkerHabits(10, 45, 0.20, 0.10, 0.10, 0.20),
        _ => new WorkerHabits(0, 10, 0.30, 0.20, 0.30, 0.50),
    };
}
