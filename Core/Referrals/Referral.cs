using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Referrals;

/// <summary>
/// One worker invited another. The inviter gets a tenth of all that the friend earns, from the house, counted now and then from the friend's statement: each count goes on behind the entry at
/// which the one before it stopped, and pays what a tenth of the whole sum is above what was paid, so that nothing is lost by rounding.
/// </summary>
/// <param name="Number">Of the inviter's friends, by which he knows him: 1, 2, 3 …</param>
public sealed record Referral(WorkerId Friend, WorkerId Inviter, long Number, DateTimeOffset Since)
{
    private const int Part = 10;

    /// <summary>1 for one that was only made; one higher with each change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>The last entry of the friend's statement that was counted.</summary>
    public long Upto { get; init; }

    /// <summary>All that was counted.</summary>
    public Money Earned { get; init; }

    /// <summary>Counted, and not booked yet; zero: nothing waits.</summary>
    public Money Due { get; init; }

    /// <summary>All that the inviter got for this friend.</summary>
    public Money Paid => Earned.Share(1, Part) - Due;

    /// <summary>What waits to be booked; null: nothing. Its id follows from the last entry that it counts, which no other referral can have.</summary>
    public Transfer? Booking => Due.IsPositive
        ? new(new TransferId(Upto, Purpose.Referral), AccountId.HouseReferral, AccountId.Of(Inviter), Due)
        : null;

    /// <param name="earned">The sum of the entries after <see cref="Upto"/>, above zero.</param>
    /// <param name="upto">The last one of them.</param>
    /// <exception cref="InvalidOperationException">What was counted before is not booked yet.</exception>
    public Referral Count(Money earned, long upto)
    {
        if (Due != Money.Zero) throw new InvalidOperationException("What was counted before is not booked yet.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(earned.Nanos, 0, nameof(earned));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(upto, Upto);
        var all = Earned + earned;
        return this with { Version = Version + 1, Upto = upto, Earned = all, Due = all.Share(1, Part) - Earned.Share(1, Part) };
    }

    public Referral Booked() => this with { Version = Version + 1, Due = Money.Zero };
}
