using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>A vote that has ended and was looked at.</summary>
/// <param name="Answer">What it brought; null: nobody answered, or somebody who is linked to one whose answer counts already.</param>
/// <param name="Cluster">Of linked accounts, that of the worker who answered; 0: nobody did.</param>
/// <param name="Had">All who had it, answered or not: nobody sees a captcha twice.</param>
public sealed record CountedVote(CaptchaId Captcha, CrowdAnswer? Answer, long Cluster, ImmutableArray<WorkerId> Had);

/// <summary>What comes next.</summary>
/// <param name="Order">So many further votes; 0: none.</param>
/// <param name="End">Present when it is over.</param>
public sealed record CrowdStep(int Order, CrowdEnd? End)
{
    /// <summary>Votes are under way.</summary>
    public static CrowdStep Wait { get; } = new(0, null);
}

/// <summary>The votes on one captcha of confident mode: all that has to survive a crash. Immutable; the rules are pure.</summary>
public sealed record CrowdState
{
    /// <summary>
    /// As many captchas of one kind end unsolved after three workers gave them back; where that has happened to so many votes, further people will not do better.
    /// </summary>
    public const int MostUnanswered = 3;

    public static CrowdState Empty { get; } = new();

    /// <summary>All that were ordered, in that order; at most <see cref="ConfidentTerms.MaxAttempts"/> + <see cref="MostUnanswered"/>.</summary>
    public ImmutableArray<CaptchaId> Votes { get; init; } = [];

    /// <summary>Those that were looked at, in that order.</summary>
    public ImmutableArray<CountedVote> Counted { get; init; } = [];

    /// <summary>Present once it was decided; then nothing changes any more.</summary>
    public CrowdEnd? End { get; init; }

    /// <summary>Votes that were ordered and not counted yet.</summary>
    public ImmutableArray<CaptchaId> Open => [.. Votes.Where(v => Counted.All(c => c.Captcha != v))];

    public ImmutableArray<CrowdAnswer> Answers => [.. Counted.Where(c => c.Answer is not null).Select(c => c.Answer!)];

    /// <summary>Counts a vote that has ended. One that was counted changes nothing, and the answer of somebody linked to another voter is none.</summary>
    public CrowdState Count(CountedVote vote)
    {
        if (End is not null || !Votes.Contains(vote.Captcha) || Counted.Any(c => c.Captcha == vote.Captcha)) return this;
        var isLinked = vote.Answer is not null && Counted.Any(c => c.Answer is not null && (c.Cluster == vote.Cluster || c.Answer.Worker == vote.Answer.Worker));
        return this with { Counted = Counted.Add(isLinked ? vote with { Answer = null } : vote) };
    }

    /// <summary>Decides on what is counted.</summary>
    /// <param name="isLate">There is no time for further votes: it ends with what there is.</param>
    public CrowdStep Next(ConfidentTerms terms, AnswerLikeness likeness, ConfidentOptions options, bool isLate)
    {
        if (End is not null) return new CrowdStep(0, End);
        var answers = Answers;
        var decision = ConfidentDecision.Of(terms, answers, likeness, options);
        var unanswered = Counted.Length - answers.Length;
        if (isLate || unanswered >= MostUnanswered) return new CrowdStep(0, EndOf(terms, decision.Best, isEnough: answers.Length >= terms.MinAttempts));
        if (decision.Step != ConfidentStep.AskAnother) return new CrowdStep(0, EndOf(terms, decision.Best, decision.Step == ConfidentStep.Done));
        var wanted = Math.Max(1, terms.MinAttempts - answers.Length) - (Votes.Length - Counted.Length);
        return wanted > 0 ? new CrowdStep(wanted, null) : CrowdStep.Wait;
    }

    private CrowdEnd EndOf(ConfidentTerms terms, WeighedAnswer? best, bool isEnough)
    {
        ImmutableArray<WorkerId> had = [.. Counted.SelectMany(c => c.Had).Distinct()];
        return isEnough && best is not null && best.Matches >= terms.MinMatches
            ? new CrowdEnd(new Solution(best.Givers[0], best.Answer), new CrowdResult(best.Confidence, Answers.Length, best.Givers) { Had = had })
            : new CrowdEnd(null, new CrowdResult(0, Answers.Length, []) { Had = had });
    }
}
