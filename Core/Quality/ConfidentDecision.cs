namespace CaptchaGrains.Core.Quality;

public enum ConfidentStep
{
    /// <summary>Another worker is asked.</summary>
    AskAnother = 1,

    /// <summary>There is an answer.</summary>
    Done = 2,

    /// <summary>The attempts that are left cannot bring enough matches: the captcha ends without an answer, and costs the customer nothing.</summary>
    GiveUp = 3,
}

/// <summary>What follows from the answers so far.</summary>
/// <param name="Best">The best answer so far; null while there is none.</param>
public sealed record ConfidentDecision(ConfidentStep Step, WeighedAnswer? Best)
{
    /// <summary>Decides after each answer, or after an attempt that brought none (those are not counted).</summary>
    public static ConfidentDecision Of(
        ConfidentTerms terms, IReadOnlyList<CrowdAnswer> answers, AnswerLikeness likeness, ConfidentOptions options)
    {
        if (answers.Count == 0) return new(ConfidentStep.AskAnother, null);
        var best = AnswerPosterior.Of(answers, likeness, options);
        var left = terms.MaxAttempts - answers.Count;
        if (left <= 0) return new(best.Matches >= terms.MinMatches ? ConfidentStep.Done : ConfidentStep.GiveUp, best);
        var isEnough = answers.Count >= terms.MinAttempts && best.Matches >= terms.MinMatches && best.Confidence >= terms.MinConfidence;
        if (isEnough) return new(ConfidentStep.Done, best);
        var mostMatches = answers.Max(a => answers.Count(b => likeness.Same(a.Answer, b.Answer)));
        return new(mostMatches + left >= terms.MinMatches ? ConfidentStep.AskAnother : ConfidentStep.GiveUp, best);
    }
}
