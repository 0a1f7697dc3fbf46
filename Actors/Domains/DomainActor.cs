using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

public sealed class DomainActor(DomainName name, ActorServices services) : IDomain, IActor
{
    private readonly IActorState<DomainPolicy> _policy = services.States.For<DomainPolicy>($"domain/{name}");
    private bool _loaded;

    public async Task<DomainPolicy> Policy()
    {
        if (!_loaded)
        {
            await _policy.Read();
            _loaded = true;
        }
        return _policy.Value ?? DomainPolicy.Default;
    }

    public async Task SetPolicy(DomainPolicy policy)
    {
        await Policy();
        await _policy.Write(policy);
    }

    public Task Wake() => Task.CompletedTask;
}
