using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>The answer that several workers' answers speak for.</summary>
/// <param name="Confidence">The probability that it is right, 0 … 1.</param>
/// <param name="Givers">Workers who gave it, the best first.</param>
public sealed record WeighedAnswer(string Answer, double Confidence, ImmutableArray<WorkerId> Givers)
{
    public int Matches => Givers.Length;
}

/// <summary>
/// Weighs answers by Bayes' rule, after Dawid and Skene (1979) with one share of right answers for each worker, and two things that make people agree on
/// something wrong: some captchas are hard for everybody, and most mistakes end in one of a few answers that look alike. With independent mistakes two
/// agreeing workers would be believed too much.
/// </summary>
public static class AnswerPosterior
{
    /// <param name="answers">At least one; at most <see cref="ConfidentTerms.MostAttempts"/>.</param>
    public static WeighedAnswer Of(IReadOnlyList<CrowdAnswer> answers, AnswerLikeness likeness, ConfidentOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(answers.Count, ConfidentTerms.MostAttempts);
        // Where sameness has a tolerance, each answer joins the first one that it equals; the best worker's comes first, for he clicks best.
        var sides = new List<(string Answer, List<CrowdAnswer> By)>();
        foreach (var answer in answers.OrderByDescending(a => a.Share))
        {
            var side = sides.FindIndex(s => likeness.Same(s.Answer, answer.Answer));
            if (side < 0) sides.Add((answer.Answer, [answer]));
            else sides[side].By.Add(answer);
        }

        var weights = new double[sides.Count];
        double neither = 0;
        foreach (var isHard in new[] { false, true })
        {
            var chance = isHard ? options.HardShare : 1 - options.HardShare;
            for (var truth = 0; truth < sides.Count; truth++)
                weights[truth] += chance * Likelihood(sides, truth, isHard, likeness, options);
            neither += chance * Unsaid(sides, isHard, likeness, options);
        }
        var best = 0;
        for (var i = 1; i < weights.Length; i++)
            if (weights[i] > weights[best]) best = i;
        return new WeighedAnswer(sides[best].Answer, weights[best] / (weights.Sum() + neither), [.. sides[best].By.Select(a => a.Worker)]);
    }

    private static double Likelihood(
        List<(string Answer, List<CrowdAnswer> By)> sides, int truth, bool isHard, AnswerLikeness likeness, ConfidentOptions options)
    {
        var product = 1.0;
        for (var i = 0; i < sides.Count; i++)
        {
            var looksAlike = i != truth && likeness.LookAlike(sides[i].Answer, sides[truth].Answer);
            foreach (var answer in sides[i].By)
                product *= i == truth ? 1 - Mistake(answer, isHard, options) : MistakenFor(looksAlike, answer, isHard, options);
        }
        return product;
    }

    /// <summary>The truth is what nobody said: something that looks like one of the answers and those that are like it, or one of the many other things.</summary>
    private static double Unsaid(List<(string Answer, List<CrowdAnswer> By)> sides, bool isHard, AnswerLikeness likeness, ConfidentOptions options)
    {
        double sum = 0, none = options.OtherVariants;
        for (var i = 0; i < sides.Count; i++)
        {
            var product = options.TypicalVariants;
            var alike = 0;
            for (var j = 0; j < sides.Count; j++)
            {
                var isAlike = i == j || likeness.LookAlike(sides[i].Answer, sides[j].Answer);
                if (isAlike) alike++;
                product *= sides[j].By.Aggregate(1.0, (p, a) => p * MistakenFor(isAlike, a, isHard, options));
            }
            // Sides that are alike name the same unsaid answers: each names its part of them.
            sum += product / alike;
            none *= sides[i].By.Aggregate(1.0, (p, a) => p * MistakenFor(false, a, isHard, options));
        }
        return sum + none;
    }

    /// <summary>The chance that this worker gives this answer where another one is right.</summary>
    private static double MistakenFor(bool looksAlike, CrowdAnswer answer, bool isHard, ConfidentOptions options) => Mistake(answer, isHard, options) * (looksAlike
        ? options.TypicalMistakes / options.TypicalVariants
        : (1 - options.TypicalMistakes) / options.OtherVariants);

    /// <summary>A worker's share is his average over all captchas, so what he does worse on hard ones he does better on the others.</summary>
    private static double Mistake(CrowdAnswer answer, bool isHard, ConfidentOptions options)
    {
        var average = 1 - answer.Share;
        var hard = Math.Max(average, Math.Min(0.98, average * options.HardFactor));
        return isHard ? hard : (average - options.HardShare * hard) / (1 - options.HardShare);
    }
}
