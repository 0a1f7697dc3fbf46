using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>While votes are under way its alarm keeps it alive; what was lost comes back with the captcha, which the sweeper looks after.</summary>
[GrainType("crowd")]
[Reentrant]
[PreferLocalPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed class CrowdGrain : ActorGrain, ICrowdGrain
{
    private readonly CrowdActor _actor;

    public CrowdGrain(ActorFactory actors) => _actor = actors.Crowd(new CaptchaId(this.GetPrimaryKeyLong()), this);

    protected override IActor Actor => _actor;

    public Task Continue() => _actor.Continue();

    public Task<Admission> Admit(CaptchaId vote, WorkerId worker) => _actor.Admit(vote, worker);

    public Task<CrowdState> View() => _actor.View();
}
