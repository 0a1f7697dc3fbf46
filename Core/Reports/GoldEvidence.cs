using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Reports;

/// <summary>What the end of a gold task says of its worker.</summary>
public static class GoldEvidence
{
    /// <returns>One piece for an answered gold task, else none: who skips it or is late has said nothing.</returns>
    public static ImmutableArray<Evidence> Of(CaptchaState ended, ComparisonOptions options) =>
        ended is { Gold: { } terms, Solution: { } solution, EndedAt: { } at }
            ? [new(solution.Worker, ended.Id, EvidenceSource.Gold, ended.Request.Kind,
                AnswerComparison.Same(ended.Request, terms.Answer, solution.Answer, options), 1, at)]
            : [];
}
