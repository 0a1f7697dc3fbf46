namespace CaptchaGrains.Core.Reports;

/// <summary>How a worker's rating for a domain is made of what was reported there.</summary>
public sealed record DomainRatingOptions
{
    public static DomainRatingOptions Default { get; } = new();

    /// <summary>Evidence, in answers, 1 … 1,000, that the worker's overall rating counts for on each domain: so much on the domain itself weighs as much.</summary>
    public double PriorWeight { get; init; } = 10;

    /// <summary>0 … 1: a rating below this is low.</summary>
    public double Low { get; init; } = 0.5;

    /// <summary>A low rating on all of his domains limits a worker, where there are so many at least, 1 … 100.</summary>
    public int LeastDomains { get; init; } = 3;

    /// <summary>
    /// reCAPTCHA V3 tells sites a score of 0.1 … 0.9; a customer who asks for a better one gets a worker of a better rating:
    /// at least <c>min_score × this</c>, 0 … 1. By default somebody of whom nothing is known, whose rating is 0.5, is good enough for the highest.
    /// </summary>
    public double RatingForScore { get; init; } = 0.55;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public DomainRatingOptions Validated()
    {
        OptionRange.Require(PriorWeight, 1, 1_000, nameof(PriorWeight));
        OptionRange.Require(Low, 0, 1, nameof(Low));
        OptionRange.Require(LeastDomains, 1, 100, nameof(LeastDomains));
        OptionRange.Require(RatingForScore, 0, 1, nameof(RatingForScore));
        return this;
    }
}
