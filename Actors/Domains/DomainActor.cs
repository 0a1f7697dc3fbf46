using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

public sealed class DomainActor(DomainName name, ActorServices services) : IDomain, IActor
{
    public Task<DomainPolicy> Policy() => services.Actors.DomainBoard().Policy(name.Value);

    public async Task SetPolicy(DomainPolicy policy)
    {
        var board = services.Actors.DomainBoard();
        if (policy is { Standing: DomainStanding.Open, Source: RuleSource.Owner }) await board.Remove(name.Value, RuleSource.Owner);
        else if (await board.Put(new DomainRule(name.Value, policy.Source, policy.Standing, policy.Reason, policy.DecidedBy, policy.DecidedAt)) is not RuleVerdict.Kept and var verdict)
            throw new InvalidOperationException($"The rule for {name} was not kept: {verdict}.");
    }

    public Task Wake() => Task.CompletedTask;
}
