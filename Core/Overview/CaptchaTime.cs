using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Core.Overview;

/// <summary>One captcha of a sample.</summary>
/// <param name="Took">From submission to its end; null: it is open.</param>
/// <param name="IsSolved">It ended with an answer.</param>
/// <param name="Turns">Of the workers who had it, as far as they say how much work it was: not that somebody paused, or that others were faster. None while it is open.</param>
public sealed record CaptchaTime(CaptchaId Id, Kind Kind, TimeSpan? Took, bool IsSolved, ImmutableArray<Turn> Turns)
{
    public static CaptchaTime Of(CaptchaId id, CaptchaRequest request, TimeSpan? took, bool isSolved, ImmutableArray<Attempt> attempts) => new(id, request.Kind, took, isSolved,
        [.. attempts.Where(a => a.End is not (AttemptEnd.Paused or AttemptEnd.Overtaken)).Select(a => new Turn(request.Kind, request.Traits(), a.EndedAt - a.GrantedAt, a.End == AttemptEnd.Answered))]);
}
