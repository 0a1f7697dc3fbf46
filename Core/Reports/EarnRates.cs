using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Reports;

/// <summary>The earn coefficients of one worker. A kind that is not in it is paid at the rate as it is.</summary>
/// <param name="Kinds">Answerable kinds only, each once.</param>
public sealed record EarnRates(ImmutableArray<EarnRate> Kinds)
{
    /// <returns>Null where every kind is paid at the rate as it is: most workers', and nothing to carry along with their offers.</returns>
    public static EarnRates? Of(IEnumerable<KeyValuePair<Kind, SkillEstimate>> skills, EarnOptions options)
    {
        var kinds = ImmutableArray.CreateBuilder<EarnRate>();
        foreach (var (kind, skill) in skills)
            if (kind.Traits().Family == KindFamily.Answerable && EarnCoefficient.PerMille(skill, options) is var perMille and not 1000)
                kinds.Add(new EarnRate(kind, perMille));
        return kinds.Count == 0 ? null : new EarnRates(kinds.DrainToImmutable());
    }

    /// <summary>Thousandths of the rate.</summary>
    public int PerMille(Kind kind)
    {
        foreach (var known in Kinds)
            if (known.Kind == kind) return known.PerMille;
        return 1000;
    }

    /// <summary>What the worker gets for a captcha of a kind at a rate. A higher rate never gives him less.</summary>
    public Money Of(Kind kind, Money rate) => PerMille(kind) is var perMille and not 1000 ? EarnCoefficient.Apply(rate, perMille) : rate;

    /// <summary>What a captcha shows to the worker: the rate of others' terms is cut to what the options allow, and token kinds have no coefficient.</summary>
    /// <returns>Null: the rate as it is.</returns>
    public static Money? Shown(EarnRates? rates, Kind kind, Money rate, EarnOptions options)
    {
        if (rates is null || kind.Traits().Family != KindFamily.Answerable) return null;
        var perMille = Math.Clamp(rates.PerMille(kind), options.LeastPerMille, options.MostPerMille);
        return perMille == 1000 ? null : EarnCoefficient.Apply(rate, perMille);
    }
}

/// <param name="PerMille">Thousandths of the rate.</param>
public readonly record struct EarnRate(Kind Kind, int PerMille);
