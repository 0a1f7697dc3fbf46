using System.Collections.Immutable;
using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>There is one; portals tell it of sign-ins.</summary>
[GrainType("link-board")]
[Reentrant]
[RandomPlacement]
public sealed class LinkBoardGrain : ActorGrain, ILinkBoardGrain
{
    private readonly LinkBoardActor _actor;

    public LinkBoardGrain(ActorFactory actors) => _actor = actors.LinkBoard(this);

    protected override IActor Actor => _actor;

    public Task Record(LinkSignal signal) => _actor.Record(signal);

    public Task<WorkerId> ClusterOf(WorkerId worker) => _actor.ClusterOf(worker);

    public Task<WorkerId> LimitGroupOf(WorkerId worker) => _actor.LimitGroupOf(worker);

    public Task<ImmutableArray<WorkerId>> SharingLimits(WorkerId worker, ImmutableArray<WorkerId> others) => _actor.SharingLimits(worker, others);

    public Task<ClusterView> Cluster(WorkerId worker, WorkerId after, int take) => _actor.Cluster(worker, after, take);

    public Task<ImmutableArray<ClusterLine>> Clusters(WorkerId after, int take) => _actor.Clusters(after, take);

    public Task<bool> Mark(WorkerId worker, ClusterMark? mark) => _actor.Mark(worker, mark);
}
