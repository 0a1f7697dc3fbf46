namespace CaptchaGrains.Core.Domains;

/// <summary>Why a customer may automate a site.</summary>
public enum DeclarationGround
{
    OwnSite = 1,

    /// <summary>The site's owner agreed.</summary>
    Contract = 2,

    /// <summary>A programme of the owner that invites tests.</summary>
    TestProgramme = 3,

    Accessibility = 4,
}

public enum DeclarationState
{
    /// <summary>Nobody has confirmed it; it allows nothing.</summary>
    Pending = 1,
    Confirmed = 2,
    Refused = 3,

    /// <summary>By the customer, an operator or the owner.</summary>
    Withdrawn = 4,
}

/// <summary>A customer says that he may automate a site, and somebody else confirms it or does not.</summary>
/// <param name="Domain">As <see cref="DomainName"/> keeps it; it holds for sub-domains too.</param>
/// <param name="Note">What the customer says of it, at most <see cref="LongestNote"/> characters.</param>
/// <param name="DecidedBy">Such as <c>operator:7</c> or <c>owner</c>; null while it is pending.</param>
/// <param name="ExpiresAt">Of a confirmed one: from then on it allows nothing.</param>
public sealed record SiteDeclaration(
    string Domain,
    DeclarationGround Ground,
    string Note,
    DeclarationState State,
    DateTimeOffset DeclaredAt,
    string? DecidedBy = null,
    DateTimeOffset? DecidedAt = null,
    string? Reason = null,
    DateTimeOffset? ExpiresAt = null)
{
    public const int LongestNote = 1_000;

    /// <summary>Whoever confirms one says when it has to be looked at again; a year is the longest.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    public bool HoldsAt(DateTimeOffset now) => State == DeclarationState.Confirmed && now < ExpiresAt;

    /// <summary>It allows nothing any more, and waits for nobody.</summary>
    public bool IsOverAt(DateTimeOffset now) => State != DeclarationState.Pending && !HoldsAt(now);

    /// <summary>What a decision makes of it; null: it cannot be decided so from where it is.</summary>
    public SiteDeclaration? Decide(DeclarationState state, string by, string reason, DateTimeOffset now, DateTimeOffset? expiresAt)
    {
        var allowed = (State, state) switch
        {
            (DeclarationState.Pending, DeclarationState.Confirmed or DeclarationState.Refused or DeclarationState.Withdrawn) => true,
            (DeclarationState.Confirmed, DeclarationState.Confirmed or DeclarationState.Withdrawn) => true, // confirmed again: a later end
            _ => false,
        };
        if (!allowed) return null;
        if (state == DeclarationState.Confirmed && (expiresAt is not { } end || end <= now || end > now + LongestLife)) return null;
        return this with
        {
            State = state,
            DecidedBy = by,
            DecidedAt = now,
            Reason = reason,
            ExpiresAt = state == DeclarationState.Confirmed ? expiresAt : ExpiresAt,
        };
    }
}
