using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Actors.Payouts;

/// <param name="Payout">As it is now; null: refused.</param>
/// <param name="Refusal">Why; null: done.</param>
/// <param name="Until">When a locked destination can be used.</param>
public sealed record PayoutResult(Payout? Payout, PayoutRefusal? Refusal, DateTimeOffset? Until = null)
{
    public static PayoutResult Done(Payout payout) => new(payout, null);

    public static PayoutResult Refused(PayoutRefusal why, DateTimeOffset? until = null) => new(null, why, until);
}

/// <param name="Destination">As it is now; null: refused.</param>
public sealed record DestinationResult(WorkerDestination? Destination, PayoutRefusal? Refusal);

/// <summary>On what terms a worker can be paid now.</summary>
/// <param name="Contested">Of the balance, what is held until a moderator has decided.</param>
/// <param name="Most">Whole cents that he can ask for now.</param>
/// <param name="Destination">Null: he has named none.</param>
/// <param name="LockedUntil">Null: it can be used.</param>
public sealed record PayoutTerms(Money Balance, Money Contested, Money Most, Money Minimum, WorkerDestination? Destination, DateTimeOffset? LockedUntil);
