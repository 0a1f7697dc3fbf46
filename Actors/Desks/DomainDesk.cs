using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

/// <summary>
/// What operators, owners and customers say of domains. Each act is in the audit log before it is done, so that nothing is in force of which the log knows nothing; one that
/// came to nothing has a second entry that says so. A call may be repeated with the same act.
/// </summary>
public sealed class DomainDesk(IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    private const string WithdrawnByCustomer = "The customer withdrew it.";

    /// <summary>An operator denies a domain and all below it, or makes an exception for it.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be in force.</exception>
    public async Task<RuleVerdict> Decide(Act act, DomainName domain, DomainStanding standing, string reason)
    {
        await Record(act, standing == DomainStanding.Denied ? "domain.denied" : "domain.excepted", domain.Value, new { reason });
        var rule = new DomainRule(domain.Value, RuleSource.Operator, standing, reason, act.By, time.GetUtcNow());
        var verdict = await repeat.UntilKnown(() => actors.DomainBoard().Put(rule));
        if (verdict != RuleVerdict.Kept) await RecordFailure(act, domain.Value, verdict);
        return verdict;
    }

    /// <summary>An operator takes back what operators said of just this name.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be in force.</exception>
    public async Task TakeBack(Act act, DomainName domain, string reason)
    {
        await Record(act, "domain.rule_removed", domain.Value, new { reason });
        await repeat.UntilKnown(() => actors.DomainBoard().Remove(domain.Value, RuleSource.Operator));
    }

    /// <summary>The owner has proved control of the domain, and wants no captchas of it served.</summary>
    /// <param name="proof">Where the proof was found.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be in force.</exception>
    public async Task<RuleVerdict> OptOut(Act act, DomainName domain, string proof)
    {
        await Record(act, "owner.opted_out", domain.Value, new { proof });
        var rule = new DomainRule(domain.Value, RuleSource.Owner, DomainStanding.Denied, "The owner opted out: " + proof, act.By, time.GetUtcNow());
        var verdict = await repeat.UntilKnown(() => actors.DomainBoard().Put(rule));
        if (verdict != RuleVerdict.Kept) await RecordFailure(act, domain.Value, verdict);
        return verdict;
    }

    /// <summary>The owner has proved control again, and takes his word back.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be in force.</exception>
    public async Task OptIn(Act act, DomainName domain, string proof)
    {
        await Record(act, "owner.opted_in", domain.Value, new { proof });
        await repeat.UntilKnown(() => actors.DomainBoard().Remove(domain.Value, RuleSource.Owner));
    }

    /// <summary>Takes down that a customer says he may automate a site, and puts it before the operators. One that waits or holds is left as it is, and is no new act.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be taken down.</exception>
    public async Task<DeclarationResult> Declare(Act act, CustomerId customer, Declare declaration)
    {
        if (!DomainName.TryParse(declaration.Domain, out var domain)) return DeclarationResult.Refused(DeclarationVerdict.Malformed);
        var known = (await Customer(customer))?.Declarations.FirstOrDefault(d => d.Domain == domain.Value);
        if (known?.HoldsAt(time.GetUtcNow()) == true) return new DeclarationResult(DeclarationVerdict.Done, known);
        if (known is not { State: DeclarationState.Pending }) await Record(act, "authorisation.declared", domain.Value, new { customer = customer.Value, ground = declaration.Ground.ToString(), note = declaration.Note });
        var result = await repeat.UntilKnown(() => actors.Customer(customer).Declare(declaration));
        if (result.Declaration is not { } declared) await RecordFailure(act, domain.Value, result.Verdict);
        else if (declared.State == DeclarationState.Pending
            && !await repeat.UntilKnown(() => actors.DomainBoard().Submit(new PendingDeclaration(customer, domain.Value, declared.DeclaredAt))))
        {
            // Else it would wait where nobody sees it.
            await repeat.UntilKnown(() => actors.Customer(customer).Decide(
                new Decide(domain.Value, DeclarationState.Withdrawn, act.By, "There was no room among those that wait.", null)));
            await RecordFailure(act, domain.Value, DeclarationVerdict.TooMany);
            return DeclarationResult.Refused(DeclarationVerdict.TooMany);
        }
        return result;
    }

    /// <summary>A customer's own word, taken down by <see cref="Declare"/> unless he is suspended or the site is served for nobody.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be taken down.</exception>
    public async Task<DeclarationResult> DeclareOwn(CustomerId customer, Declare declaration)
    {
        if (!DomainName.TryParse(declaration.Domain, out var domain) || declaration.Note.Length > SiteDeclaration.LongestNote || declaration.Note.Contains('\0', StringComparison.Ordinal))
            return DeclarationResult.Refused(DeclarationVerdict.Malformed);
        if (await Customer(customer) is not { } profile) return DeclarationResult.Refused(DeclarationVerdict.Unknown);
        if (profile.IsSuspended) return DeclarationResult.Refused(DeclarationVerdict.Suspended);
        if ((await Policy(domain)).Standing == DomainStanding.Denied) return DeclarationResult.Refused(DeclarationVerdict.Denied);
        return await Declare(Act.New($"customer:{customer}"), customer, declaration);
    }

    /// <summary>A customer takes his own word back. Again: the same.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be withdrawn.</exception>
    public async Task<DeclarationResult> WithdrawOwn(CustomerId customer, DomainName domain)
    {
        // Looked up first: what was never declared is no act of anybody.
        var known = (await Customer(customer))?.Declarations.FirstOrDefault(d => d.Domain == domain.Value);
        return known switch
        {
            null or { State: DeclarationState.Refused } => DeclarationResult.Refused(DeclarationVerdict.NotPossible),
            { State: DeclarationState.Withdrawn } => new DeclarationResult(DeclarationVerdict.Done, known),
            _ => await Decide(Act.New($"customer:{customer}"), customer, domain, DeclarationState.Withdrawn, WithdrawnByCustomer, null),
        };
    }

    /// <summary>Confirms, refuses or withdraws a customer's declaration.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be decided.</exception>
    public async Task<DeclarationResult> Decide(Act act, CustomerId customer, DomainName domain, DeclarationState state, string reason, DateTimeOffset? expiresAt)
    {
        await Record(act, $"authorisation.{state.ToString().ToLowerInvariant()}", domain.Value, new { customer = customer.Value, reason, expiresAt });
        var decision = new Decide(domain.Value, state, act.By, reason, expiresAt);
        var result = await repeat.UntilKnown(() => actors.Customer(customer).Decide(decision));
        if (result.Declaration is null) await RecordFailure(act, domain.Value, result.Verdict);
        else await repeat.UntilKnown(() => actors.DomainBoard().Settle(new PendingDeclaration(customer, domain.Value, default)));
        return result;
    }

    public Task<ImmutableArray<PendingDeclaration>> Pending() => repeat.UntilKnown(() => actors.DomainBoard().Pending());

    public async Task<CustomerProfile?> Customer(CustomerId customer) => (await repeat.UntilKnown(() => actors.Customer(customer).View())).Profile;

    public Task<DomainPolicy> Policy(DomainName domain) => repeat.UntilKnown(() => actors.DomainBoard().Policy(domain.Value));

    /// <summary>How good workers' reCAPTCHA V3 tokens are for a domain, a page of it.</summary>
    public Task<RatingsPage> Ratings(DomainName domain, WorkerId after) =>
        repeat.UntilKnown(() => actors.Domain(domain).Ratings(after, DomainActor.MostShown));

    /// <summary>All rules of operators and owners, by name.</summary>
    public async Task<ImmutableArray<DomainRule>> Rules()
    {
        var news = await repeat.UntilKnown(() => actors.DomainBoard().News([]));
        return [.. news.Changed.SelectMany(b => b.Content.Rules).OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Source)];
    }

    private Task RecordFailure<T>(Act act, string subject, T verdict) =>
        Append(new AuditEntry(act.Id + "/failed", time.GetUtcNow(), act.By, "act.failed", subject, JsonSerializer.Serialize(new { of = act.Id, why = verdict!.ToString() })));

    private Task Record<T>(Act act, string what, string subject, T details) =>
        Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, what, subject, JsonSerializer.Serialize(details)));

    private Task Append(AuditEntry entry) => repeat.UntilKnown(() => audit.Append(entry).AsTask());
}

/// <summary>One thing that somebody does.</summary>
/// <param name="Id">Of the act; repeated with it, it is the same one. At most 190 characters.</param>
/// <param name="By">Such as <c>operator:7</c>.</param>
public sealed record Act(string Id, string By)
{
    public static Act New(string by) => new($"act/{Guid.CreateVersion7():N}", by);
}
