using System.Collections.Immutable;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Customers;

/// <summary>What is kept of a customer beside his money.</summary>
/// <param name="MaxRate">The highest worker's rate that he pays for one captcha; null: any.</param>
public sealed record CustomerProfile(CustomerId Id, string Name, Money? MaxRate, bool IsSuspended)
{
    /// <summary>
    /// Domains, with their sub-domains, for which the host that opened the customer vouches without an end, such as those of a demonstration.
    /// </summary>
    public ImmutableArray<string> AuthorizedDomains { get; init; } = [];

    /// <summary>Nobody is responsible for more sites one by one, and the profile is read and written as a whole.</summary>
    public const int MostAuthorizedDomains = 1_000;

    /// <summary>What the customer declared himself, one for each domain; only confirmed ones that have not expired allow anything.</summary>
    public ImmutableArray<SiteDeclaration> Declarations { get; init; } = [];

    /// <summary>
    /// Whether captchas may be solved for this domain on the customer's behalf that need an authorisation: those of token kinds, and all for address literals.
    /// </summary>
    public bool IsAuthorizedFor(DomainName domain, DateTimeOffset now)
    {
        foreach (var name in domain.Within())
            if (AuthorizedDomains.Contains(name) || Declarations.Any(d => d.Domain == name && d.HoldsAt(now))) return true;
        return false;
    }

    /// <summary>The last time in which his reports had no effect; null: there was none.</summary>
    public Disregard? Disregarded { get; init; }

    /// <summary>When the customer wants to hear that his money runs out, and whether it did.</summary>
    public BalanceAlert Alert { get; init; } = BalanceAlert.None;

    public static CustomerProfile New(CustomerId id, string name) => new(id, name, null, false);
}
