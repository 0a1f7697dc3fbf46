namespace CaptchaGrains.Core.Payouts;

/// <summary>Where a payout stands. Stored as a small integer: never renumber.</summary>
public enum PayoutStatus : short
{
    /// <summary>The amount is set aside; an operator has not sent it yet, and the worker can take it back.</summary>
    Pending = 1,

    /// <summary>An operator is sending it: the worker cannot take it back, and no other operator sends it a second time.</summary>
    Taken = 2,

    /// <summary>It was sent, and nobody has heard anything else.</summary>
    Sent = 20,

    /// <summary>The end: the worker took it back.</summary>
    Cancelled = 21,

    /// <summary>The end: it could not be sent, or came back; the worker has the amount again.</summary>
    Failed = 22,
}

/// <summary>What can happen to a payout.</summary>
public enum PayoutEvent
{
    WorkerCancels = 1,
    OperatorSends = 2,

    /// <summary>It could not be sent; or it was, and the payee's side sent it back.</summary>
    OperatorReturns = 3,

    /// <summary>He is going to send it now.</summary>
    OperatorTakes = 4,

    /// <summary>He, or another one, found that it was not sent.</summary>
    OperatorPutsBack = 5,
}
