using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage;

internal static class Pages
{
    /// <summary>Entries of one page at most, so that no caller reads a whole history at once.</summary>
    public const int MaxTake = 500;

    /// <summary>Open captchas of one page at most.</summary>
    public const int MaxOpen = 10_000;

    /// <summary>Expired rows that are removed at once at most, so that no removal holds up the writers for long.</summary>
    public const int MaxRemoved = 10_000;

    /// <summary>Audit records of one page or one transaction at most.</summary>
    public const int MaxAudit = 1_000;

    /// <summary>Ids of one lease at most.</summary>
    public const int MaxLease = 1_000_000;

    /// <summary>Callbacks taken at once at most: one process cannot send more before the lease is over.</summary>
    public const int MaxCallbacks = 1_000;

    /// <summary>The captcha that a transfer is about, or null where its subject is the id of another operation.</summary>
    public static CaptchaId? CaptchaOf(long subject, Purpose purpose) =>
        purpose is Purpose.Hold or Purpose.Earning or Purpose.Fee or Purpose.Release or Purpose.Refund or Purpose.Votes ? new CaptchaId(subject) : null;

    /// <summary>The payout that a transfer is about, or null.</summary>
    public static PayoutId? PayoutOf(long subject, Purpose purpose) =>
        purpose is Purpose.Payout or Purpose.PayoutSent or Purpose.PayoutBack ? new PayoutId(subject) : null;

    public static void RequireTake(int take, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, most);
    }

    public static void RequireGuarded(AccountId account)
    {
        if (!account.IsGuarded) throw new ArgumentException($"Statements are kept for customers and workers, not for {account}.", nameof(account));
    }
}
