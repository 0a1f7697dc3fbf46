using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Customers;

/// <summary>What a customer says of a site that he wants to automate.</summary>
/// <param name="Domain">A host or an address with one.</param>
public sealed record Declare(string Domain, DeclarationGround Ground, string Note);

/// <summary>What becomes of a declaration, by whom and why.</summary>
/// <param name="Domain">A host or an address with one.</param>
/// <param name="ExpiresAt">Of a confirmation; at most <see cref="SiteDeclaration.LongestLife"/> from now.</param>
public sealed record Decide(string Domain, DeclarationState State, string By, string Reason, DateTimeOffset? ExpiresAt);

public enum DeclarationVerdict
{
    Done = 1,

    /// <summary>No such customer.</summary>
    Unknown = 2,

    /// <summary>There is no host in the text, or the ground or the note is none.</summary>
    Malformed = 3,

    /// <summary>He has <see cref="Core.Customers.CustomerProfile.MostAuthorizedDomains"/> declarations.</summary>
    TooMany = 4,

    /// <summary>There is no declaration for this domain, or it is in no state to be decided so, or the end is missing, past or too far away.</summary>
    NotPossible = 5,

    /// <summary>The site is served for nobody.</summary>
    Denied = 6,

    /// <summary>The customer is suspended.</summary>
    Suspended = 7,
}

/// <param name="Declaration">As it is now; present when it is done.</param>
public sealed record DeclarationResult(DeclarationVerdict Verdict, SiteDeclaration? Declaration)
{
    public static DeclarationResult Refused(DeclarationVerdict verdict) => new(verdict, null);
}
