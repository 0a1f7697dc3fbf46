using System.Collections.Immutable;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Customers;

/// <summary>A customer's balance fell below what he named.</summary>
/// <param name="Below">What he had named then.</param>
public sealed record BalanceNotice(DateTimeOffset At, Money Balance, Money Below);

/// <summary>A customer is told once when his balance falls below an amount, and again only after it was at or above it.</summary>
/// <param name="Below">Above zero; null: he is not told.</param>
/// <param name="IsBelow">He was told, and it has not been above since.</param>
public sealed record BalanceAlert(Money? Below, bool IsBelow)
{
    /// <summary>The last ones are kept: the profile is read and written as a whole.</summary>
    public const int MostNotices = 20;

    public static BalanceAlert None { get; } = new(null, false);

    /// <summary>The newest last.</summary>
    public ImmutableArray<BalanceNotice> Notices { get; init; } = [];

    /// <summary>Another amount begins anew: it may be below it already.</summary>
    public BalanceAlert Set(Money? below) => below == Below ? this : this with { Below = below, IsBelow = false };

    /// <summary>The balance was looked at.</summary>
    /// <returns>This one where nothing was crossed.</returns>
    public BalanceAlert Look(Money balance, DateTimeOffset now)
    {
        if (Below is not { } below) return this;
        var isBelow = balance < below;
        if (isBelow == IsBelow) return this;
        if (!isBelow) return this with { IsBelow = false };
        return this with { IsBelow = true, Notices = [.. Notices.Append(new BalanceNotice(now, balance, below)).TakeLast(MostNotices)] };
    }
}
