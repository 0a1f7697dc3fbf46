namespace CaptchaGrains.Core.Domains;

public enum DomainStanding
{
    /// <summary>Nobody objected.</summary>
    Open = 1,

    /// <summary>The owner opted out, or the domain is on the deny list.</summary>
    Denied = 2,
}

/// <summary>Whether captchas of a domain may be served, why, and who said so.</summary>
public sealed record DomainPolicy(DomainStanding Standing, string Reason, string DecidedBy, DateTimeOffset DecidedAt)
{
    public static DomainPolicy Default { get; } = new(DomainStanding.Open, "", "", DateTimeOffset.UnixEpoch);
}
