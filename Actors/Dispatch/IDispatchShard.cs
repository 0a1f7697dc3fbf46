using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>Queued captchas and waiting workers of one kind. All of it is soft: tickets and offers are renewed by those who care.</summary>
public interface IDispatchShard
{
    /// <summary>A match is pushed to the worker's host.</summary>
    Task<ShardReply> Enqueue(Ticket ticket);

    /// <summary>A match comes back at once in the reply; a later one is pushed.</summary>
    Task<ShardReply> Offer(Offer offer);

    Task Withdraw(WorkerId worker);

    /// <summary>The captcha needs no worker any more.</summary>
    Task Remove(CaptchaId captcha);

    /// <summary>Another shard of this kind has workers without work. Nobody waits for the reply.</summary>
    Task PeerIdle(int peer, int idleWorkers);

    Task<ShardLoad> Load();
}

/// <param name="Matched">The captcha for the worker who offered himself; null otherwise.</param>
/// <param name="Depth">Captchas that wait here now.</param>
/// <param name="Waiting">Workers who wait here now.</param>
public sealed record ShardReply(QueueVerdict Verdict, CaptchaId? Matched, int Depth, int Waiting);

/// <param name="SubmittedLastMinute">Captchas that came in for the first time.</param>
/// <param name="WorkersLastMinute">Workers who offered themselves.</param>
public sealed record ShardLoad(Kind Kind, long SubmittedLastMinute, long WorkersLastMinute, int Depth, int Waiting);
