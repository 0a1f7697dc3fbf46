using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

/// <summary>A captcha that a customer would have to pay and to answer for.</summary>
/// <param name="Domain">The host of the page on which it stands, as <see cref="Core.Domains.DomainName"/> keeps it; null: the submission names none.</param>
public sealed record Authorization(CaptchaId Captcha, Quote Quote, Kind Kind, string? Domain)
{
    /// <summary>How often the quote is held at most; more than once in confident mode.</summary>
    public int Attempts { get; init; } = 1;

    public Money Price => Quote.Price.Times(Attempts);

    /// <summary>The limits of the API key by which it comes; null: it has none.</summary>
    public KeyTerms? Key { get; init; }
}

public enum AuthorizeVerdict
{
    Authorized = 1,
    NoFunds = 2,
    RateAboveMaximum = 3,
    Suspended = 4,
    Unknown = 5,

    /// <summary>A token kind, and the customer has no confirmed authorisation for the domain.</summary>
    DomainNotAuthorized = 6,

    /// <summary>The key has spent what it may spend today.</summary>
    KeyCapReached = 7,
}

public enum DomainGrant
{
    /// <summary>The customer is authorised; also when he was before.</summary>
    Granted = 1,

    /// <summary>No such customer.</summary>
    Unknown = 2,

    /// <summary>He is authorised for <see cref="Core.Customers.CustomerProfile.MostAuthorizedDomains"/> already.</summary>
    TooMany = 3,

    /// <summary>There is no host in the text.</summary>
    NoDomain = 4,
}
