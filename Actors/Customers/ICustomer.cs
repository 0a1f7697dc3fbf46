using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

/// <summary>One customer: owns the decision over his balance, and his limits.</summary>
public interface ICustomer
{
    /// <summary>Makes sure that the customer exists; an existing one is left as he is.</summary>
    Task Open(string name);

    /// <summary>
    /// May this captcha be charged? A yes sets the price aside in memory; the hold itself is a transfer of the captcha's commit,
    /// which the store checks again.
    /// </summary>
    /// <param name="key">The limits of the API key by which it comes; null: it has none.</param>
    Task<AuthorizeVerdict> Authorize(CaptchaId captcha, Quote quote, KeyTerms? key);

    /// <summary>
    /// A captcha that was authorised for a key with a cap is committed, or certainly will not be. Best effort: without it the cap is reached a little early, for a minute.
    /// </summary>
    Task Settled(CaptchaId captcha, ApiKeyId key);

    /// <summary>Money came back or in (a released hold, a deposit, an authorisation that was not used). Best effort: the balance is read again before anybody is refused.</summary>
    Task Credited(Money amount);

    Task<CustomerView> View();

    /// <param name="maxRate">Null: any rate.</param>
    /// <returns>False: no such customer.</returns>
    Task<bool> SetMaxRate(Money? maxRate);
}

public enum AuthorizeVerdict
{
    Authorized = 1,
    NoFunds = 2,
    RateAboveMaximum = 3,
    Suspended = 4,
    Unknown = 5,

    /// <summary>The key has spent what it may spend today.</summary>
    KeyCapReached = 6,
}

/// <param name="Profile">Null: no such customer.</param>
/// <param name="Balance">As the ledger has it.</param>
public sealed record CustomerView(CustomerProfile? Profile, Money Balance, Money Held);
