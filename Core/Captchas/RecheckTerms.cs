using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Captchas;

/// <summary>What makes a captcha another answer to one that there is, a recheck or a vote: to its worker it looks like any other, and the house pays him.</summary>
/// <param name="Report">The reported captcha because of which somebody wants to know; of a vote, the captcha that is voted on.</param>
/// <param name="Of">The captcha that is answered again.</param>
/// <param name="Until">It ends unsolved at this time, whatever the lifetime of its kind.</param>
/// <param name="Excluded">Those who had it before, as one captcha or another; a handful.</param>
/// <param name="ExcludedClusters">Clusters of linked accounts that may not have it: those of the worker whose answer is checked, or of those who voted.</param>
public sealed record RecheckTerms(
    CaptchaId Report, CaptchaId Of, DateTimeOffset Until, ImmutableArray<WorkerId> Excluded, ImmutableArray<long> ExcludedClusters)
{
    /// <summary>Present where it is a vote of confident mode: the customer in whose turn it is dispatched. Null: a recheck.</summary>
    public CustomerId? VoteFor { get; init; }

    /// <summary>One of several answers of confident mode, and no recheck.</summary>
    public bool IsVote => VoteFor is not null;
}
