using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Reports;

/// <summary>What a moderator finds and decides, and what it means for the worker.</summary>
public sealed partial class ReportActor
{
    public async Task<ResolveVerdict> Resolve(Resolution resolution)
    {
        try { return await TryResolve(resolution); }
        finally { RestUnlessItWaits(); }
    }

    public async Task<ResolveVerdict> Decide(Decision decision)
    {
        try { return await TryDecide(decision); }
        finally { RestUnlessItWaits(); }
    }

    private async Task<ResolveVerdict> TryResolve(Resolution resolution)
    {
        if (await Found() is not var (state, captcha, solution)) return ResolveVerdict.NotWaiting;
        var (answer, flaw) = AnswerForm.Check(captcha.Request, resolution.Answer);
        if (flaw is not null) return ResolveVerdict.Malformed;
        if (state.Moderator is { } earlier) return earlier == resolution.Moderator && state.Resolution == answer ? ResolveVerdict.Done : ResolveVerdict.NotWaiting;
        if (state.Status != ReportStatus.AwaitingModerator) return ResolveVerdict.NotWaiting;
        if (await IsInvolved(resolution.Moderator, state, captcha)) return ResolveVerdict.Involved;

        var found = MistakeJudge.Judge(captcha.Request, solution.Answer, answer!, Numbers.Comparison, Numbers.Mistakes);
        // This one is not among them yet.
        var typical = found == MistakeVerdict.TypicalMistake ? 1 + await CountTypical(solution.Worker) : 0;
        var (next, effects) = Require(state, FollowUpRule.Of(found, typical, Numbers.Mistakes));
        next = next with { Moderator = resolution.Moderator, Resolution = answer };
        if (effects.HasFlag(ReportEffects.FollowUp)) next = next with { FollowUps = await ChooseFollowUps(solution.Worker, [], Numbers.Series.Batch) };
        await Record("resolved", resolution.Moderator, JsonSerializer.Serialize(new { worker = solution.Worker.Value, answer, found = found.ToString() }));
        var verdict = await Take(next, effects, captcha);
        if (verdict == ResolveVerdict.Done) KeepGold(state, captcha, answer!);
        else await RecordFailureUnlessItWaits("resolved", resolution.Moderator, state);
        return verdict;
    }

    /// <summary>Those in the window that he has made since he was trained because of others, if he ever was.</summary>
    private async Task<int> CountTypical(WorkerId worker) =>
        (int)await services.Reports.CountTypical(worker, Numbers.Mistakes.TypicalWindow, await services.Sanctions.TrainedAt(worker));

    private async Task<ResolveVerdict> TryDecide(Decision decision)
    {
        if (await Found() is not var (state, captcha, _)) return ResolveVerdict.NotWaiting;
        ReportEvent? happened = (state.Status, decision.Against) switch
        {
            (ReportStatus.AwaitingTraining, true) => ReportEvent.ModeratorSendsToTraining,
            (ReportStatus.AwaitingTraining, false) => ReportEvent.ModeratorLeavesAtWork,
            (ReportStatus.AwaitingBan, true) => ReportEvent.ModeratorBans,
            (ReportStatus.AwaitingBan, false) => ReportEvent.ModeratorLifts,
            _ => null,
        };
        if (happened is not { } step)
        {
            var against = state.Status is ReportStatus.SentToTraining or ReportStatus.Banned;
            return state.DecidedBy == decision.Moderator && against == decision.Against ? ResolveVerdict.Done : ResolveVerdict.NotWaiting;
        }
        if (await IsInvolved(decision.Moderator, state, captcha)) return ResolveVerdict.Involved;
        var overturned = step == ReportEvent.ModeratorBans ? await OverturnedBy() : null;
        if (overturned is { } lifted) (step, decision) = (ReportEvent.ModeratorLifts, lifted);
        var (next, effects) = Require(state, step);
        next = next with { DecidedBy = decision.Moderator, DecisionReason = decision.Reason };
        var what = $"decided/{next.Status}";
        await Record(what, decision.Moderator, JsonSerializer.Serialize(new { worker = state.Worker?.Value, reason = decision.Reason ?? UsualReason(step, captcha).InEnglish() }));
        var verdict = await Take(next, effects, captcha);
        if (verdict != ResolveVerdict.Done) await RecordFailureUnlessItWaits(what, decision.Moderator, state);
        if (overturned is not null) return ResolveVerdict.NotWaiting;
        return verdict;
    }

    private static StandardReason UsualReason(ReportEvent step, CaptchaState captcha) => step switch
    {
        ReportEvent.ModeratorBans => captcha.Gold is null ? StandardReason.AnswersUnrelated : StandardReason.TestsWrong,
        ReportEvent.ModeratorSendsToTraining => StandardReason.SmallMistakes,
        _ => StandardReason.MayGoOn,
    };

    private async Task<(ReportState State, CaptchaState Captcha, Solution Solution)?> Found()
    {
        var state = await services.Reports.FindReportState(id);
        if (state is null) return null;
        return await services.Store.FindCaptcha(id) is { Solution: { } solution } captcha ? (state, captcha, solution) : null;
    }

    /// <summary>A moderator may be a worker, too; nobody judges himself, nor those who belong to him.</summary>
    private async Task<bool> IsInvolved(long moderator, ReportState state, CaptchaState captcha)
    {
        var own = await services.Linked.ClusterOf(new WorkerId(moderator));
        foreach (var worker in captcha.Givers.Select(g => (WorkerId?)g).Append(state.Worker).Append(state.Second))
            if (worker is { } someone && (someone.Value == moderator || await services.Linked.ClusterOf(someone) == own)) return true;
        return false;
    }

    private async Task<ResolveVerdict> Take(ReportState next, ReportEffects effects, CaptchaState captcha)
    {
        var evidence = EvidenceOf(next, effects, captcha, EvidenceSource.Moderator, 1);
        CommitReceipt receipt;
        try { receipt = await services.Store.Commit(new ReportCommit(next, evidence, [], context.Now)); }
        catch (StoreBusyException) { return ResolveVerdict.TryAgain; }
        if (receipt.Verdict is not (CommitVerdict.Created or CommitVerdict.Exists)) return ResolveVerdict.TryAgain;
        TellJudged(evidence);
        if (next.MovesByItself) await Continue();
        return ResolveVerdict.Done;
    }

    /// <summary>His newest answers that another person can give again, that nobody has reported, and whose images are there until somebody has. Of a test the answer is known.</summary>
    /// <param name="before">These are re-checked already.</param>
    private async Task<ImmutableArray<FollowUp>> ChooseFollowUps(WorkerId worker, ImmutableArray<FollowUp> before, int most)
    {
        var chosen = new List<CaptchaId>();
        var usableSince = context.Now - services.ImageNumbers.UsableFor;
        foreach (var answer in await services.Reports.LastAnswers(worker, Numbers.Mistakes.TypicalWindow))
        {
            if (chosen.Count == most) break;
            if (answer.Kind.Traits().Family != KindFamily.Answerable || before.Any(f => f.Captcha == answer.Captcha)) continue;
            if (answer.EndedAt <= usableSince || await services.Store.FindCaptcha(answer.Captcha) is not { Gold: null } captcha || captcha.SubmittedAt <= usableSince) continue;
            if (await services.Reports.FindReport(answer.Captcha) is null) chosen.Add(answer.Captcha);
        }
        if (chosen.Count == 0) return [];
        var first = await services.Store.LeaseIds(IdSequence.Captcha, chosen.Count);
        return [.. chosen.Select((captcha, i) => new FollowUp(captcha, new CaptchaId(first + i), null))];
    }

    private async Task<bool> LookAtFollowUps(ReportState state, CaptchaState captcha, Solution solution)
    {
        var series = RecheckSeries.Fresh;
        var open = 0;
        var followUps = state.FollowUps;
        for (var i = 0; i < followUps.Length; i++)
        {
            var (isOpen, verdict) = followUps[i].Verdict is { } known ? (false, known) : await Look(followUps[i], solution.Worker);
            if (isOpen) open++;
            if (verdict is not { } found) continue;
            series = series.After(found == MistakeVerdict.DiffersTooMuch);
            followUps = followUps.SetItem(i, followUps[i] with { Verdict = found });
        }
        // Those that nobody answers count as asked for: the house pays for no more.
        var wanted = Math.Min(series.Ask(open, Numbers.Series), Numbers.Series.Most - followUps.Length);
        ImmutableArray<FollowUp> further = wanted > 0 ? await ChooseFollowUps(solution.Worker, followUps, wanted) : [];
        if (FollowUpRule.Decide(series, open, further.Length, Numbers.Series) is not { } happened) return false;
        var (next, effects) = Require(state, happened);
        return await Commit(next with { FollowUps = followUps.AddRange(further) }, effects, captcha, EvidenceSource.Moderator, 1);
    }

    /// <returns>Open: its second answer is still to come. Otherwise what it says, or null where nobody gave one.</returns>
    private async Task<(bool IsOpen, MistakeVerdict? Verdict)> Look(FollowUp followUp, WorkerId worker)
    {
        if (await services.Store.FindCaptcha(followUp.Captcha) is not { Solution: { } given } captcha || given.Worker != worker) return (false, null);
        var recheck = await services.Store.FindCaptcha(followUp.Recheck);
        if (recheck is null)
        {
            await Order(followUp.Recheck, captcha, given, context.Now + Numbers.FindSecondWithin);
            return (true, null);
        }
        if (!recheck.IsEnded) return (true, null);
        return recheck.Solution is { } second
            ? (false, MistakeJudge.Judge(captcha.Request, given.Answer, second.Answer, Numbers.Comparison, Numbers.Mistakes))
            : (false, null);
    }
}
