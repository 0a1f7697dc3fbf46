using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Gold;

/// <summary>What the stop rule suspended a worker for: his answers to gold tasks, beside the known ones.</summary>
public sealed class GoldTrials(IGoldStore gold, IMarketStore market, ReportOptions numbers)
{
    /// <summary>Gold tasks of a worker that the stop rule looks at, the newest: 200,000 of his tasks.</summary>
    public const int Newest = 2_000;

    /// <param name="decisive">The gold task with which the test ended.</param>
    public async Task<GoldTrial> Of(WorkerId worker, CaptchaState decisive)
    {
        var test = GoldRecord.TestOf(await gold.GoldEvidenceOf(worker, Newest), decisive.Request.Kind, decisive.Id, numbers.Series.Stop);
        var answers = ImmutableArray.CreateBuilder<TriedAnswer>();
        // Where there are more than are kept, those that speak against him are the ones to look at, and to forgive.
        foreach (var piece in test.OrderBy(p => p.IsRight).ThenByDescending(p => p.At).ThenByDescending(p => p.Captcha).Take(Sanction.MostEvidence))
            if (await market.FindCaptcha(piece.Captcha) is { } captcha && Answer(captcha, numbers) is { } answer) answers.Add(answer);
        return new GoldTrial(test.Count(p => !p.IsRight), test.Length, answers.ToImmutable());
    }

    /// <returns>Null: it is no gold task, or nobody answered it.</returns>
    public static TriedAnswer? Answer(CaptchaState captcha, ReportOptions numbers) => captcha is { Gold: { } terms, Solution: { } solution }
        ? new TriedAnswer(
            new SanctionEvidence(captcha.Id, solution.Answer, null, null,
                MistakeJudge.Judge(captcha.Request, solution.Answer, terms.Answer, numbers.Comparison, numbers.Mistakes), terms.Gold),
            terms.Answer)
        : null;
}

/// <summary>One test of the stop rule, without what counts against nobody any more: tasks that were doubted, and answers that were forgiven.</summary>
/// <param name="Wrong">All of them, also those that <paramref name="Answers"/> leaves out.</param>
/// <param name="Answered">All of them.</param>
/// <param name="Answers">The wrong ones first, then the newest; at most <see cref="Sanction.MostEvidence"/>.</param>
public sealed record GoldTrial(int Wrong, int Answered, ImmutableArray<TriedAnswer> Answers);

/// <param name="Expected">The known answer, for moderators.</param>
public sealed record TriedAnswer(SanctionEvidence Evidence, string Expected);
