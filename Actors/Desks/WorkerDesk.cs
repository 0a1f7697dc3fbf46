using System.Collections.Concurrent;
using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

/// <summary>
/// What a host does between a worker's request and the actors: offers him to a shard, waits for the match, and has the captcha lease itself to him.
/// </summary>
/// <param name="pushAddress">Where shards announce matches for workers who wait here; unique for each process.</param>
public sealed class WorkerDesk(
    IActors actors, ShardMap shards, Repeat repeat, TimeProvider time, DispatchOptions dispatch, DeskOptions options, string pushAddress)
{
    private readonly ConcurrentDictionary<WorkerId, Wait> _waits = new();

    /// <summary>Requests that wait here for a match.</summary>
    public int Waiting => _waits.Count;

    /// <summary>The open assignment of the worker, or the next one, waiting for it up to a time.</summary>
    /// <param name="kinds">Only these; null: all that he may do.</param>
    /// <param name="wait">Cut to <see cref="DeskOptions.LongestWait"/>.</param>
    /// <param name="gone">The worker's connection has ended.</param>
    public async Task<NextResult> Next(WorkerId worker, ImmutableArray<Kind>? kinds, TimeSpan wait, CancellationToken gone)
    {
        var start = time.GetUtcNow();
        var deadline = start + (wait < options.LongestWait ? wait : options.LongestWait);
        while (true)
        {
            var ready = await repeat.UntilKnown(() => actors.Worker(worker).Ready());
            if (ready.Assignment is { } open) return NextResult.Of(open);
            if (ready.Terms is not { } terms) return NextResult.Refused(ready.Verdict);
            var wanted = kinds is { } some ? [.. terms.Kinds.Where(some.Contains)] : terms.Kinds;
            if (wanted.IsEmpty) return NextResult.Nothing;

            var matched = await Match(worker, terms, wanted[0], start, deadline, gone);
            if (matched is not { } captcha) return NextResult.Nothing;
            var lease = await repeat.UntilKnown(() => actors.Captcha(captcha).Lease(worker));
            if (lease.Assignment is { } assignment) return NextResult.Of(assignment);
            // Somebody was faster, or this worker was given another one meanwhile: look again.
            if (gone.IsCancellationRequested) return NextResult.Nothing;
        }
    }

    public Task<AnswerResult> Answer(AssignmentId id, string answer) =>
        repeat.UntilKnown(() => actors.Captcha(id.Captcha).Answer(id.Worker, answer));

    public Task<SkipVerdict> GiveBack(AssignmentId id, AttemptEnd why) =>
        repeat.UntilKnown(() => actors.Captcha(id.Captcha).GiveBack(id.Worker, why));

    /// <summary>Stops waiting and gives back what is open.</summary>
    public async Task Pause(WorkerId worker)
    {
        if (_waits.TryGetValue(worker, out var wait)) wait.End();
        var ready = await repeat.UntilKnown(() => actors.Worker(worker).Ready());
        if (ready.Assignment is { } open) await GiveBack(open.Id, AttemptEnd.Paused);
    }

    public Task<Assignment?> Holds(AssignmentId id) =>
        repeat.UntilKnown(() => actors.Worker(id.Worker).Holds(id.Captcha));

    public Task<WorkerView> View(WorkerId worker) => repeat.UntilKnown(() => actors.Worker(worker).View());

    /// <summary>A shard has matched a worker who waits here. For one who waits no more, the captcha goes back to a queue.</summary>
    public void OnMatched(WorkerId worker, CaptchaId captcha)
    {
        if (_waits.TryGetValue(worker, out var wait) && wait.Take(captcha)) return;
        ActorServices.Tell(Requeue(captcha));
    }

    private async Task<CaptchaId?> Match(
        WorkerId worker, WorkTerms terms, Kind kind, DateTimeOffset since, DateTimeOffset deadline, CancellationToken gone)
    {
        if (_waits.Count >= options.MaxWaiting) return null;
        var wait = new Wait();
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
                var offer = new Offer(worker, since, until, terms.MinRate, terms.HighRating, terms.Cluster, pushAddress);
                var shard = shards.ForOffer(kind);
                var reply = await repeat.UntilKnown(() => actors.Shard(shard).Offer(offer));
                shards.Learn(shard, reply);
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

    private async Task Requeue(CaptchaId captcha)
    {
        try { await repeat.UntilKnown(() => actors.Captcha(captcha).Requeue()); }
        catch (OutcomeUnknownException) { /* it looks after itself, a few seconds later */ }
    }
}

/// <param name="Verdict">Why there is none; <see cref="ReadyVerdict.MayWork"/>: there is nothing to do at the moment.</param>
public sealed record NextResult(ReadyVerdict Verdict, Assignment? Assignment)
{
    public static NextResult Nothing { get; } = new(ReadyVerdict.MayWork, null);

    public static NextResult Of(Assignment assignment) => new(ReadyVerdict.HasAssignment, assignment);

    public static NextResult Refused(ReadyVerdict verdict) => new(verdict, null);
}
