using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Spending;

/// <summary>What a customer's spending is kept by.</summary>
/// <param name="Hour">The hour's beginning (UTC) in which the money left for good or came back.</param>
/// <param name="Key">Null: the captcha came by no key.</param>
/// <param name="Domain">As <see cref="Domains.DomainName"/> keeps it; empty: the customer named none.</param>
public readonly record struct SpendingCell(DateTimeOffset Hour, ApiKeyId? Key, Kind Kind, string Domain)
{
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);
}

/// <param name="Charged">Captchas that were charged.</param>
/// <param name="Refunded">Captchas of which the price came back.</param>
/// <param name="Spent">What was charged, less what came back; below zero where more came back in an hour than was charged in it.</param>
public readonly record struct SpendingSum(long Charged, long Refunded, Money Spent)
{
    public static SpendingSum operator +(SpendingSum left, SpendingSum right) =>
        new(left.Charged + right.Charged, left.Refunded + right.Refunded, left.Spent + right.Spent);
}

/// <summary>A cell and its sum.</summary>
public readonly record struct SpendingLine(SpendingCell Cell, SpendingSum Sum);
