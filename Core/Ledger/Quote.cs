namespace CaptchaGrains.Core.Ledger;

/// <summary>What one captcha costs, fixed at submission: what was quoted is what is charged.</summary>
/// <param name="Rate">The worker's share, above zero; who has an earn coefficient is shown, and gets, so much more or less, at the cost of the house.</param>
/// <param name="Fee">The house's share; zero or more.</param>
public sealed record Quote(Money Rate, Money Fee)
{
    /// <summary>What the customer pays, and what is held at submission.</summary>
    public Money Price => Rate + Fee;
}
