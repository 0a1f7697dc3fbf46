using System.Collections.Immutable;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

/// <summary>
/// All that operators and owners decided of domains. There is one; every process asks it for news and keeps what it heard, so that no submission waits for it.
/// </summary>
public interface IDomainBoard
{
    /// <summary>Keeps a rule in place of what the same source said of the same name. Durable when it returns; it can be repeated.</summary>
    Task<RuleVerdict> Put(DomainRule rule);

    /// <summary>Takes back what a source said of just this name. Durable when it returns; it can be repeated.</summary>
    Task Remove(string name, RuleSource source);

    /// <summary>What holds for a domain now.</summary>
    /// <param name="domain">As <see cref="DomainName"/> keeps it.</param>
    Task<DomainPolicy> Policy(string domain);

    /// <summary>The buckets of rules that are others than those with these revisions.</summary>
    /// <param name="known">One for each bucket; empty: none is known.</param>
    Task<RuleNews> News(ImmutableArray<long> known);

    /// <summary>Puts a customer's declaration before the operators.</summary>
    /// <returns>False: too many wait already, of all customers or of this one.</returns>
    Task<bool> Submit(PendingDeclaration declaration);

    /// <summary>It is decided.</summary>
    Task Settle(PendingDeclaration declaration);

    /// <summary>Declarations that wait for an operator, the oldest first.</summary>
    Task<ImmutableArray<PendingDeclaration>> Pending();
}

public enum RuleVerdict
{
    Kept = 1,

    /// <summary>There is no room for more rules.</summary>
    TooMany = 2,

    /// <summary>The name is no host, or not in its one form.</summary>
    NoDomain = 3,
}
