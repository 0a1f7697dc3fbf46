using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Reports;

/// <summary>What was reported of one worker's reCAPTCHA V3 tokens on one domain, as his skill counts it.</summary>
/// <param name="Right">Remembered evidence of good ones, in answers; 0 or more.</param>
/// <param name="Wrong">The same of bad ones.</param>
/// <param name="LastAt">Of the newest report.</param>
public readonly record struct WorkerOnDomain(WorkerId Worker, double Right, double Wrong, DateTimeOffset LastAt)
{
    public SkillEstimate ToEstimate() => new(Right, Wrong);

    /// <summary>A domain's record of its workers: a pure fold over the evidence that names it.</summary>
    /// <param name="evidence">Of one domain, oldest first.</param>
    /// <param name="most">Workers who are kept, at least 1: those of the newest reports.</param>
    /// <returns>Ascending by the worker.</returns>
    public static ImmutableArray<WorkerOnDomain> Fold(IEnumerable<Evidence> evidence, SkillOptions skill, int most)
    {
        var known = new Dictionary<WorkerId, (SkillEstimate Estimate, int Place, DateTimeOffset At)>();
        var place = 0;
        foreach (var piece in evidence)
        {
            var before = known.TryGetValue(piece.Worker, out var his) ? his.Estimate : SkillEstimate.Fresh;
            known[piece.Worker] = (before.After(piece.IsRight, piece.Weight, skill), place++, piece.At);
        }
        return
        [
            .. known.OrderByDescending(k => k.Value.Place).Take(most).OrderBy(k => k.Key.Value)
                .Select(k => new WorkerOnDomain(k.Key, k.Value.Estimate.Right, k.Value.Estimate.Wrong, k.Value.At)),
        ];
    }
}
