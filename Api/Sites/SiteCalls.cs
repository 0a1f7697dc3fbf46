using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.V2;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Api.Sites;

/// <summary>
/// The customer's own word that he may automate a site. It allows nothing until an operator confirms it or the owner's proof does; both happen elsewhere.
/// </summary>
internal sealed class SiteCalls(KeyRing keys, CustomerLimits limits, DomainDesk desk, MarketRules rules, TimeProvider time)
{
    public async Task<V2Reply> Declare(Fields fields)
    {
        var (key, _, refusal) = await Admit(fields, writes: true);
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        if (DomainOf(fields, out var domain) is { } noDomain) return V2Reply.Of(noDomain);
        var ground = DeclarationWords.Ground(fields.TextOrNull(SiteParameters.Ground.V2!));
        if (ground is not { } why) return V2Reply.Of(Refusal.BadParameter(SiteParameters.Ground.V2!.Documented));
        if (!fields.TryText(SiteParameters.Note.V2!, out var note) || note?.Length > SiteDeclaration.LongestNote || note?.Contains('\0', StringComparison.Ordinal) == true)
            return V2Reply.Of(Refusal.BadParameter(SiteParameters.Note.V2!.Documented));
        if (rules.ServeAnyDomain)
            return new V2Reply.Site(new SiteView(new SiteDeclaration(domain.Value, why, note ?? "", DeclarationState.Pending, time.GetUtcNow()), SiteView.NotNeeded));
        return Reply(await desk.DeclareOwn(key!.Customer, new Declare(domain.Value, why, note ?? "")));
    }

    public async Task<V2Reply> List(Fields fields)
    {
        var (_, profile, refusal) = await Admit(fields, writes: false);
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        var now = time.GetUtcNow();
        return new V2Reply.Sites([.. profile!.Declarations.OrderBy(d => d.Domain, StringComparer.Ordinal).Select(d => SiteView.Of(d, now))]);
    }

    public async Task<V2Reply> Withdraw(Fields fields)
    {
        var (key, _, refusal) = await Admit(fields, writes: true);
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        if (DomainOf(fields, out var domain) is { } noDomain) return V2Reply.Of(noDomain);
        return Reply(await desk.WithdrawOwn(key!.Customer, domain));
    }

    private V2Reply Reply(DeclarationResult result) => result.Verdict switch
    {
        DeclarationVerdict.Done => new V2Reply.Site(SiteView.Of(result.Declaration!, time.GetUtcNow())),
        DeclarationVerdict.TooMany => V2Reply.Of(ErrorCode.TooManySites),
        DeclarationVerdict.NotPossible => V2Reply.Of(ErrorCode.NoSuchSite),
        DeclarationVerdict.Unknown => V2Reply.Of(ErrorCode.KeyDoesNotExist),
        DeclarationVerdict.Denied => V2Reply.Of(ErrorCode.SiteDenied),
        DeclarationVerdict.Suspended => V2Reply.Of(ErrorCode.AccountSuspended),
        _ => V2Reply.Of(ErrorCode.BadParameters),
    };

    /// <param name="writes">Then it counts as a submission does: each act is a record for good.</param>
    private async Task<(AdmittedKey? Key, CustomerProfile? Profile, Refusal? Refusal)> Admit(Fields fields, bool writes)
    {
        var admission = await keys.Admit(fields.TextOrNull(ParameterNames.ClientKey), fields.Caller);
        if (admission.Key is not { } key) return (null, null, admission.Refusal);
        if (fields.Script?.Asking() is { } scripted) return (null, null, new Refusal(scripted));
        if (writes && limits.Submitting(key) is { } blocked) return (null, null, blocked);
        return await desk.Customer(key.Customer) is { } profile ? (key, profile, null) : (null, null, new Refusal(ErrorCode.KeyDoesNotExist));
    }

    private static Refusal? DomainOf(Fields fields, out DomainName domain) =>
        DomainName.TryParse(fields.TextOrNull(SiteParameters.Domain.V2!), out domain) ? null : Refusal.BadParameter(SiteParameters.Domain.V2!.Documented);
}
