using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Domains;

/// <summary>One web host: what its owner or an operator decided, and how good workers' reCAPTCHA V3 tokens are there.</summary>
public interface IDomain
{
    /// <summary>What holds for it now, be it said of the domain itself or of one above.</summary>
    Task<DomainPolicy> Policy();

    /// <summary>What an operator, or the proven owner, says of the domain and all below it. It is in force everywhere within a minute.</summary>
    /// <exception cref="InvalidOperationException">There is no room for more rules.</exception>
    Task SetPolicy(DomainPolicy policy);

    /// <summary>A token that was made for it was reported. Best effort: reports are looked for every minute anyway.</summary>
    Task Judged();

    /// <summary>What was reported here of workers' tokens: no older than five seconds, or a minute where a message about a report was lost.</summary>
    Task<DomainRecord> Record();

    /// <summary>The ratings that follow from it, ascending by the worker.</summary>
    /// <param name="after">Only workers above this one.</param>
    /// <param name="take">1 … <see cref="DomainActor.MostShown"/>.</param>
    Task<RatingsPage> Ratings(WorkerId after, int take);
}
