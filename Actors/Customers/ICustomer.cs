using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

/// <summary>One customer: owns the decision over his balance, and his limits.</summary>
public interface ICustomer
{
    /// <summary>Makes sure that the customer exists; an existing one is left as he is.</summary>
    Task Open(string name);

    /// <summary>
    /// May this captcha be solved for him, and be charged? A yes sets the price aside in memory; the hold itself is a transfer of the captcha's commit,
    /// which the store checks again.
    /// </summary>
    Task<AuthorizeVerdict> Authorize(Authorization request);

    /// <summary>Money came back or in (a released hold, a deposit, an authorisation that was not used). Best effort: the balance is read again before anybody is refused.</summary>
    Task Credited(Money amount);

    /// <summary>What a report of his is worth when it is looked at. Looking again says the same, unless so much was lost meanwhile that he is not heard any more.</summary>
    /// <param name="madeAt">When he made the report, which is recorded already.</param>
    Task<Hearing> Hear(bool saysGood, DateTimeOffset madeAt);

    Task<CustomerView> View();

    /// <param name="maxRate">Null: any rate.</param>
    /// <returns>False: no such customer.</returns>
    Task<bool> SetMaxRate(Money? maxRate);

    /// <param name="below">He is told when his balance falls below this; above zero; null: never.</param>
    /// <returns>False: no such customer.</returns>
    Task<bool> SetAlert(Money? below);

    /// <summary>His balance has moved: he is told if it fell below what he named. Told again only after it was above that once more.</summary>
    Task LookAtBalance();

    /// <summary>From now on token kinds are served for this domain and its sub-domains. Whoever calls has confirmed that the customer may automate it.</summary>
    /// <param name="domain">A host or an address with one.</param>
    Task<DomainGrant> AuthorizeDomain(string domain);

    /// <summary>Takes an authorisation back; sub-domains that were authorised by themselves stay so.</summary>
    /// <returns>False: no such customer, or no host in the text.</returns>
    Task<bool> WithdrawDomain(string domain);

    /// <summary>Keeps that he wants to automate a site; it allows nothing until it is confirmed. One that is pending or confirmed stays as it is.</summary>
    Task<DeclarationResult> Declare(Declare declaration);

    /// <summary>Confirms, refuses or withdraws a declaration; what was decided so before stays so.</summary>
    Task<DeclarationResult> Decide(Decide decision);
}

/// <param name="Profile">Null: no such customer.</param>
/// <param name="Balance">As the ledger has it.</param>
public sealed record CustomerView(CustomerProfile? Profile, Money Balance, Money Held);

/// <param name="IsHeard">False: his report is recorded, and nothing comes of it.</param>
/// <param name="Weight">0 … 1: what it is worth as evidence about the worker's answer.</param>
public sealed record Hearing(bool IsHeard, double Weight);
