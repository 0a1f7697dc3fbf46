using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Reports;

/// <summary>The multiplier of the rate for answerable kinds: those who work hard and diligently are paid more.</summary>
public static class EarnCoefficient
{
    /// <summary>
    /// least + (most − least) × clamp((skill − worst) ÷ (best − worst), 0, 1), in whole thousandths, rounded down; 1000 without enough evidence. More skill never pays less.
    /// </summary>
    public static int PerMille(SkillEstimate skill, EarnOptions options)
    {
        if (skill.Evidence < options.LeastEvidence) return 1000;
        var place = Math.Clamp((skill.Mean - options.WorstSkill) / (options.BestSkill - options.WorstSkill), 0, 1);
        return options.LeastPerMille + (int)((options.MostPerMille - options.LeastPerMille) * place);
    }

    /// <summary>The rate times the coefficient, rounded down to the nano-dollar, and never nothing.</summary>
    public static Money Apply(Money rate, int perMille) => Money.Max(rate.Share(perMille, 1000), new Money(1));
}
