using CaptchaGrains.Core.Deposits;

namespace CaptchaGrains.Actors.Deposits;

public enum DepositRefusal
{
    /// <summary>Not a whole number of cents, or outside of the bounds.</summary>
    BadAmount = 1,

    /// <summary>There is no such deposit, or no such customer.</summary>
    Unknown = 2,

    /// <summary>He has asked for as many in a day as anybody may.</summary>
    TooMany = 3,

    /// <summary>The deposit stands where this cannot happen to it.</summary>
    NotPossible = 4,

    /// <summary>The name of the operation belongs to another deposit.</summary>
    UsedDifferently = 5,

    /// <summary>Nobody here takes payments: an operator books them.</summary>
    NoProvider = 6,

    /// <summary>Others were faster each time.</summary>
    TryAgain = 7,
}

/// <param name="Deposit">As it stands; present unless refused.</param>
/// <param name="Refusal">Present where nothing was done.</param>
public sealed record DepositResult(Deposit? Deposit, DepositRefusal? Refusal)
{
    public static DepositResult Done(Deposit deposit) => new(deposit, null);

    public static DepositResult Refused(DepositRefusal why) => new(null, why);
}
