using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Pay;

/// <summary>What an entry of a worker's statement is called for people.</summary>
public static class EntryNames
{
    public static string Of(StatementEntry entry) => (entry.Purpose, entry.Captcha, entry.Payout) switch
    {
        (Purpose.Earning, { } captcha, _) => Texts.Format(MoneyTexts.EntryEarning, captcha),
        (Purpose.Payout, _, { } payout) => Texts.Format(MoneyTexts.EntryPayout, payout),
        (Purpose.PayoutBack, _, { } payout) => Texts.Format(MoneyTexts.EntryPayoutBack, payout),
        (Purpose.Referral, _, _) => MoneyTexts.EntryReferral,
        _ => MoneyTexts.EntryOther,
    };
}
