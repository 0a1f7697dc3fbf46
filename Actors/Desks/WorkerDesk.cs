using System.Collections.Concurrent;
using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Desks;

/// <summary>
/// What a host does between a worker's request and the actors: offers him to a shard, waits for the match, and has the captcha lease itself to him.
/// </summary>
/// <param name="pushAddress">Where shards announce matches for workers who wait here; unique for each process.</param>
public sealed class WorkerDesk(
    IActors actors, ShardMap shards, Repeat repeat, TimeProvider time, DispatchOptions dispatch, DeskOptions options, string pushAddress)
{
    private readonly ConcurrentDictionary<WorkerId, Wait> _waits = new();
    private readonly ConcurrentDictionary<WorkerId, Assignment> _handed = new();

    /// <summary>Requests that wait here for a match.</summary>
    public int Waiting => _waits.Count;

    /// <summary>Of the process, where all of the marketplace is in one.</summary>
    internal Activity? Activity { get; init; }

    /// <summary>The open assignment of the worker, or the next one, waiting for it up to a time.</summary>
    /// <param name="kinds">Only these; null: all that he may do.</param>
    /// <param name="wait">Cut to <see cref="DeskOptions.LongestWait"/>.</param>
    /// <param name="gone">The worker's connection has ended.</param>
    /// <param name="known">His terms, where the answer to his last captcha brought them; then he is not asked for them.</param>
    public async Task<NextResult> Next(
        WorkerId worker, ImmutableArray<Kind>? kinds, TimeSpan wait, CancellationToken gone, WorkTerms? known = null)
    {
        var start = time.GetUtcNow();
        var deadline = start + (wait < options.LongestWait ? wait : options.LongestWait);
        while (true)
        {
            if (known is not { } terms)
            {
                var ready = await repeat.UntilKnown(() => actors.Worker(worker).Ready());
                if (ready.Assignment is { } open) return Handed(open);
                if (ready.Terms is null) return NextResult.Refused(ready);
                terms = ready.Terms;
            }
            known = null;
            var wanted = kinds is { } some ? terms.Kinds & KindSet.Of(some.AsSpan()) : terms.Kinds;
            if (wanted.IsEmpty) return NextResult.Nothing;

            var matched = await Match(worker, terms, wanted, start, deadline, gone);
            if (matched is not { } captcha) return NextResult.Nothing;
            var lease = await repeat.UntilKnown(() => actors.Captcha(captcha).Lease(worker, terms.Earning));
            if (lease.Instead is { } other) lease = await repeat.UntilKnown(() => actors.Captcha(other).Lease(worker, terms.Earning));
            if (lease.Assignment is { } assignment) return Handed(assignment);
            // Somebody was faster, or this worker was given another one meanwhile: look again.
            if (gone.IsCancellationRequested) return NextResult.Nothing;
        }
    }

    public async Task<AnswerResult> Answer(AssignmentId id, string answer)
    {
        var result = await repeat.UntilKnown(() => actors.Captcha(id.Captcha).Answer(id.Worker, answer));
        if (result.Outcome is AnswerOutcome.Accepted or AnswerOutcome.LeaseOver) TakeBack(id);
        return result;
    }

    public Task<SkipVerdict> GiveBack(AssignmentId id, AttemptEnd why)
    {
        TakeBack(id);
        return repeat.UntilKnown(() => actors.Captcha(id.Captcha).GiveBack(id.Worker, why));
    }

    /// <summary>Stops waiting and gives back what is open.</summary>
    public async Task Pause(WorkerId worker)
    {
        if (_waits.TryGetValue(worker, out var wait)) wait.End();
        var ready = await repeat.UntilKnown(() => actors.Worker(worker).Ready());
        if (ready.Assignment is { } open) await GiveBack(open.Id, AttemptEnd.Paused);
    }

    /// <summary>
    /// On what terms he wants to work from now on. If he waits here, that ends, so that his next request is on these; if he waits at another host, his actor refuses what is not on them.
    /// </summary>
    public async Task<TermsVerdict> SetTerms(WorkerId worker, OwnTerms terms)
    {
        var verdict = await repeat.UntilKnown(() => actors.Worker(worker).SetTerms(terms));
        if (verdict == TermsVerdict.Set && _waits.TryGetValue(worker, out var wait)) wait.End();
        return verdict;
    }

    /// <summary>The assignment, if it is this worker's. Who got it here may look at it until its lease ends; of others his actor knows.</summary>
    public async ValueTask<Assignment?> Holds(AssignmentId id) =>
        _handed.TryGetValue(id.Worker, out var handed) && handed.Id == id && time.GetUtcNow() < handed.LeaseEndsAt
            ? handed
            : await repeat.UntilKnown(() => actors.Worker(id.Worker).Holds(id.Captcha));

    public Task<WorkerView> View(WorkerId worker) => repeat.UntilKnown(() => actors.Worker(worker).View());

    /// <summary>A shard has matched a worker who waits here. For one who waits no more, the captcha goes back to a queue.</summary>
    public void OnMatched(WorkerId worker, CaptchaId captcha)
    {
        if (_waits.TryGetValue(worker, out var wait) && wait.Take(captcha)) return;
        ActorServices.Tell(Requeue(captcha));
    }

    private async Task<CaptchaId?> Match(
        WorkerId worker, WorkTerms terms, KindSet kinds, DateTimeOffset since, DateTimeOffset deadline, CancellationToken gone)
    {
        if (_waits.Count >= options.MaxWaiting) return null;
        var wait = new Wait(Activity);
        if (_waits.TryGetValue(worker, out var earlier)) earlier.End();
        _waits[worker] = wait;
        using var leaving = gone.Register(wait.End);
        try
        {
            while (true)
            {
                var now = time.GetUtcNow();
                var last = now + dispatch.OfferLifetime / 2 >= deadline;
                var until = last ? deadline : now + dispatch.OfferLifetime;
                var offer = new Offer(worker, kinds, since, until, terms.MinRate, terms.HighRating, terms.Cluster, pushAddress)
                {
                    Ratings = terms.Ratings,
                    Earning = terms.Earning,
                };
                var shard = shards.ForOffer(kinds);
                var reply = await repeat.UntilKnown(() => actors.Shard(shard).Offer(offer));
                shards.Learn(shard, kinds, reply);
                // A push for this wait may have come first; then there are two, and one goes back.
                if (reply.Matched is { } captcha && !wait.Take(captcha)) ActorServices.Tell(Requeue(captcha));
                if (!wait.IsOver) await wait.OverOrAfter((last ? deadline : now + dispatch.OfferLifetime / 2) - time.GetUtcNow(), time);
                if (!wait.IsOver && !last) continue;
                wait.End();
                if (wait.Captcha is null) ActorServices.Tell(actors.Shard(shard).Withdraw(worker));
                return wait.Captcha;
            }
        }
        finally
        {
            wait.End();
            _waits.TryRemove(KeyValuePair.Create(worker, wait));
        }
    }

    private NextResult Handed(Assignment assignment)
    {
        if (_handed.Count >= options.MaxHanded) _handed.Clear(); // costs each worker one more question
        _handed[assignment.Id.Worker] = assignment;
        return NextResult.Of(assignment);
    }

    private void TakeBack(AssignmentId id)
    {
        if (_handed.TryGetValue(id.Worker, out var handed) && handed.Id == id) _handed.TryRemove(KeyValuePair.Create(id.Worker, handed));
    }

    private async Task Requeue(CaptchaId captcha)
    {
        try { await repeat.UntilKnown(() => actors.Captcha(captcha).Requeue()); }
        catch (OutcomeUnknownException) { /* it looks after itself, a few seconds later */ }
    }
}

/// <param name="Verdict">Why there is none; <see cref="ReadyVerdict.MayWork"/>: there is nothing to do at the moment.</param>
public sealed record NextResult(ReadyVerdict Verdict, Assignment? Assignment)
{
    /// <summary>When work goes on, where that is known.</summary>
    public DateTimeOffset? Until { get; init; }

    public static NextResult Nothing { get; } = new(ReadyVerdict.MayWork, null);

    public static NextResult Of(Assignment assignment) => new(ReadyVerdict.HasAssignment, assignment);

    public static NextResult Refused(ReadyResult ready) => new(ready.Verdict, null) { Until = ready.Until };
}
