using System.Collections.Immutable;
using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>There is one; each silo asks it once a second.</summary>
[GrainType("price-board")]
[Reentrant]
[RandomPlacement]
public sealed class PriceBoardGrain : ActorGrain, IPriceBoardGrain
{
    private readonly PriceBoardActor _actor;

    public PriceBoardGrain(ActorFactory actors) => _actor = actors.PriceBoard(this);

    protected override IActor Actor => _actor;

    public Task<ImmutableArray<KindRate>> Rates() => _actor.Rates();

    public Task<PriceVerdict> Change(PriceChange change) => _actor.Change(change);
}
