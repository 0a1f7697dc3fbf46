using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

/// <summary>
/// Keeps an estimate of what the customer can still spend, and refuses only after reading the ledger again. The estimate may be wrong either way
/// (lost messages, a second activation): the store checks each hold, so nobody can overspend.
/// </summary>
public sealed partial class CustomerActor(CustomerId id, ActorServices services, IActorContext context) : ICustomer, IActor
{
    /// <summary>The ledger is read no more often than this for a customer who has run out of money.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly OwnState<CustomerProfile> _profile = new(services.States.For<CustomerProfile>($"customer/{id}"));
    private readonly Dictionary<ApiKeyId, KeyBudget> _budgets = []; // a customer has a bounded number of keys
    private Money _available;
    private Task? _reading;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public async Task Open(string name)
    {
        if (await _profile.Value() is not null) return;
        try { await _profile.Write(CustomerProfile.New(id, name)); }
        catch (StoreConflictException) { /* opened at the same moment by another activation */ }
    }

    public async Task<AuthorizeVerdict> Authorize(Authorization request)
    {
        var quote = request.Quote;
        if (await _profile.Value() is not { } profile) return AuthorizeVerdict.Unknown;
        if (profile.IsSuspended) return AuthorizeVerdict.Suspended;
        if (!MayServe(profile, request)) return AuthorizeVerdict.DomainNotAuthorized;
        if (profile.MaxRate is { } max && quote.Rate > max) return AuthorizeVerdict.RateAboveMaximum;
        var key = request.Key;
        if (key?.MaxRate is { } keyMax && quote.Rate > keyMax) return AuthorizeVerdict.RateAboveMaximum;
        if (_available < request.Price) await ReadAgain();
        if (_available < request.Price) return AuthorizeVerdict.NoFunds;
        if (key is { DailyCap: { } cap } && !await TakeFromBudget(key.Key, request.Price, cap)) return AuthorizeVerdict.KeyCapReached;
        _available -= request.Price;
        return AuthorizeVerdict.Authorized;
    }

    public Task Credited(Money amount)
    {
        _available += amount;
        return Task.CompletedTask;
    }

    public async Task<CustomerView> View()
    {
        var profile = await _profile.Value();
        var balance = services.Store.Balance(AccountId.Of(id));
        var held = services.Store.Balance(AccountId.Held(id));
        return new CustomerView(profile, await balance, await held);
    }

    public async Task<bool> SetMaxRate(Money? maxRate)
    {
        if (await _profile.Value() is not { } profile) return false;
        await _profile.Write(profile with { MaxRate = maxRate });
        return true;
    }

    public async Task<DomainGrant> AuthorizeDomain(string domain)
    {
        if (!DomainName.TryParse(domain, out var name)) return DomainGrant.NoDomain;
        if (await _profile.Value() is not { } profile) return DomainGrant.Unknown;
        if (profile.AuthorizedDomains.Contains(name.Value)) return DomainGrant.Granted;
        if (profile.AuthorizedDomains.Length >= CustomerProfile.MostAuthorizedDomains) return DomainGrant.TooMany;
        await _profile.Write(profile with { AuthorizedDomains = profile.AuthorizedDomains.Add(name.Value) });
        return DomainGrant.Granted;
    }

    public async Task<bool> WithdrawDomain(string domain)
    {
        if (!DomainName.TryParse(domain, out var name) || await _profile.Value() is not { } profile) return false;
        if (profile.AuthorizedDomains.Contains(name.Value))
            await _profile.Write(profile with { AuthorizedDomains = profile.AuthorizedDomains.Remove(name.Value) });
        return true;
    }

    public async Task<DeclarationResult> Declare(Declare declaration)
    {
        if (!DomainName.TryParse(declaration.Domain, out var name) || !Enum.IsDefined(declaration.Ground)
            || declaration.Note.Length > SiteDeclaration.LongestNote) return DeclarationResult.Refused(DeclarationVerdict.Malformed);
        if (await _profile.Value() is not { } profile) return DeclarationResult.Refused(DeclarationVerdict.Unknown);
        var known = profile.Declarations.FirstOrDefault(d => d.Domain == name.Value);
        if (known is { State: DeclarationState.Pending } || known?.HoldsAt(context.Now) == true) return new DeclarationResult(DeclarationVerdict.Done, known);
        var others = profile.Declarations.RemoveAll(d => d.Domain == name.Value);
        if (others.Length >= CustomerProfile.MostAuthorizedDomains)
        {
            // What is over makes room, the oldest first; the audit log has it for good.
            if (others.Where(d => d.IsOverAt(context.Now)).MinBy(d => d.DeclaredAt) is not { } oldest) return DeclarationResult.Refused(DeclarationVerdict.TooMany);
            others = others.Remove(oldest);
        }
        var declared = new SiteDeclaration(name.Value, declaration.Ground, declaration.Note, DeclarationState.Pending, context.Now);
        await _profile.Write(profile with { Declarations = others.Add(declared) });
        return new DeclarationResult(DeclarationVerdict.Done, declared);
    }

    public async Task<DeclarationResult> Decide(Decide decision)
    {
        if (!DomainName.TryParse(decision.Domain, out var name)) return DeclarationResult.Refused(DeclarationVerdict.Malformed);
        if (await _profile.Value() is not { } profile) return DeclarationResult.Refused(DeclarationVerdict.Unknown);
        var known = profile.Declarations.FirstOrDefault(d => d.Domain == name.Value);
        if (known is null) return DeclarationResult.Refused(DeclarationVerdict.NotPossible);
        if (known.State == decision.State && known.DecidedBy == decision.By && known.ExpiresAt == decision.ExpiresAt)
            return new DeclarationResult(DeclarationVerdict.Done, known); // the same again
        if (known.Decide(decision.State, decision.By, decision.Reason, context.Now, decision.ExpiresAt) is not { } decided)
            return DeclarationResult.Refused(DeclarationVerdict.NotPossible);
        await _profile.Write(profile with { Declarations = profile.Declarations.Replace(known, decided) });
        return new DeclarationResult(DeclarationVerdict.Done, decided);
    }

    public Task Wake() => Task.CompletedTask;

    private async Task<bool> TakeFromBudget(ApiKeyId key, Money price, Money cap)
    {
        if (!_budgets.TryGetValue(key, out var budget)) _budgets.Add(key, budget = new KeyBudget());
        if (budget.TryTake(price, cap, context.Now)) return true;
        await budget.Refresh(since => services.Store.SpentByKey(key, since), context.Now);
        return budget.TryTake(price, cap, context.Now);
    }

    // Another person can judge an answer, and nobody a token: what it opens is the site's own business, and its owner's leave comes first. An address literal
    // leads to a site without its name, by which its owner may have opted out: whoever wants it has to say why.
    private bool MayServe(CustomerProfile profile, Authorization request)
    {
        var hasDomain = DomainName.TryParse(request.Domain, out var domain);
        return (request.Kind.Traits().Family != KindFamily.Token && !domain.IsAddress)
            || services.Rules.ServeAnyDomain
            || (hasDomain && profile.IsAuthorizedFor(domain, context.Now));
    }

    /// <summary>Whoever comes during a read waits for it: before it nothing is known, and nobody is refused for what is not known.</summary>
    private Task ReadAgain()
    {
        if (_reading is { } running) return running;
        if (context.Now - _readAt < ReadAgainAfter) return Task.CompletedTask;
        var reading = ReadBalance();
        if (!reading.IsCompleted) _reading = reading;
        return reading;
    }

    private async Task ReadBalance()
    {
        try
        {
            // Others may have been authorised during the read; what they take is checked by the store.
            _available = await services.Store.Balance(AccountId.Of(id));
            _readAt = context.Now;
        }
        finally
        {
            _reading = null;
        }
    }
}
