using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

public sealed class DomainActor(DomainName name, ActorServices services) : IDomain, IActor
{
    private readonly OwnState<DomainPolicy> _policy = new(services.States.For<DomainPolicy>($"domain/{name}"));

    public async Task<DomainPolicy> Policy() => await _policy.Value() ?? DomainPolicy.Default;

    public async Task SetPolicy(DomainPolicy policy)
    {
        await _policy.Value(); // a write goes on from the version that was read
        await _policy.Write(policy);
    }

    public Task Wake() => Task.CompletedTask;
}
