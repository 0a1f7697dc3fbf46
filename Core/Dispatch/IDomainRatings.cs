using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>How good workers' reCAPTCHA V3 tokens are on single domains, as far as it is known here and now.</summary>
public interface IDomainRatings
{
    /// <param name="overall">0 … 1: his rating on all domains together.</param>
    /// <returns>0 … 1; the overall rating where nothing is known of him there.</returns>
    double Of(string domain, WorkerId worker, double overall);
}
