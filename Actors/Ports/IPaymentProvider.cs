using CaptchaGrains.Core.Deposits;

namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// Somebody who takes payments for us. A host without one has none of its own: deposits are then booked by operators. What the provider says of a payment comes to
/// <see cref="Deposits.DepositDesk.Confirm"/> and <see cref="Deposits.DepositDesk.Decline"/>, as often as it likes.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>Stored with each deposit; never changed.</summary>
    string Name { get; }

    /// <summary>
    /// Where the customer pays: a path of this host, or an address of the provider, which then has to be named in the portal's content security policy
    /// (<c>form-action</c>), because a form leads there.
    /// </summary>
    /// <param name="deposit">Requested.</param>
    Task<string> PageFor(Deposit deposit, CancellationToken gone);
}
