namespace CaptchaGrains.Core.Ledger;

/// <summary>Why money moved. Stored as a small integer: never renumber.</summary>
public enum Purpose : short
{
    /// <summary>Customer → held, at submission. Subject: the captcha.</summary>
    Hold = 1,

    /// <summary>Held → worker, or house → worker for a recheck, a gold task or above the price: what the worker was shown. Subject: the captcha.</summary>
    Earning = 2,

    /// <summary>Held → house: the rest of the price, or all of it where the worker earns more than that. Subject: the captcha.</summary>
    Fee = 3,

    /// <summary>Held → customer: what was held and not charged. Subject: the captcha.</summary>
    Release = 4,

    /// <summary>House → customer: the whole price of a captcha, because its answer was wrong or could not be checked. Subject: the captcha.</summary>
    Refund = 5,

    /// <summary>Held → house: what the house has paid to the workers whose answers were weighed for one of confident mode. Subject: the captcha.</summary>
    Votes = 6,

    /// <summary>World → customer. Subject: the operation's id.</summary>
    Deposit = 20,

    /// <summary>Worker → set aside for a payout that he asked for. Subject: the payout.</summary>
    Payout = 21,

    /// <summary>Set aside → world: it was sent. Subject: the payout.</summary>
    PayoutSent = 22,

    /// <summary>Set aside, or world → worker: it was cancelled, could not be sent, or came back. Subject: the payout.</summary>
    PayoutBack = 23,

    /// <summary>House → worker: a part of what somebody earned whom he invited. Subject: the last entry of that friend's statement that it counts.</summary>
    Referral = 24,
}

/// <summary>
/// The identity of a transfer, derived from what it is for, so that a repeated transfer is the same transfer.
/// </summary>
/// <param name="Subject">The captcha's id, or the operation's for purposes that are not about a captcha.</param>
/// <param name="Ordinal">Tells apart several transfers of one purpose for one subject; 0 for the first.</param>
public readonly record struct TransferId(long Subject, Purpose Purpose, short Ordinal = 0);

/// <summary>Money that moves from one account to another. Never edited and never deleted: a correction is a new transfer.</summary>
public sealed record Transfer
{
    public TransferId Id { get; }

    public AccountId Debit { get; }

    public AccountId Credit { get; }

    public Money Amount { get; }

    /// <exception cref="ArgumentException">The amount is not above zero, or both sides are the same account.</exception>
    public Transfer(TransferId id, AccountId debit, AccountId credit, Money amount)
    {
        if (!amount.IsPositive) throw new ArgumentException($"A transfer moves more than zero, not {amount}.", nameof(amount));
        if (debit == credit) throw new ArgumentException($"A transfer has two different sides, not {debit} twice.", nameof(credit));
        Id = id;
        Debit = debit;
        Credit = credit;
        Amount = amount;
    }
}
