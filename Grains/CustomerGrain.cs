using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

[GrainType("customer")]
[Reentrant]
[RandomPlacement]
public sealed class CustomerGrain : ActorGrain, ICustomerGrain
{
    private readonly CustomerActor _actor;

    public CustomerGrain(ActorFactory actors) => _actor = actors.Customer(new CustomerId(this.GetPrimaryKeyLong()), this);

    protected override IActor Actor => _actor;

    public Task Open(string name) => _actor.Open(name);

    public Task<AuthorizeVerdict> Authorize(Authorization request) => _actor.Authorize(request);

    public Task Credited(Money amount) => _actor.Credited(amount);

    public Task<Hearing> Hear(bool saysGood, DateTimeOffset madeAt) => _actor.Hear(saysGood, madeAt);

    public Task<CustomerView> View() => _actor.View();

    public Task<bool> SetMaxRate(Money? maxRate) => _actor.SetMaxRate(maxRate);

    public Task<bool> SetAlert(Money? below) => _actor.SetAlert(below);

    public Task LookAtBalance() => _actor.LookAtBalance();

    public Task<DomainGrant> AuthorizeDomain(string domain) => _actor.AuthorizeDomain(domain);

    public Task<bool> WithdrawDomain(string domain) => _actor.WithdrawDomain(domain);

    public Task<DeclarationResult> Declare(Declare declaration) => _actor.Declare(declaration);

    public Task<DeclarationResult> Decide(Decide decision) => _actor.Decide(decision);
}
