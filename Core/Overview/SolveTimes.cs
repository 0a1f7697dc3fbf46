using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Overview;

/// <summary>How long a sample of captchas took, from submission to the answer.</summary>
/// <param name="From">The smallest number of the sample.</param>
/// <param name="To">The largest one.</param>
/// <param name="All">Of all kinds together.</param>
/// <param name="Kinds">Of those of which there was any.</param>
public sealed record SolveTimes(CaptchaId From, CaptchaId To, KindTimes All, ImmutableArray<KindTimes> Kinds)
{
    /// <returns>Null: there is nothing to say anything of.</returns>
    public static SolveTimes? Of(IReadOnlyCollection<CaptchaTime> sample) => sample.Count == 0
        ? null
        : new SolveTimes(
            new CaptchaId(sample.Min(c => c.Id.Value)), new CaptchaId(sample.Max(c => c.Id.Value)), KindTimes.Of(null, sample),
            [.. sample.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => KindTimes.Of(g.Key, [.. g]))]);
}

/// <param name="Kind">Null: all kinds together.</param>
/// <param name="Solved">Captchas with an answer.</param>
/// <param name="Unsolved">Captchas that ended without one.</param>
/// <param name="MedianMs">Milliseconds within which half of the solved ones had their answer; 0 where none is solved.</param>
/// <param name="SlowMs">The same for 95 of 100.</param>
public sealed record KindTimes(Kind? Kind, int Solved, int Unsolved, long MedianMs, long SlowMs)
{
    public static KindTimes Of(Kind? kind, IReadOnlyCollection<CaptchaTime> sample)
    {
        var took = sample.Where(c => c is { IsSolved: true, Took: not null }).Select(c => (long)c.Took!.Value.TotalMilliseconds).Order().ToList();
        return new KindTimes(kind, took.Count, sample.Count(c => c is { IsSolved: false, Took: not null }), At(took, 50), At(took, 95));
    }

    /// <summary>The smallest value that is not exceeded by so many of a hundred.</summary>
    private static long At(List<long> ascending, int percent) =>
        ascending.Count == 0 ? 0 : ascending[(int)(((long)ascending.Count * percent + 99) / 100) - 1];
}
