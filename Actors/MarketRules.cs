using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors;

/// <summary>What an edition allows beyond the rules for everybody.</summary>
public sealed record MarketRules
{
    public static MarketRules Default { get; } = new();

    /// <summary>
    /// Token kinds are served for any domain, without an authorisation. Only for the sandbox, whose customer is his own worker.
    /// </summary>
    public bool ServeAnyDomain { get; init; }

    /// <summary>
    /// Open captchas that enter no queue, so that no waiting worker is offered them; whoever keeps one back gives it to a worker himself, or lets it go and calls
    /// <see cref="Captchas.ICaptcha.Requeue"/>. For a vote it is asked with the captcha that is voted on. Only for the sandbox. Null: none.
    /// </summary>
    public Predicate<CaptchaId>? KeepsBack { get; init; }
}
