namespace CaptchaGrains.Actors;

/// <summary>What an edition allows beyond the rules for everybody.</summary>
public sealed record MarketRules
{
    public static MarketRules Default { get; } = new();

    /// <summary>
    /// Token kinds are served for any domain, without an authorisation. Only for the sandbox, whose customer is his own worker.
    /// </summary>
    public bool ServeAnyDomain { get; init; }
}
