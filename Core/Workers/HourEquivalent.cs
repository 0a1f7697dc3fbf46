using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Workers;

/// <summary>
/// What an hour of work came to, from what the ledger knows: <c>earned by answers × 60 ÷ minutes of work</c>, rounded down to the nano-dollar. A minute of work is a minute of the clock
/// (UTC) in which at least one answer was paid; waiting without an answer is none, and what friends bring in is not counted.
/// </summary>
public static class HourEquivalent
{
    /// <summary>Of less work nothing is said: a single good minute is no hour.</summary>
    public const int LeastMinutes = 10;

    /// <param name="earned">Paid for answers.</param>
    /// <param name="minutes">Of work, 0 or more.</param>
    /// <returns>Null: too little work.</returns>
    public static Money? Of(Money earned, int minutes) => minutes < LeastMinutes ? null : earned.Share(60, minutes);
}
