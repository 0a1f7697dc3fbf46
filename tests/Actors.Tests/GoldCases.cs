using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Cases that hidden tests have opened, as moderators meet them.</summary>
public class GoldCases
{
    private const long Moderator = 900;

    [Fact]
    public async Task A_case_opens_with_the_image_the_known_answer_and_how_many_tests_were_wrong()
    {
        using var t = await GoldTown.Open(12);
        var id = await Suspended(t, rightBefore: 1);
        Assert.Equal(id, Assert.Single((await t.M.Cases.Waiting(Moderator, default, 10)).Cases).Report.Captcha);
        var (view, isInvolved) = await t.M.Cases.Find(Moderator, id);
        Assert.False(isInvolved);
        Assert.NotNull(view);
        Assert.Equal(("brass", MistakeVerdict.DiffersTooMuch), (view.Captcha.Solution!.Answer, view.Comparison));
        Assert.Equal(GoldTown.Known, view.Other);
        var trial = Assert.IsType<GoldTrial>(view.Trial);
        Assert.Equal((trial.Wrong + 1, trial.Answered), (trial.Answered, trial.Answers.Length));
        Assert.All(trial.Answers, a => Assert.Equal(GoldTown.Known, a.Expected));
        Assert.NotNull((await t.M.Cases.Image(Moderator, id, ImagePart.Captcha)).Image);
    }

    [Theory]
    [InlineData(CaseDecision.Ban, ReportStatus.Banned, WorkerStatus.Banned)]
    [InlineData(CaseDecision.Lift, ReportStatus.Lifted, WorkerStatus.Active)]
    public async Task A_case_is_decided_once_with_a_reason_and_can_be_read_afterwards(CaseDecision decision, ReportStatus status, WorkerStatus standing)
    {
        using var t = await GoldTown.Open(12);
        var id = await Suspended(t);
        Assert.Equal(ResolveVerdict.NotWaiting, await t.M.Cases.Decide(Moderator, id, CaseDecision.Training, "Milder.")); // a case about a ban knows no training
        Assert.Equal(ResolveVerdict.Done, await t.M.Cases.Decide(Moderator, id, decision, "Looked at."));
        Assert.Equal(ResolveVerdict.Done, await t.M.Cases.Decide(Moderator, id, decision, "Looked at."));
        Assert.Equal(ResolveVerdict.NotWaiting, await t.M.Cases.Decide(Moderator + 1, id, decision, "Looked at."));
        await t.M.Settle();
        var view = (await t.M.Cases.Find(Moderator, id)).View!;
        Assert.Equal((status, standing, Moderator), (view.Report.Status, view.Worker.Status, view.Report.DecidedBy));
        Assert.Empty((await t.M.Cases.Waiting(Moderator, default, 10)).Cases);
        Assert.Equal("Looked at.", decision == CaseDecision.Ban ? (await Newest(t)).Why : (await Newest(t)).End!.Why);
    }

    [Fact]
    public async Task Nobody_opens_or_decides_a_case_of_his_own_or_of_a_linked_account()
    {
        using var t = await GoldTown.Open(12);
        var id = await Suspended(t);
        foreach (var worker in (long[])[10, 40])
            await t.M.Actors.LinkBoard().Record(new LinkSignal(SignalKind.Device, "laptop", new WorkerId(worker), t.M.Time.GetUtcNow()));
        foreach (var involved in (long[])[10, 40])
        {
            Assert.Empty((await t.M.Cases.Waiting(involved, default, 10)).Cases);
            Assert.Equal((null, true), await t.M.Cases.Find(involved, id));
            Assert.Equal((null, true), await t.M.Cases.Image(involved, id, ImagePart.Captcha));
        }
        t.Links.Link(new WorkerId(10), new WorkerId(40)); // as the case itself asks for it
        foreach (var involved in (long[])[10, 40]) Assert.Equal(ResolveVerdict.Involved, await t.M.Cases.Decide(involved, id, CaseDecision.Lift, "A friend."));
        Assert.Equal(ReportStatus.AwaitingBan, (await t.M.Store.FindReportState(id))!.Status);
    }

    [Fact]
    public async Task What_is_done_to_the_worker_rests_on_all_answers_of_the_test()
    {
        using var t = await GoldTown.Open(12);
        var id = await Suspended(t, rightBefore: 1);
        var suspension = await Newest(t);
        Assert.Equal((SanctionKind.Suspension, id), (suspension.What, suspension.Evidence[0].Captcha));
        Assert.Equal(
            [.. Enumerable.Repeat(("brass", (MistakeVerdict?)MistakeVerdict.DiffersTooMuch), suspension.Evidence.Length - 1), (GoldTown.Known, MistakeVerdict.RightAfterAll)],
            suspension.Evidence.Select(e => (e.Answer!, e.Finding)));
        Assert.True(suspension.Evidence.Length > 6);
        Assert.Equal(StandardReason.TestsFailed, suspension.Standard);
        Assert.Equal(suspension.Evidence.Length, suspension.Evidence.Select(e => e.Gold).OfType<CaptchaId>().Distinct().Count());
        await t.M.Cases.Decide(Moderator, id, CaseDecision.Ban, "Typed anything.");
        await t.M.Settle();
        var ban = await Newest(t);
        Assert.Equal(SanctionKind.Ban, ban.What);
        Assert.Equal(suspension.Evidence, ban.Evidence);
    }

    [Fact]
    public async Task An_appeal_that_is_granted_forgives_all_answers_of_the_test()
    {
        using var t = await GoldTown.Open(12);
        var id = await Suspended(t);
        var suspension = await Newest(t);
        await t.M.Appeals.Appeal(new WorkerId(10), suspension.Id, "The images were black.");
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Decide(Moderator, suspension.Id, overturn: true, "They were.")).Verdict);
        await t.M.Settle();
        Assert.Equal(ReportStatus.Lifted, (await t.M.Store.FindReportState(id))!.Status);
        Assert.DoesNotContain(await t.M.Store.EvidenceOf(new WorkerId(10), 100), e => !e.IsRight);
        Assert.NotNull((await t.M.Cases.Find(Moderator, id)).View);
    }

    [Theory]
    [InlineData(CaseDecision.Ban)]
    [InlineData(CaseDecision.Lift)]
    public async Task A_case_waits_on_when_its_worker_is_banned_on_his_page_and_can_still_be_decided(CaseDecision decision)
    {
        using var t = await GoldTown.Open(12);
        var id = await Suspended(t);
        Assert.Equal(ModerationVerdict.Done, (await t.M.Sanctions.Impose(Moderator, new WorkerId(10), SanctionKind.Ban, "Sold his account.", [])).Verdict);
        Assert.Equal(id, await t.M.Cases.Next(Moderator, default));
        Assert.NotNull((await t.M.Cases.Find(Moderator, id)).View);
        Assert.Equal(ResolveVerdict.Done, await t.M.Cases.Decide(Moderator, id, decision, "Looked at."));
        await t.M.Settle();
        Assert.Null(await t.M.Cases.Next(Moderator, default));
        Assert.Equal(WorkerStatus.Banned, (await t.M.Work.View(new WorkerId(10))).Status);
        Assert.DoesNotContain(await t.M.Store.SanctionsInForce(new WorkerId(10), t.M.Time.GetUtcNow()), s => s.What == SanctionKind.Suspension);
    }

    /// <summary>Worker 10 answers his hidden tests wrong until the house opens a case.</summary>
    private static async Task<CaptchaId> Suspended(GoldTown t, int rightBefore = 0)
    {
        var (worker, other) = (await t.Ready(10), await t.M.Worker(20));
        for (var n = 0; n < 12; n++)
        {
            if (await t.M.Actors.Worker(worker).Ready() is { Verdict: not ReadyVerdict.MayWork }) break;
            Assert.True(await t.Work(worker, other, n < rightBefore ? GoldTown.Known : "brass"));
            if (n < rightBefore + 5) continue;
            await t.M.Pass(TimeSpan.FromSeconds(61));
            await t.M.Next(worker);
            await t.M.Settle();
        }
        return Assert.Single(await t.M.Store.AwaitingModerator(default, 10)).Captcha;
    }

    private static async Task<Sanction> Newest(GoldTown t) => (await t.M.Store.SanctionsOf(new WorkerId(10), null, 1))[0];
}
