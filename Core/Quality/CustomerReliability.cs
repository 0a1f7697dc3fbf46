namespace CaptchaGrains.Core.Quality;

/// <summary>
/// What a customer's reports are worth as evidence about workers: for complaints and for reports of good answers apart, a beta estimate of the share that
/// proved true where the marketplace found out (recheck, moderator, gold grown from the captcha). Immutable, a pure fold as <see cref="SkillEstimate"/>.
/// </summary>
/// <param name="Bad">Complaints: right means upheld.</param>
/// <param name="Good">Reports of good answers: right means that the answer was right.</param>
public sealed record CustomerReliability(SkillEstimate Bad, SkillEstimate Good)
{
    /// <summary>A customer of whom no report was verified.</summary>
    public static CustomerReliability Fresh { get; } = new(SkillEstimate.Fresh, SkillEstimate.Fresh);

    /// <summary>After a report was found to be true or not.</summary>
    public CustomerReliability After(bool saidGood, bool wasTrue, ReliabilityOptions options)
    {
        var forgetting = new SkillOptions { HalfLife = options.HalfLife };
        return saidGood
            ? this with { Good = Good.After(wasTrue, 1, forgetting) }
            : this with { Bad = Bad.After(wasTrue, 1, forgetting) };
    }

    /// <summary>
    /// The weight of the customer's next report, for <see cref="SkillEstimate.After"/>: its most × max(0, 2 × share − 1), where the share is the expected
    /// one of his true reports of that sort. Who is right as often as a coin says nothing; who is wrong more often is not believed the contrary.
    /// </summary>
    /// <returns>0 … 1.</returns>
    public double Weight(bool saidGood, ReliabilityOptions options)
    {
        var known = saidGood ? Good : Bad;
        var share = (known.Right + options.PresumedRight) / (known.Evidence + options.PresumedRight + options.PresumedWrong);
        return (saidGood ? options.MostOfGood : options.MostOfBad) * Math.Max(0, 2 * share - 1);
    }
}
