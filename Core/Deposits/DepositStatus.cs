namespace CaptchaGrains.Core.Deposits;

/// <summary>Where a deposit stands. Stored as a small integer: never renumber.</summary>
public enum DepositStatus : short
{
    /// <summary>The customer wants to pay; nobody has said that he did.</summary>
    Requested = 1,

    /// <summary>The money has come, and is not on the customer's balance yet.</summary>
    Paid = 2,

    /// <summary>The end: it is on the balance.</summary>
    Booked = 20,

    /// <summary>The payment was declined. One that comes all the same is taken.</summary>
    Failed = 21,

    /// <summary>Nobody paid in time. A payment that comes all the same is taken.</summary>
    Expired = 22,
}

/// <summary>What can happen to a deposit.</summary>
public enum DepositEvent
{
    ProviderConfirms = 1,
    ProviderDeclines = 2,
    TimePasses = 3,

    /// <summary>Its transfer is in the ledger.</summary>
    LedgerBooks = 4,
}
