using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Quality;

/// <summary>One answer that a captcha got.</summary>
/// <param name="Cluster">The smallest id of the accounts that are linked to the worker: two of one cluster are one witness.</param>
/// <param name="IsHigh">The worker's rating was high at that time.</param>
public sealed record Witness(WorkerId Cluster, string Answer, bool IsHigh);

/// <summary>Makes gold of captchas whose answer is beyond doubt.</summary>
public static class GoldGrowth
{
    /// <summary>
    /// A captcha becomes gold when all its answers agree, unlinked workers with a high rating gave enough of them, and the customer said that the answer was
    /// good. Neither would do alone: workers make the same mistakes, and a customer may say good of anything.
    /// </summary>
    /// <param name="same">Whether two answers are the same by the captcha's own comparison.</param>
    /// <returns>Null: it does not.</returns>
    public static GoldTask? Of(
        CaptchaId id, Kind kind, IReadOnlyList<Witness> answers, bool reportedGood, bool reportedBad, Func<string, string, bool> same, GoldOptions options)
    {
        if (!reportedGood || reportedBad || answers.Count == 0 || kind.Traits().Family != KindFamily.Answerable) return null;
        var answer = answers[0].Answer;
        if (!answers.All(a => same(answer, a.Answer))) return null;
        return answers.Where(a => a.IsHigh).Select(a => a.Cluster).Distinct().Count() >= options.Witnesses
            ? new GoldTask(id, kind, answer, GoldOrigin.Grown)
            : null;
    }
}
