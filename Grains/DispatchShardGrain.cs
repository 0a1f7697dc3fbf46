using System.Collections.Immutable;
using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Grains.Interfaces;
using CaptchaGrains.Grains.Placement;
using Orleans.Concurrency;

namespace CaptchaGrains.Grains;

/// <summary>Shards are spread evenly over the silos. Whatever waits in one calls it every few seconds, so that one with content is never collected.</summary>
[GrainType("dispatch-shard")]
[Reentrant]
[ShardPlacement]
public sealed class DispatchShardGrain : ActorGrain, IDispatchShardGrain
{
    private readonly DispatchShardActor _actor;

    /// <exception cref="FormatException">The key is no shard.</exception>
    public DispatchShardGrain(ActorFactory actors) =>
        _actor = actors.Shard(ShardKey.Parse(this.GetPrimaryKeyString()), this);

    protected override IActor Actor => _actor;

    public Task<ShardReply> Enqueue(Ticket ticket) => _actor.Enqueue(ticket);

    public Task<ShardReply> Offer(Offer offer) => _actor.Offer(offer);

    public Task Withdraw(WorkerId worker) => _actor.Withdraw(worker);

    public Task Remove(CaptchaId captcha) => _actor.Remove(captcha);

    public Task PeerIdle(int peer, int workers, ImmutableArray<KindCount> idle) => _actor.PeerIdle(peer, workers, idle);

    public Task<ShardLoad> Load() => _actor.Load();
}
