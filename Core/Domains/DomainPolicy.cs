namespace CaptchaGrains.Core.Domains;

public enum DomainStanding
{
    /// <summary>Nobody objected.</summary>
    Open = 1,

    /// <summary>The owner opted out, or the domain is on the deny list.</summary>
    Denied = 2,
}

/// <summary>Who may say something of a domain. Each has one word for each name.</summary>
public enum RuleSource
{
    Operator = 1,

    /// <summary>Proved control of the domain. Nobody overrules him.</summary>
    Owner = 2,

    /// <summary>The list that comes with the product.</summary>
    Shipped = 3,
}

/// <summary>Whether captchas of a domain may be served, why, and who said so.</summary>
public sealed record DomainPolicy(DomainStanding Standing, string Reason, string DecidedBy, DateTimeOffset DecidedAt)
{
    public static DomainPolicy Default { get; } = new(DomainStanding.Open, "", "", DateTimeOffset.UnixEpoch);

    public RuleSource Source { get; init; } = RuleSource.Operator;

    /// <summary>The name that the decision is about: the domain itself, or one above it; empty: nobody decided anything.</summary>
    public string Name { get; init; } = "";
}
