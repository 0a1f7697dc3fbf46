using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

/// <summary>One web host and what its owner or an operator decided.</summary>
public interface IDomain
{
    Task<DomainPolicy> Policy();

    Task SetPolicy(DomainPolicy policy);
}
