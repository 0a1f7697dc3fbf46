using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

/// <summary>One web host and what its owner or an operator decided.</summary>
public interface IDomain
{
    /// <summary>What holds for it now, be it said of the domain itself or of one above.</summary>
    Task<DomainPolicy> Policy();

    /// <summary>What an operator, or the proven owner, says of the domain and all below it. It is in force everywhere within a minute.</summary>
    /// <exception cref="InvalidOperationException">There is no room for more rules.</exception>
    Task SetPolicy(DomainPolicy policy);
}
