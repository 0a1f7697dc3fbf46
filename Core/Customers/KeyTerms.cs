using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Customers;

/// <summary>What an API key lets its holder spend.</summary>
/// <param name="DailyCap">The most that the captchas of one day (UTC) may cost: those that wait and those that were solved. Null: no cap.</param>
/// <param name="MaxRate">The highest worker's rate that is paid for one captcha; null: as the customer's own says.</param>
public sealed record KeyTerms(ApiKeyId Key, Money? DailyCap, Money? MaxRate)
{
    /// <summary>Whether anything has to be asked before a captcha is accepted.</summary>
    public bool HasLimits => DailyCap is not null || MaxRate is not null;
}
