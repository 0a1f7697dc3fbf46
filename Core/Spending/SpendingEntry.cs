using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Spending;

/// <summary>A transfer that left a customer's held account, or reached the customer, with what is known of its captcha.</summary>
/// <param name="Sequence">Grows with every entry of the account.</param>
/// <param name="To">The kind of the account that it reached.</param>
/// <param name="Key">Null: the captcha came by no key, or it is not about a captcha.</param>
/// <param name="Kind">Null: it is not about a captcha.</param>
public sealed record SpendingEntry(long Sequence, DateTimeOffset At, Purpose Purpose, AccountKind To, Money Amount, ApiKeyId? Key, Kind? Kind, string Domain)
{
    /// <summary>Null: it is no spending, as a deposit and a released hold are none.</summary>
    public SpendingLine? Line => Kind is not { } kind ? null : Sum is { } sum ? new SpendingLine(new SpendingCell(SpendingCell.HourOf(At), Key, kind, Domain), sum) : null;

    // A captcha's charge is one transfer or two. It is counted with the one that each charge has once: what the worker gets, what the house has paid for votes, or,
    // where the worker got more than the price, all of the price, which goes to the account of quality.
    private SpendingSum? Sum => Purpose switch
    {
        Purpose.Earning or Purpose.Votes => new SpendingSum(1, 0, Amount),
        Purpose.Fee => new SpendingSum(To == AccountKind.HouseQuality ? 1 : 0, 0, Amount),
        Purpose.Refund => new SpendingSum(0, 1, -Amount),
        _ => null,
    };
}
