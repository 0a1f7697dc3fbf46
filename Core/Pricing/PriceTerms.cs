using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Pricing;

/// <summary>What operators set of a kind's price. How long a captcha takes is no matter of opinion, and not among it.</summary>
/// <param name="MinRate">The least that a worker gets for one answer.</param>
/// <param name="MaxRate">The most; equal to <paramref name="MinRate"/> where the rate is fixed.</param>
/// <param name="FeePerMille">The house's fee in thousandths of the rate, on top of it.</param>
public sealed record PriceTerms(Money MinRate, Money MaxRate, int FeePerMille);
