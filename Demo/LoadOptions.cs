using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Demo;

/// <summary>How simulated customers behave.</summary>
public sealed record LoadOptions
{
    /// <summary>Captchas a second, above 0 and at most 1,000; 0.5 is one every two seconds.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Captchas that may be open at once; beyond it none is submitted until one ends. A simulation shall not be what fills the memory.</summary>
    public int MostOpen { get; init; } = 5_000;

    /// <summary>Between two questions for one answer.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After this time an answer is not waited for any more; above the longest life of an image captcha.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The balance is looked at so often, and when a submission was refused for want of money.</summary>
    public TimeSpan LookAtBalanceEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Below this balance the customer pays in again.</summary>
    public Money LowBalance { get; init; } = Money.FromDollars(2);

    public Money TopUp { get; init; } = Money.FromDollars(10);

    /// <summary>After a failed or refused submission the customers hold back for this long.</summary>
    public TimeSpan HoldBack { get; init; } = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">A value is outside of its range.</exception>
    public void Validate()
    {
        if (PerSecond is not (> 0 and <= 1_000)) throw new ArgumentException("Above 0, at most 1,000.", nameof(PerSecond));
        if (MostOpen is < 1 or > 100_000) throw new ArgumentException("1 … 100,000", nameof(MostOpen));
        if (AskEvery <= TimeSpan.Zero || GiveUpAfter < AskEvery) throw new ArgumentException("Above zero, and less than the patience.", nameof(AskEvery));
        if (LookAtBalanceEvery <= TimeSpan.Zero) throw new ArgumentException("Above zero.", nameof(LookAtBalanceEvery));
        if (!TopUp.IsPositive) throw new ArgumentException("Above zero.", nameof(TopUp));
    }
}
