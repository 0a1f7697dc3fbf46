using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>What the votes on a captcha of confident mode came to.</summary>
/// <param name="Confidence">The probability that the answer is right, 0 … 1; 0 without an answer.</param>
/// <param name="Answers">Answers that were weighed, all of which are charged if there is an answer; 0 … <see cref="ConfidentTerms.MaxAttempts"/>.</param>
/// <param name="Givers">Who gave the delivered answer, the best first; nobody without one.</param>
public sealed record CrowdResult(double Confidence, int Answers, ImmutableArray<WorkerId> Givers)
{
    /// <summary>All who had it, whether they answered or not.</summary>
    public ImmutableArray<WorkerId> Had { get; init; } = [];

    /// <summary>How many gave the delivered answer.</summary>
    public int Matches => Givers.Length;
}

/// <summary>How a captcha of confident mode ends.</summary>
/// <param name="Solution">The answer, with the one of its givers who is right most often; null: there is none.</param>
public sealed record CrowdEnd(Solution? Solution, CrowdResult Result);
