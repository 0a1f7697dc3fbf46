using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Payouts;

/// <summary>Numbers of payouts.</summary>
public sealed record PayoutOptions
{
    public static PayoutOptions Default { get; } = new();

    /// <summary>A smaller amount is not paid out: sending it would cost more than it is.</summary>
    public Money Minimum { get; init; } = Money.FromDollars(1);

    /// <summary>A changed destination is not paid to for so long.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Payouts that one worker may ask for in 24 hours: asking and cancelling must not fill the history.</summary>
    public int MostADay { get; init; } = 20;

    /// <summary>Changes of a destination while it is locked: enough to mend a mistake, and too few to try out numbers.</summary>
    public int MostChangesInARow { get; init; } = 5;
}
