using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Pricing;

/// <summary>One worker's turn at a captcha.</summary>
/// <param name="Took">From the moment in which he had it.</param>
/// <param name="IsAnswered">Otherwise he gave it back, or let its time pass.</param>
public sealed record Turn(Kind Kind, CaptchaTraits Traits, TimeSpan Took, bool IsAnswered);

/// <summary>How much work captchas of a kind with the same traits are: smoothed over the turns at some thousands of the kind.</summary>
/// <param name="MedianSeconds">Within which half of the answers were given; above 0, or 0 where there was no answer.</param>
/// <param name="FailureShare">0 … 1, of the turns: those without an answer.</param>
/// <param name="Turns">On how many it rests: of a kind together at most <see cref="ComplexityRule.Memory"/>, shared as the captchas were.</param>
public sealed record Effort(Kind Kind, CaptchaTraits Traits, double MedianSeconds, double FailureShare, double Turns);

/// <summary>
/// The rule of complexity: what a captcha with these traits costs in a worker's time, held against all captchas of its kind. Time is counted for each
/// answer that comes of it, so that turns that come to nothing are paid for by those that do not.
/// </summary>
public static class ComplexityRule
{
    /// <summary>In thousandths.</summary>
    public const int Least = 800, Usual = 1_000, Most = 2_000;

    /// <summary>Turns of a kind after which older ones fade: what changes is in the price after some thousands of answers, and one slow worker is not.</summary>
    public const double Memory = 5_000;

    /// <summary>What is not known counts as much as so many turns that are as usual: the first few say little.</summary>
    public const double Prior = 20;

    /// <summary>No divisor is smaller than what is left of it.</summary>
    private const double MostFailures = 0.95;

    /// <summary>What is known after some more turns.</summary>
    /// <param name="known">Each kind with each of its traits once, in any order.</param>
    /// <param name="turns">None of them was counted before.</param>
    public static ImmutableArray<Effort> After(ImmutableArray<Effort> known, IReadOnlyCollection<Turn> turns)
    {
        var after = known.ToDictionary(e => (e.Kind, e.Traits));
        foreach (var alike in turns.GroupBy(t => (t.Kind, t.Traits)))
            after[alike.Key] = Mixed(after.GetValueOrDefault(alike.Key) ?? new Effort(alike.Key.Kind, alike.Key.Traits, 0, 0, 0), [.. alike]);
        return [.. after.Values.GroupBy(e => e.Kind).SelectMany(Faded).OrderBy(e => e.Kind).ThenBy(e => e.Traits)];
    }

    /// <summary>
    /// In thousandths, <see cref="Least"/> … <see cref="Most"/>: (median ÷ (1 − failures)) of these traits ÷ the mean of the same over the kind's captchas.
    /// <see cref="Usual"/> where nothing is known. A longer median and more failures never lower it.
    /// </summary>
    public static int Complexity(this ImmutableArray<Effort> known, Kind kind, CaptchaTraits traits)
    {
        if (known.FirstOrDefault(e => e.Kind == kind && e.Traits == traits) is not { MedianSeconds: > 0 } of) return Usual;
        var usual = known.SecondsPerCaptcha(kind);
        var seconds = (usual * Prior + SecondsPerAnswer(of) * of.Turns) / (Prior + of.Turns);
        return (int)Math.Clamp(Math.Round(1_000 * seconds / usual), Least, Most);
    }

    /// <summary>What a worker needs for a captcha of a kind, as they come: measured, and that of the price table until it is.</summary>
    public static double SecondsPerCaptcha(this ImmutableArray<Effort> known, Kind kind)
    {
        var (seconds, turns) = (PriceTable.Of(kind).SecondsPerCaptcha * Prior, Prior);
        foreach (var effort in known)
            if (effort.Kind == kind && effort.MedianSeconds > 0) (seconds, turns) = (seconds + SecondsPerAnswer(effort) * effort.Turns, turns + effort.Turns);
        return seconds / turns;
    }

    private static double SecondsPerAnswer(Effort effort) => effort.MedianSeconds / (1 - Math.Min(effort.FailureShare, MostFailures));

    private static Effort Mixed(Effort before, IReadOnlyCollection<Turn> turns)
    {
        var answered = turns.Where(t => t.IsAnswered).Select(t => t.Took.TotalSeconds).Order().ToList();
        return before with
        {
            MedianSeconds = answered.Count == 0 ? before.MedianSeconds
                : before.MedianSeconds == 0 ? Median()
                : Mean(before.MedianSeconds, Median(), answered.Count),
            FailureShare = Mean(before.FailureShare, (turns.Count - answered.Count) / (double)turns.Count, turns.Count),
            Turns = before.Turns + turns.Count,
        };

        double Median() => Math.Max(0.1, answered[(answered.Count - 1) / 2]);

        double Mean(double old, double of, int count) => (old * before.Turns + of * count) / (before.Turns + count);
    }

    private static IEnumerable<Effort> Faded(IEnumerable<Effort> ofKind)
    {
        var all = ofKind.ToList();
        var share = Math.Min(1, Memory / all.Sum(e => e.Turns));
        return all.Select(e => e with { Turns = e.Turns * share });
    }
}
