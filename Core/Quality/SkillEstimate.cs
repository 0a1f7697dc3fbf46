namespace CaptchaGrains.Core.Quality;

/// <summary>
/// What is known of the share of right answers of one worker at one kind: a beta distribution over it, from a uniform start (Beta(1, 1)), updated with
/// Bernoulli evidence (Gelman et al., Bayesian Data Analysis, 2.4) that is forgotten exponentially: before each piece of evidence of weight w the old counts
/// are multiplied by 2^(−w ÷ half-life). Forgetting goes by weight so that a stream of worthless reports cannot wash away what rechecks have shown.
/// A pure fold: the same evidence in the same order gives the same estimate.
/// </summary>
/// <param name="Right">Remembered evidence of right answers, in answers; 0 or more.</param>
/// <param name="Wrong">The same of wrong ones.</param>
public sealed record SkillEstimate(double Right, double Wrong)
{
    /// <summary>Nothing is known.</summary>
    public static SkillEstimate Fresh { get; } = new(0, 0);

    /// <summary>The expected share of right answers, above 0 and below 1: (right + 1) ÷ (right + wrong + 2), Laplace's rule of succession.</summary>
    public double Mean => (Right + 1) / (Evidence + 2);

    /// <summary>Remembered evidence, in answers; stays below <see cref="SkillOptions.MostEvidence"/> plus 1.</summary>
    public double Evidence => Right + Wrong;

    /// <summary>The estimate after one more piece of evidence.</summary>
    /// <param name="weight">
    /// How far the evidence is to be trusted, 0 … 1: 1 for a recheck, a moderator or a gold task; less for a report (<see cref="CustomerReliability"/>);
    /// 0 changes nothing.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is outside 0 … 1.</exception>
    public SkillEstimate After(bool right, double weight, SkillOptions options)
    {
        if (!(weight is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is 0 … 1.");
        if (weight == 0) return this;
        var kept = Math.Pow(2, -weight / options.HalfLife);
        return new SkillEstimate(Right * kept + (right ? weight : 0), Wrong * kept + (right ? 0 : weight));
    }

    /// <summary>The share of right answers is below this with a probability of <see cref="SkillOptions.Tail"/>.</summary>
    public double Lower(SkillOptions options) => BetaDistribution.Quantile(Right + 1, Wrong + 1, options.Tail);

    /// <summary>The share of right answers is above this with a probability of <see cref="SkillOptions.Tail"/>.</summary>
    public double Upper(SkillOptions options) => BetaDistribution.Quantile(Right + 1, Wrong + 1, 1 - options.Tail);

    /// <summary>A high rating: surely good, on enough evidence. Such a worker rechecks the answers of others.</summary>
    public bool IsHigh(SkillOptions options) => Evidence >= options.HighEvidence && Lower(options) >= options.HighLowerBound;
}
