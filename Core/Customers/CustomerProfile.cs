using System.Collections.Immutable;
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

    public static CustomerProfile New(CustomerId id, string name) => new(id, name, null, false);
}
