using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Reports;

/// <summary>
/// How good a worker's reCAPTCHA V3 tokens are for one domain: his reports there, shrunk towards his overall rating (an empirical Bayes estimate, Efron and
/// Morris 1975), so that one bad report on a new domain sinks nobody.
/// </summary>
public static class DomainRating
{
    /// <summary>(right + prior weight × overall) ÷ (right + wrong + prior weight), above 0 and below 1.</summary>
    /// <param name="onDomain">What was reported of him there.</param>
    /// <param name="overall">0 … 1: the mean of what was reported of him at all.</param>
    public static double Of(SkillEstimate onDomain, double overall, DomainRatingOptions options) =>
        (onDomain.Right + options.PriorWeight * overall) / (onDomain.Evidence + options.PriorWeight);

    /// <summary>Low on all of his domains, and those are enough.</summary>
    public static bool IsLowEverywhere(IReadOnlyCollection<double> ratings, DomainRatingOptions options) =>
        ratings.Count >= options.LeastDomains && ratings.All(r => r < options.Low);

    /// <summary>The rating that a worker needs for a captcha whose customer asks for this score; 0: any.</summary>
    /// <param name="minScore">0.1 … 0.9, or null.</param>
    public static double Needed(decimal? minScore, DomainRatingOptions options) => (double)(minScore ?? 0m) * options.RatingForScore;
}
