using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Crowds;

/// <summary>
/// Orders votes, counts them, and has the captcha concluded. What was ordered, counted and decided is durable before anything comes of it; whoever has a vote at the moment is only
/// remembered, as leases are, and is looked at once more when his answer is counted.
/// </summary>
public sealed class CrowdActor(CaptchaId id, ActorServices services, IActorContext context) : ICrowd, IActor
{
    /// <summary>The end of a vote is told at once; if that message is lost, it costs no more than this.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly OwnState<CrowdState> _state = new(services.States.For<CrowdState>($"crowd/{id}"));
    private readonly List<Voter> _voters = []; // at most some for each vote
    private readonly Looks _looks = new();
    private bool _hasAlarm;

    private sealed record Voter(CaptchaId Vote, WorkerId Worker, long Cluster);

    public async Task Continue()
    {
        try { await _looks.Look(GoOn); }
        finally { RestUnlessItWaits(); }
    }

    public async Task<Admission> Admit(CaptchaId vote, WorkerId worker)
    {
        try
        {
            var state = await View();
            var cluster = (await services.Linked.ClusterOf(worker)).Value;
            if (state.End is not null)
            {
                // The message that it is not needed was lost; a worker who has it already may finish it.
                ActorServices.Tell(services.Actors.Captcha(vote).Withdraw(CustomerId.House));
                return new Admission(false, [], []);
            }
            var (workers, clusters) = OthersThan(vote, state);
            if (workers.Contains(worker) || clusters.Contains(cluster)) return new Admission(false, workers, clusters);
            if (!_voters.Exists(v => v.Vote == vote && v.Worker == worker)) _voters.Add(new Voter(vote, worker, cluster));
            if (!_hasAlarm) LookAt(null); // whoever was made by this call has to stay, too, to remember it
            return Admission.Yes;
        }
        finally
        {
            RestUnlessItWaits();
        }
    }

    public async Task<CrowdState> View()
    {
        try { return await _state.Value() ?? CrowdState.Empty; }
        finally { RestUnlessItWaits(); }
    }

    public Task Wake()
    {
        _hasAlarm = false;
        return Continue();
    }

    private async Task GoOn()
    {
        try
        {
            while (await services.Store.FindCaptcha(id) is { IsVotedOn: true } captcha)
            {
                if (captcha.IsEnded)
                {
                    await Recall();
                    break;
                }
                if (await Step(captcha)) continue;
                LookAt(captcha);
                return;
            }
            _hasAlarm = false;
        }
        catch (StoreConflictException)
        {
            _state.Forget(); // another activation was faster: what it wrote counts
            _looks.Again();
        }
        catch (Exception)
        {
            // Nobody knows what became of the step: read again, soon.
            _state.Forget();
            LookAt(null);
            throw;
        }
    }

    /// <returns>False: there is nothing to do until something happens.</returns>
    private async Task<bool> Step(CaptchaState captcha)
    {
        var terms = captcha.Request.Confident!;
        var state = await _state.Value() ?? CrowdState.Empty;
        if (state.End is { } decided) return await services.Actors.Captcha(id).Conclude(decided);

        var now = await Look(captcha, state);
        var likeness = AnswerLikeness.Of(captcha.Request, services.Numbers.Comparison, services.Numbers.Mistakes);
        var step = now.Next(terms, likeness, services.Numbers.Confident, isLate: context.Now >= captcha.ExpiresAt);
        if (step.End is not null) now = now with { End = step.End };
        if (step.Order > 0)
        {
            var first = await services.Store.LeaseIds(IdSequence.Captcha, step.Order);
            now = now with { Votes = [.. now.Votes, .. Enumerable.Range(0, step.Order).Select(i => new CaptchaId(first + i))] };
        }
        if (ReferenceEquals(now, state)) return false;
        await _state.Write(now);
        return true;
    }

    /// <summary>Counts the votes that have ended, and makes those that were ordered and are not there.</summary>
    private async Task<CrowdState> Look(CaptchaState captcha, CrowdState state)
    {
        var now = state;
        foreach (var vote in state.Open)
        {
            var found = await services.Store.FindCaptcha(vote);
            if (found is null && context.Now < captcha.ExpiresAt) await Order(vote, captcha, state);
            else if (found is { IsEnded: true }) now = now.Count(await Counted(found));
        }
        return now;
    }

    private async Task<CountedVote> Counted(CaptchaState vote)
    {
        ImmutableArray<WorkerId> had = [.. vote.Attempts.Select(a => a.Worker)];
        if (vote.Solution is not { } solution) return new CountedVote(vote.Id, null, 0, had);
        var skill = await services.Actors.Worker(solution.Worker).Skill(vote.Request.Kind);
        var cluster = await services.Linked.ClusterOf(solution.Worker);
        var answer = new CrowdAnswer(solution.Worker, solution.Answer, services.Numbers.Confident.ShareOf(skill));
        return new CountedVote(vote.Id, answer, cluster.Value, had);
    }

    private async Task Order(CaptchaId vote, CaptchaState captcha, CrowdState state)
    {
        var (workers, clusters) = OthersThan(vote, state);
        var terms = new RecheckTerms(id, id, captcha.ExpiresAt, workers, clusters) { VoteFor = captcha.Customer };
        // What is nobody's business but the customer's does not come along.
        var request = captcha.Request with { CallbackUrl = null, SoftwareId = 0, Confident = null };
        var order = new RecheckOrder(terms, request, await CaptchaPictures.Of(services.Store, captcha))
        {
            Rate = captcha.Request.Confident!.Single(captcha.Quote).Rate,
        };
        await services.Actors.Captcha(vote).Recheck(order);
    }

    /// <summary>Those who have or had another vote.</summary>
    private (ImmutableArray<WorkerId> Workers, ImmutableArray<long> Clusters) OthersThan(CaptchaId vote, CrowdState state)
    {
        var counted = state.Counted.Where(c => c.Captcha != vote).ToList();
        var others = _voters.Where(v => v.Vote != vote).ToList();
        return (
            [.. counted.SelectMany(c => c.Had).Concat(others.Select(v => v.Worker)).Distinct()],
            [.. counted.Where(c => c.Answer is not null).Select(c => c.Cluster).Concat(others.Select(v => v.Cluster)).Distinct()]);
    }

    /// <summary>Votes that nobody has are not needed any more. If a message is lost, one is answered and paid by the house.</summary>
    private async Task Recall()
    {
        var state = await _state.Value() ?? CrowdState.Empty;
        foreach (var vote in state.Open) await services.Actors.Captcha(vote).Withdraw(CustomerId.House);
    }

    /// <param name="captcha">Null: nothing is known of it at the moment.</param>
    private void LookAt(CaptchaState? captcha)
    {
        _hasAlarm = true;
        var soon = context.Now + LookEvery;
        context.WakeAt(captcha is not null && captcha.ExpiresAt > context.Now && captcha.ExpiresAt < soon ? captcha.ExpiresAt : soon);
    }

    /// <summary>While it waits it remembers who has a vote; otherwise all that it knows is written down.</summary>
    private void RestUnlessItWaits()
    {
        if (!_hasAlarm && !_looks.AreUnderWay) context.Rest();
    }
}
