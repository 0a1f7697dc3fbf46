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
    /// Domains, with their sub-domains, for which the customer has a confirmed authorisation; captchas of token kinds are served for no others.
    /// </summary>
    public ImmutableArray<string> AuthorizedDomains { get; init; } = [];

    /// <summary>Nobody is responsible for more sites one by one, and the profile is read and written as a whole.</summary>
    public const int MostAuthorizedDomains = 1_000;

    /// <summary>Whether captchas of token kinds may be solved for this domain on the customer's behalf.</summary>
    public bool IsAuthorizedFor(DomainName domain) =>
        AuthorizedDomains.Any(d => DomainName.TryParse(d, out var authorized) && domain.IsWithin(authorized));

    public static CustomerProfile New(CustomerId id, string name) => new(id, name, null, false);
}
