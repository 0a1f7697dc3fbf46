using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>One worker's answer to a captcha that several answer.</summary>
/// <param name="Answer">In the canonical form of answers.</param>
/// <param name="Share">The chance that this worker is right, as known when he answered (<see cref="ConfidentOptions.ShareOf"/>); above 0, below 1.</param>
public sealed record CrowdAnswer(WorkerId Worker, string Answer, double Share);
