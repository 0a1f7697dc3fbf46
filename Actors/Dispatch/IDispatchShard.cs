using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>Queued captchas and waiting workers of every kind. All of it is soft: tickets and offers are renewed by those who care.</summary>
public interface IDispatchShard
{
    /// <summary>A match is pushed to the worker's host.</summary>
    Task<ShardReply> Enqueue(Ticket ticket);

    /// <summary>A match comes back at once in the reply; a later one is pushed.</summary>
    Task<ShardReply> Offer(Offer offer);

    Task Withdraw(WorkerId worker);

    /// <summary>The captcha needs no worker any more.</summary>
    Task Remove(CaptchaId captcha);

    /// <summary>Another shard has workers without work. Nobody waits for the reply.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="idle">In which kinds they wait; who waits in several is counted in each.</param>
    Task PeerIdle(int peer, int workers, ImmutableArray<KindCount> idle);

    Task<ShardLoad> Load();
}

/// <param name="Matched">The captcha for the worker who offered himself; null otherwise.</param>
/// <param name="Depth">Captchas that wait here now: of the ticket's kind, or of all kinds of the offer.</param>
/// <param name="Waiting">Workers who wait here now: in the ticket's kind; or, as an answer to an offer, in any.</param>
/// <param name="IsFull">As many captchas wait here, of all kinds, as may.</param>
public sealed record ShardReply(QueueVerdict Verdict, CaptchaId? Matched, int Depth, int Waiting, bool IsFull);

/// <param name="Kinds">Each kind once.</param>
public sealed record ShardLoad(ImmutableArray<KindLoad> Kinds);

/// <param name="SubmittedLastMinute">Captchas that came in for the first time.</param>
/// <param name="WorkersLastMinute">Workers who offered themselves for this kind, among others or not.</param>
public sealed record KindLoad(Kind Kind, long SubmittedLastMinute, long WorkersLastMinute, int Depth, int Waiting);
