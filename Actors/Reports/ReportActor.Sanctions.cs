using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Reports;

/// <summary>What a report does to its worker, as sanctions with their evidence, and what the audit log says of the moderators' part.</summary>
public sealed partial class ReportActor
{
    private readonly SanctionBook _book = new(services.Sanctions, services.Store, services.Audit);

    private string SuspensionOrigin => $"report/{id}/suspension";

    /// <summary>First it is done, then it is noted that it is done: after a crash in between it is done again, which changes nothing.</summary>
    private async Task<bool> DoToWorker(ReportState state, CaptchaState captcha, Solution solution)
    {
        switch (state.ToDo)
        {
            case ReportEffects.Suspend:
                await Suspend(state, captcha, solution);
                break;
            case ReportEffects.Ban:
                var (answers, trial) = await RestsOn(state, captcha, solution);
                await _book.Enter(SanctionOf(state, solution, SanctionKind.Ban, state.DecisionReason, trial is null ? StandardReason.AnswersUnrelated : StandardReason.TestsWrong, answers));
                await EndSuspension(state, captcha, solution, SanctionEvent.GraverOneFollows, null, StandardReason.Banned);
                break;
            case ReportEffects.Train:
                await _book.Enter(SanctionOf(
                    state, solution, SanctionKind.Training, state.DecisionReason, StandardReason.SmallMistakes, await TypicalMistakes(solution.Worker)));
                break;
            case ReportEffects.Lift:
                await EndSuspension(state, captcha, solution, SanctionEvent.ModeratorLifts, state.DecisionReason, StandardReason.MayGoOn);
                break;
        }
        await services.Actors.Worker(solution.Worker).Sanctioned();
        try { await services.Store.Commit(new Core.Ledger.ReportCommit(state.Done(), [], [], context.Now)); }
        catch (StoreBusyException) { return false; }
        return true;
    }

    private async Task<Sanction> Suspend(ReportState state, CaptchaState captcha, Solution solution)
    {
        var (answers, trial) = await RestsOn(state, captcha, solution);
        var why = trial is null ? StandardReason.AnswersDiffer : StandardReason.TestsFailed;
        return await _book.Enter(SanctionOf(state with { DecidedBy = null }, solution, SanctionKind.Suspension, null, why, answers));
    }

    /// <summary>
    /// A moderator may have been faster than the process that suspends: then it is entered here, so that it cannot be entered afterwards and stand for good.
    /// </summary>
    private async Task EndSuspension(ReportState state, CaptchaState captcha, Solution solution, SanctionEvent happened, string? typed, StandardReason usual) =>
        await _book.End(await Suspend(state, captcha, solution), happened,
            typed is null ? SanctionEnd.Because(usual, state.DecidedBy, context.Now) : new SanctionEnd(state.DecidedBy, context.Now, typed));

    /// <param name="typed">By a moderator; null: the usual reason.</param>
    private Sanction SanctionOf(ReportState state, Solution solution, SanctionKind what, string? typed, StandardReason usual, ImmutableArray<SanctionEvidence> evidence) => new()
    {
        Id = default,
        Origin = what == SanctionKind.Suspension ? SuspensionOrigin : $"report/{id}/{what.ToString().ToLowerInvariant()}",
        Worker = solution.Worker,
        What = what,
        At = context.Now,
        Why = typed ?? usual.InEnglish(),
        Standard = typed is null ? usual : null,
        Report = id,
        Resolver = state.Moderator,
        DecidedBy = state.DecidedBy,
        Evidence = evidence,
    };

    /// <summary>The answers that a suspension or a ban rests on: those to gold tasks, or the reported one and those that were re-checked because of it.</summary>
    /// <returns>Trial: null where no gold tasks were the reason.</returns>
    private async Task<(ImmutableArray<SanctionEvidence> Answers, GoldTrial? Trial)> RestsOn(ReportState state, CaptchaState captcha, Solution solution)
    {
        if (GoldTrials.Answer(captcha, Numbers) is not { } decisive) return ([EvidenceOf(state, captcha, solution), .. await EvidenceOf(state.FollowUps)], null);
        var trial = await new GoldTrials(services.Gold.Store, services.Store, Numbers).Of(solution.Worker, captcha);
        // The tasks may have been doubted meanwhile; what he is under rests on something all the same.
        return (trial.Answers.IsEmpty ? [decisive.Evidence] : [.. trial.Answers.Select(a => a.Evidence)], trial);
    }

    /// <summary>All those that were counted, this one among them.</summary>
    private async Task<ImmutableArray<SanctionEvidence>> TypicalMistakes(WorkerId worker)
    {
        var pieces = ImmutableArray.CreateBuilder<SanctionEvidence>();
        foreach (var report in await services.Reports.TypicalMistakes(worker, Numbers.Mistakes.TypicalWindow, await services.Sanctions.TrainedAt(worker), Sanction.MostEvidence))
            if (await services.Store.FindCaptcha(report.Captcha) is { Solution: { } solution } captcha) pieces.Add(EvidenceOf(report, captcha, solution));
        return pieces.ToImmutable();
    }

    private SanctionEvidence EvidenceOf(ReportState report, CaptchaState captcha, Solution solution) => new(
        report.Captcha, solution.Answer, report.SecondAnswer, report.Resolution,
        report.Resolution is { } resolution ? MistakeJudge.Judge(captcha.Request, solution.Answer, resolution, Numbers.Comparison, Numbers.Mistakes) : null);

    /// <summary>Those of the answers that were re-checked of which something is known.</summary>
    private async Task<ImmutableArray<SanctionEvidence>> EvidenceOf(ImmutableArray<FollowUp> followUps)
    {
        var pieces = ImmutableArray.CreateBuilder<SanctionEvidence>();
        foreach (var followUp in followUps)
        {
            if (followUp.Verdict is not { } verdict) continue;
            var answer = await services.Store.FindCaptcha(followUp.Captcha);
            var second = await services.Store.FindCaptcha(followUp.Recheck);
            pieces.Add(new SanctionEvidence(followUp.Captcha, answer?.Solution?.Answer, second?.Solution?.Answer, null, verdict));
        }
        return pieces.ToImmutable();
    }

    /// <summary>
    /// Whose suspension was overturned is not banned by the same case: it ends as the appeal did. Usually it has by then, unless a process died between the two.
    /// </summary>
    private async Task<Decision?> OverturnedBy() =>
        await services.Sanctions.FindSanction(SuspensionOrigin) is { Status: SanctionStatus.Overturned, Appeal: { DecidedBy: { } moderator, Reason: var reason } }
            ? new Decision(moderator, Against: false, reason)
            : null;

    /// <summary>Before the step, which is then taken or not: <see cref="RecordFailureUnlessItWaits"/>.</summary>
    private ValueTask Record(string what, long moderator, string details) => services.Audit.Append(
        new AuditEntry($"report/{id}/{what}/{moderator}", context.Now, SanctionBook.ActorOf(moderator), $"case.{what.Split('/')[0]}", $"captcha:{id}", details));

    /// <summary>Somebody else was faster. Where it waits as it did, the same moderator may try again, and then it is the same act.</summary>
    private async Task RecordFailureUnlessItWaits(string what, long moderator, ReportState before)
    {
        if (await services.Reports.FindReportState(id) is { } now && now.Version == before.Version) return;
        await services.Audit.Append(new AuditEntry(
            $"report/{id}/{what}/{moderator}/failed", context.Now, SanctionBook.ActorOf(moderator), "act.failed", $"captcha:{id}",
            JsonSerializer.Serialize(new { of = $"report/{id}/{what}/{moderator}" })));
    }
}
