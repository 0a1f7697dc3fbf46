using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Payouts;

/// <summary>Why a payout is not made.</summary>
public enum PayoutRefusal
{
    /// <summary>Zero or less, or with parts of a cent, which no method can pay.</summary>
    BadAmount = 1,

    BelowMinimum = 2,

    /// <summary>More than he has.</summary>
    MoreThanBalance = 3,

    /// <summary>He has it, and a part of it is earned with answers that a moderator has not decided about.</summary>
    Contested = 4,

    /// <summary>Not of the method's form, or its checksum is wrong.</summary>
    BadDestination = 5,

    /// <summary>It was changed less than a day ago.</summary>
    DestinationLocked = 6,

    /// <summary>He has asked too often today.</summary>
    TooMany = 7,

    /// <summary>The same operation was another amount or destination before.</summary>
    UsedDifferently = 8,

    /// <summary>No such payout, or it is somebody else's.</summary>
    Unknown = 9,

    /// <summary>It does not stand where this can happen to it.</summary>
    NotPossible = 10,

    /// <summary>An operator's own.</summary>
    Involved = 11,

    /// <summary>Somebody else was faster, again and again.</summary>
    TryAgain = 12,

    /// <summary>Another operator has taken it.</summary>
    TakenByAnother = 13,
}

/// <summary>What is asked for, held against what there is.</summary>
public static class PayoutRules
{
    private const long NanosPerCent = 10_000_000;

    /// <param name="contested">Of the balance, what is held until a moderator has decided.</param>
    /// <returns>Null: nothing is in the way.</returns>
    public static PayoutRefusal? Check(Money amount, Money balance, Money contested, PayoutOptions options)
    {
        if (!amount.IsPositive || amount.Nanos % NanosPerCent != 0) return PayoutRefusal.BadAmount;
        if (amount < options.Minimum) return PayoutRefusal.BelowMinimum;
        if (amount > balance) return PayoutRefusal.MoreThanBalance;
        return amount > balance - contested ? PayoutRefusal.Contested : null;
    }

    /// <summary>The most that he can ask for now: whole cents, or zero.</summary>
    public static Money Most(Money balance, Money contested)
    {
        var free = (balance - contested).Nanos;
        return free <= 0 ? Money.Zero : new Money(free - free % NanosPerCent);
    }
}
