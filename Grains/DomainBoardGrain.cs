using System.Collections.Immutable;
using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>There is one; each silo asks it for news every ten seconds.</summary>
[GrainType("domain-board")]
[Reentrant]
[RandomPlacement]
public sealed class DomainBoardGrain : ActorGrain, IDomainBoardGrain
{
    private readonly DomainBoardActor _actor;

    public DomainBoardGrain(ActorFactory actors) => _actor = actors.DomainBoard(this);

    protected override IActor Actor => _actor;

    public Task<RuleVerdict> Put(DomainRule rule) => _actor.Put(rule);

    public Task Remove(string name, RuleSource source) => _actor.Remove(name, source);

    public Task<DomainPolicy> Policy(string domain) => _actor.Policy(domain);

    public Task<RuleNews> News(ImmutableArray<long> known) => _actor.News(known);

    public Task<bool> Submit(PendingDeclaration declaration) => _actor.Submit(declaration);

    public Task Settle(PendingDeclaration declaration) => _actor.Settle(declaration);

    public Task<ImmutableArray<PendingDeclaration>> Pending() => _actor.Pending();
}
