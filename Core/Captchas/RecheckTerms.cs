using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Captchas;

/// <summary>What makes a captcha a recheck: to its worker it looks like any other.</summary>
/// <param name="Report">The reported captcha because of which somebody wants to know.</param>
/// <param name="Of">The captcha that is answered again.</param>
/// <param name="Until">It ends unsolved at this time, whatever the lifetime of its kind.</param>
/// <param name="Excluded">Those who had it before, as one captcha or another; a handful.</param>
/// <param name="ExcludedClusters">Clusters of linked accounts that may not have it: those of the worker whose answer is checked.</param>
public sealed record RecheckTerms(
    CaptchaId Report, CaptchaId Of, DateTimeOffset Until, ImmutableArray<WorkerId> Excluded, ImmutableArray<long> ExcludedClusters);
