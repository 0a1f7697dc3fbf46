using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Deposits;

/// <summary>Puts a paid deposit on the balance, and notes that it is there.</summary>
public sealed class DepositBooking(IMarketStore market, IDepositStore deposits, IActors actors)
{
    /// <param name="deposit">Paid, or booked already.</param>
    /// <returns>It, booked.</returns>
    /// <exception cref="InvalidOperationException">The ledger has something else under its id: an alarm for an operator.</exception>
    public async Task<Deposit> Book(Deposit deposit, DateTimeOffset now)
    {
        if (deposit.Status == DepositStatus.Booked) return deposit;
        if (deposit.Status != DepositStatus.Paid) throw new ArgumentException($"Deposit {deposit.Id} is not paid.", nameof(deposit));
        var receipt = await market.Commit(new TransferCommit([deposit.Booking], now));
        if (receipt.Verdict is not (CommitVerdict.Created or CommitVerdict.Exists))
            throw new InvalidOperationException($"Deposit {deposit.Id} of customer {deposit.Customer} was refused: {receipt.Verdict}.");
        if (receipt.Verdict == CommitVerdict.Created) ActorServices.Tell(actors.Customer(deposit.Customer).Credited(deposit.Amount));
        var booked = deposit.Booked(now)!;
        // Only this step leads on from there: whoever was faster has noted the same.
        return await deposits.ChangeDeposit(booked) ? booked : await deposits.FindDeposit(deposit.Id) ?? booked;
    }
}
