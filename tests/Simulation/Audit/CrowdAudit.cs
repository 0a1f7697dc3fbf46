using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>What holds of captchas that several answer: who voted, what they said, and what it costs.</summary>
public sealed class CrowdAudit(SimWorld world, MemoryStore memory, SimCounts counts)
{
    public const string AnswersAreVotes = "What a crowd is said to have answered, it answered";
    public const string VotersAreUnlinked = "Nobody's answer counts twice, nor those of linked accounts";
    public const string VotesAreOrdered = "Every vote was ordered, and no more than may be";

    /// <summary>What the customer pays, worked out from what was held: rate and fee for each answer, the rest back.</summary>
    internal static ImmutableArray<Transfer> Due(CaptchaState submitted, ConfidentTerms terms, int answers)
    {
        var charged = Math.Max(answers, terms.MinAttempts);
        var (rate, fee) = (new Money(submitted.Quote.Rate.Nanos / terms.MaxAttempts * charged), new Money(submitted.Quote.Fee.Nanos / terms.MaxAttempts * charged));
        var (held, id) = (AccountId.Held(submitted.Customer), submitted.Id.Value);
        var rest = submitted.Quote.Price - rate - fee;
        ImmutableArray<Transfer> due = [new(new(id, Purpose.Votes), held, AccountId.HouseQuality, rate)];
        if (fee.IsPositive) due = due.Add(new(new(id, Purpose.Fee), held, AccountId.HouseRevenue, fee));
        return rest.IsPositive ? due.Add(new(new(id, Purpose.Release), held, AccountId.Of(submitted.Customer), rest)) : due;
    }

    internal void Ended(BookedCaptcha captcha, IEnumerable<BookedCaptcha> all)
    {
        var end = captcha.End!.Captcha;
        if (end.Crowd is not { } crowd)
        {
            // Withdrawn before anything was decided.
            if (end.Solution is not null) world.Fail(AnswersAreVotes, $"captcha {end.Id} is solved without a crowd");
            return;
        }
        var terms = captcha.State.Request.Confident!;
        var votes = VotesOn(end.Id, all).Where(v => v.End?.Captcha.Solution is not null).Select(v => v.End!.Captcha.Solution!).ToList();
        if (crowd.Answers > votes.Count || crowd.Answers > terms.MaxAttempts) world.Fail(AnswersAreVotes, $"captcha {end.Id}: {crowd}, and {votes.Count} answered");
        if (end.Solution is not { } solution)
        {
            if (crowd.Answers > 0) counts.Disputed++;
            return;
        }
        counts.Agreed++;
        if (crowd.Answers < terms.MinAttempts || crowd.Matches < terms.MinMatches || crowd.Confidence is not (> 0 and <= 1))
            world.Fail(AnswersAreVotes, $"captcha {end.Id}: {crowd} for {terms}");
        foreach (var giver in crowd.Givers)
            if (!votes.Exists(v => v.Worker == giver && string.Equals(v.Answer, solution.Answer, StringComparison.OrdinalIgnoreCase)))
                world.Fail(AnswersAreVotes, $"captcha {end.Id}: worker {giver} did not say '{solution.Answer}'");
        if (crowd.Givers.Select(Town.ClusterOf).Distinct().Count() < crowd.Matches) world.Fail(VotersAreUnlinked, $"captcha {end.Id}: {string.Join(", ", crowd.Givers)}");
    }

    internal void CheckAll(IReadOnlyCollection<BookedCaptcha> all)
    {
        foreach (var votes in all.Where(c => c.State.Recheck is { IsVote: true }).GroupBy(c => c.State.Recheck!.Of))
        {
            var state = new StoredActorState<CrowdState>(memory, $"crowd/{votes.Key}");
            state.Read().GetAwaiter().GetResult();
            var terms = all.First(c => c.State.Id == votes.Key).State.Request.Confident!;
            if (state.Value is not { } crowd || votes.Any(v => !crowd.Votes.Contains(v.State.Id)) || crowd.Votes.Length > terms.MaxAttempts + CrowdState.MostUnanswered)
                world.Fail(VotesAreOrdered, $"captcha {votes.Key}: {string.Join(", ", votes.Select(v => v.State.Id))}");
        }
    }

    private static IEnumerable<BookedCaptcha> VotesOn(CaptchaId captcha, IEnumerable<BookedCaptcha> all) =>
        all.Where(c => c.State.Recheck is { IsVote: true } terms && terms.Of == captcha);
}
