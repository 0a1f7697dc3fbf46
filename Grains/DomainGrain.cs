using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

[GrainType("domain")]
[Reentrant]
[RandomPlacement]
public sealed class DomainGrain : ActorGrain, IDomainGrain
{
    private readonly DomainActor _actor;

    /// <exception cref="ArgumentException">The key is no domain name.</exception>
    public DomainGrain(ActorFactory actors)
    {
        if (!DomainName.TryParse(this.GetPrimaryKeyString(), out var name)) throw new ArgumentException("The key is no domain name.");
        _actor = actors.Domain(name, this);
    }

    protected override IActor Actor => _actor;

    public Task<DomainPolicy> Policy() => _actor.Policy();

    public Task SetPolicy(DomainPolicy policy) => _actor.SetPolicy(policy);

    public Task Judged() => _actor.Judged();

    public Task<DomainRecord> Record() => _actor.Record();

    public Task<RatingsPage> Ratings(WorkerId after, int take) => _actor.Ratings(after, take);
}
