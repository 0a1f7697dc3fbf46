using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>Sanctions, their appeals, and what is forgiven.</summary>
public abstract class SanctionContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly WorkerId Solver = Given.Worker(7);

    private ISanctionStore Sanctions => Store.Sanctions;

    [Fact]
    public async Task Of_one_origin_there_is_one_sanction_and_the_first_one_stands()
    {
        var first = Ban(1, "report/10/ban");
        AssertSame(first, await Sanctions.AddSanction(first));
        AssertSame(first, await Sanctions.AddSanction(first));
        AssertSame(first, await Sanctions.AddSanction(Ban(2, "report/10/ban") with { Why = "something else" }));
        await Reopen();
        AssertSame(first, await Sanctions.FindSanction(new SanctionId(1)));
        AssertSame(first, await Sanctions.FindSanction("report/10/ban"));
        Assert.Null(await Sanctions.FindSanction(new SanctionId(2)));
        Assert.Null(await Sanctions.FindSanction("report/11/ban"));
    }

    [Fact]
    public async Task Of_many_sanctions_of_one_origin_at_once_all_are_told_the_same()
    {
        var told = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Sanctions.AddSanction(Ban(n, "act/7/ban/1") with { Why = $"reason {n}" })));
        Assert.Single(told.Select(s => (s.Id, s.Why)).Distinct());
        Assert.Single(await Sanctions.SanctionsOf(Solver, null, 10));
    }

    [Fact]
    public async Task A_change_that_does_not_follow_is_refused_and_the_same_again_is_not()
    {
        var ban = await Sanctions.AddSanction(Ban(1, "a"));
        var appealed = ban.After(SanctionEvent.WorkerAppeals)! with { Appeal = new Appeal("It was \"ж\" 😀\nand not x.", Given.Noon) };
        Assert.True(await Sanctions.ChangeSanction(appealed, []));
        Assert.True(await Sanctions.ChangeSanction(appealed, []));
        Assert.False(await Sanctions.ChangeSanction(ban.After(SanctionEvent.ModeratorLifts)!, []));
        Assert.False(await Sanctions.ChangeSanction(appealed with { Version = 5 }, []));
        Assert.False(await Sanctions.ChangeSanction(appealed with { Id = new SanctionId(9) }, []));
        await Reopen();
        AssertSame(appealed, await Sanctions.FindSanction(new SanctionId(1)));
    }

    [Fact]
    public async Task A_reason_that_nobody_typed_comes_back_as_its_code()
    {
        var limit = await Sanctions.AddSanction(Limit(1, "a", Given.Noon.AddHours(1)) with { Standard = StandardReason.TooManyBadTokens });
        var passed = limit.After(SanctionEvent.WorkerPasses)! with { End = SanctionEnd.Because(StandardReason.TrainingPassed, null, Given.Noon) };
        Assert.True(await Sanctions.ChangeSanction(passed, []));
        await Reopen();
        AssertSame(passed, await Sanctions.FindSanction(new SanctionId(1)));
    }

    [Fact]
    public async Task Of_many_changes_at_once_one_happens()
    {
        var ban = await Sanctions.AddSanction(Ban(1, "a"));
        var changes = Enumerable.Range(1, 8).Select(n => ban.After(SanctionEvent.ModeratorLifts)! with { End = new SanctionEnd(n, Given.Noon, "why") });
        Assert.Single(await Task.WhenAll(changes.Select(c => Sanctions.ChangeSanction(c, []))), isDone => isDone);
    }

    [Fact]
    public async Task Sanctions_are_found_by_worker_by_force_and_by_appeal()
    {
        await Sanctions.AddSanction(Ban(1, "a") with { What = SanctionKind.Training });
        await Sanctions.AddSanction(Ban(2, "b"));
        await Sanctions.AddSanction(Limit(3, "c", Given.Noon.AddHours(1)));
        await Sanctions.AddSanction(Ban(4, "d") with { Worker = Given.Worker(8) });
        var lifted = await Sanctions.AddSanction(Ban(5, "e"));
        await Sanctions.ChangeSanction(lifted.After(SanctionEvent.ModeratorLifts)!, []);
        var appealed = (await Sanctions.FindSanction(new SanctionId(2)))!.After(SanctionEvent.WorkerAppeals)! with { Appeal = new Appeal("no", Given.Noon) };
        await Sanctions.ChangeSanction(appealed, []);
        await Reopen();
        Assert.Equal([5L, 3, 2, 1], Ids(await Sanctions.SanctionsOf(Solver, null, 10)));
        Assert.Equal([3L, 2], Ids(await Sanctions.SanctionsOf(Solver, new SanctionId(5), 2)));
        Assert.Equal([2L, 1, 3], Ids(await Sanctions.SanctionsInForce(Solver, Given.Noon)));
        Assert.Equal([2L, 1], Ids(await Sanctions.SanctionsInForce(Solver, Given.Noon.AddHours(1))));
        Assert.Equal([2L], Ids(await Sanctions.WaitingAppeals(default, 10)));
        Assert.Equal([4L, 3, 2, 1], Ids(await Sanctions.SanctionsNotEnded(null, 10)));
        Assert.Equal([3L, 2], Ids(await Sanctions.SanctionsNotEnded(new SanctionId(4), 2)));
        Assert.Empty(await Sanctions.WaitingAppeals(new SanctionId(2), 10));
    }

    [Fact]
    public async Task What_is_forgiven_counts_no_more_and_only_when_the_change_happens()
    {
        foreach (var id in new[] { 10, 11 }) await Typical(id);
        var tokens = await Token(12);
        Assert.Equal((2L, 2L, 1), (await Store.Reports.CountIncorrect(Solver), await Store.Reports.CountTypical(Solver, 10, DateTimeOffset.UnixEpoch), tokens));
        Assert.Equal([11L, 10], (await Store.Reports.TypicalMistakes(Solver, 10, DateTimeOffset.UnixEpoch, 5)).Select(r => r.Captcha.Value));
        Assert.Equal([11L], (await Store.Reports.TypicalMistakes(Solver, 10, DateTimeOffset.UnixEpoch, 1)).Select(r => r.Captcha.Value));

        var ban = await Sanctions.AddSanction(Ban(1, "a"));
        ImmutableArray<CaptchaId> forgiven = [new CaptchaId(10), new CaptchaId(12)];
        Assert.False(await Sanctions.ChangeSanction(ban with { Version = 3 }, forgiven));
        Assert.Equal(2, await Store.Reports.CountIncorrect(Solver));
        var appealed = ban.After(SanctionEvent.WorkerAppeals)!;
        await Sanctions.ChangeSanction(appealed, []);
        Assert.True(await Sanctions.ChangeSanction(appealed.After(SanctionEvent.ModeratorOverturns)!, forgiven));
        Assert.True(await Sanctions.ChangeSanction(appealed.After(SanctionEvent.ModeratorOverturns)!, forgiven));
        await Reopen();
        Assert.Equal((1L, 1L), (await Store.Reports.CountIncorrect(Solver), await Store.Reports.CountTypical(Solver, 10, DateTimeOffset.UnixEpoch)));
        Assert.Equal([11L], (await Store.Reports.TypicalMistakes(Solver, 10, DateTimeOffset.UnixEpoch, 5)).Select(r => r.Captcha.Value));
        Assert.Equal([11L], (await Store.Reports.EvidenceOf(Solver, 10)).Select(e => e.Captcha.Value).Distinct());
        Assert.Empty(await Store.Reports.LastTokens(Solver, 10));
        // He answered them all the same, and was paid.
        Assert.Equal([12L, 11, 10], (await Store.Reports.LastAnswers(Solver, 10)).Select(o => o.Captcha.Value));
        Assert.Equal(3, await Market.CountSolved(Solver));
    }

    private static IEnumerable<long> Ids(ImmutableArray<Sanction> sanctions) => sanctions.Select(s => s.Id.Value);

    private static Sanction Ban(long id, string origin) => new()
    {
        Id = new SanctionId(id),
        Origin = origin,
        Worker = Solver,
        What = SanctionKind.Ban,
        At = Given.Noon,
        Why = "Nothing was right.",
        Report = new CaptchaId(10),
        Resolver = 3,
        DecidedBy = 4,
        Evidence =
        [
            new SanctionEvidence(new CaptchaId(10), "abc", "ж", null, MistakeVerdict.DiffersTooMuch),
            new SanctionEvidence(new CaptchaId(11), null, null, null, null),
            new SanctionEvidence(new CaptchaId(12), "abc", null, null, MistakeVerdict.TypicalMistake, new CaptchaId(3)),
        ],
    };

    private static Sanction Limit(long id, string origin, DateTimeOffset until) => Ban(id, origin) with
    {
        What = SanctionKind.Limit,
        Kind = Kind.RecaptchaV2,
        Rule = TokenLimit.TooManyBad,
        Until = until,
        DecidedBy = null,
    };

    /// <summary>Lists are compared by what is in them.</summary>
    private static void AssertSame(Sanction expected, Sanction? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Evidence, actual.Evidence);
        Assert.Equal(expected, actual with { Evidence = expected.Evidence });
    }

    /// <summary>A captcha of which a moderator found that the answer is a typical mistake.</summary>
    private async Task Typical(long id)
    {
        await Solve(id, Kind.ImageText);
        await Store.Reports.AddReport(new ReportRow(new CaptchaId(id), Given.Customer(1), false, Given.Noon, id));
        var state = (await Store.Reports.FindReportState(new CaptchaId(id)))! with { Worker = Solver };
        foreach (var happened in new[] { ReportEvent.SaysBadAnswer, ReportEvent.AnswersDiffer, ReportEvent.ModeratorFindsTypical })
        {
            var (next, effects) = state.After(happened)!.Value;
            ImmutableArray<Evidence> evidence = effects.HasFlag(ReportEffects.EvidenceWrong)
                ? [new Evidence(Solver, new CaptchaId(id), EvidenceSource.Moderator, Kind.ImageText, false, 1, Given.Noon)] : [];
            Assert.Equal(CommitVerdict.Created, (await Market.Commit(new ReportCommit(state = next, evidence, [], Given.Noon))).Verdict);
        }
    }

    private async Task<int> Token(long id)
    {
        await Solve(id, Kind.RecaptchaV2);
        return (await Store.Reports.LastTokens(Solver, 10)).Length;
    }

    private async Task Solve(long id, Kind kind)
    {
        var captcha = Given.Captcha(id, 1);
        captcha = captcha with { Request = captcha.Request with { Kind = kind } };
        await Market.Commit(Given.Deposit(id, 1, captchas: 1));
        await Market.Commit(Given.Submit(captcha));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Answer(captcha, Solver.Value))).Verdict);
    }
}
