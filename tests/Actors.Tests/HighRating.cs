using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Gives a worker the evidence of a high rating, in every answerable kind.</summary>
internal static class HighRating
{
    /// <summary>Far above every captcha of a test.</summary>
    private static long _numbers = 1_000_000_000;

    public static Task Give(Marketplace m, WorkerId worker) => Tell(m, worker,
        from kind in Enum.GetValues<Kind>()
        where kind.Traits().Family == KindFamily.Answerable
        from n in Enumerable.Range(0, 60)
        select (kind, true));

    /// <summary>Another answer of his was found to be right or wrong.</summary>
    public static Task Tell(Marketplace m, WorkerId worker, Kind kind, bool isRight) => Tell(m, worker, [(kind, isRight)]);

    private static async Task Tell(Marketplace m, WorkerId worker, IEnumerable<(Kind Kind, bool IsRight)> answers)
    {
        // Evidence comes with a step of a report: one of nobody's.
        var captcha = new CaptchaId(Interlocked.Increment(ref _numbers));
        await m.Store.AddReport(new Ports.ReportRow(captcha, CustomerId.House, true, m.Time.GetUtcNow(), captcha.Value));
        var (next, _) = (await m.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = answers.Select(a =>
            new Evidence(worker, new CaptchaId(Interlocked.Increment(ref _numbers)), EvidenceSource.Gold, a.Kind, a.IsRight, 1, m.Time.GetUtcNow()));
        Assert.Equal(CommitVerdict.Created, (await m.Store.Commit(new ReportCommit(next, [.. pieces], [], m.Time.GetUtcNow()))).Verdict);
        await m.Actors.Worker(worker).Judged();
    }
}
