using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Sanctions;

/// <summary>What moderators do to workers by themselves, outside a case.</summary>
public sealed class SanctionDesk(IActors actors, IMarketStore store, IReportStore reports, ISanctionStore sanctions, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    private const int Page = 500;

    private readonly SanctionBook _book = new(sanctions, store, audit);
    private readonly Ties _ties = new(actors, repeat);

    /// <summary>Sends back to training, suspends until a moderator decides, or bans.</summary>
    /// <param name="reason">1 … <see cref="Sanction.LongestReason"/> characters, for the worker to read.</param>
    /// <param name="restsOn">Answers of the worker that it rests on; at most <see cref="Sanction.MostEvidence"/>.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be in force.</exception>
    public async Task<ModerationResult> Impose(long moderator, WorkerId worker, SanctionKind what, string reason, ImmutableArray<CaptchaId> restsOn)
    {
        if ((await repeat.UntilKnown(() => actors.Worker(worker).View())).Profile is null) return ModerationResult.Refused(ModerationVerdict.Unknown);
        if (await _ties.Bind(moderator, worker)) return ModerationResult.Refused(ModerationVerdict.Involved);
        var now = time.GetUtcNow();
        var inForce = await sanctions.SanctionsInForce(worker, now);
        if (inForce.FirstOrDefault(s => s.What == what) is { } known)
            return known.DecidedBy == moderator && known.Why == reason ? await Complete(known, inForce) : ModerationResult.Refused(ModerationVerdict.NotPossible);
        if (inForce.Any(s => s.What > what)) return ModerationResult.Refused(ModerationVerdict.NotPossible);

        var evidence = ImmutableArray.CreateBuilder<SanctionEvidence>();
        foreach (var captcha in restsOn.Distinct())
        {
            if (await EvidenceOf(worker, captcha) is not { } piece) return ModerationResult.Refused(ModerationVerdict.NotHisAnswer);
            evidence.Add(piece);
        }
        var earlier = (await sanctions.SanctionsOf(worker, null, Page)).Count(s => s.What == what && s.Report is null);
        var entered = await repeat.UntilKnown(() => _book.Enter(new Sanction
        {
            Id = default,
            // Of two moderators at the same moment one is first, and the other one sees it.
            Origin = $"act/{worker}/{what.ToString().ToLowerInvariant()}/{earlier + 1}",
            Worker = worker,
            What = what,
            At = now,
            Why = reason,
            DecidedBy = moderator,
            Evidence = evidence.ToImmutable(),
        }));
        if (entered.DecidedBy != moderator || entered.Why != reason) return ModerationResult.Refused(ModerationVerdict.NotPossible);
        return await Complete(entered, inForce);
    }

    /// <summary>Ends training, suspension and ban, whatever they come from. A limit ends by its time or by an appeal: lifted, it would be found again at the next look.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be lifted.</exception>
    public async Task<(ModerationVerdict Verdict, ImmutableArray<Sanction> Lifted)> Lift(long moderator, WorkerId worker, string reason)
    {
        if ((await repeat.UntilKnown(() => actors.Worker(worker).View())).Profile is null) return (ModerationVerdict.Unknown, []);
        if (await _ties.Bind(moderator, worker)) return (ModerationVerdict.Involved, []);
        var standing = (await sanctions.SanctionsInForce(worker, time.GetUtcNow())).RemoveAll(s => s.What == SanctionKind.Limit);
        foreach (var sanction in standing)
            if (await End(moderator, sanction, reason) is { } problem) return (problem, []);
        await repeat.UntilKnown(() => actors.Worker(worker).Sanctioned());
        var lifted = (await sanctions.SanctionsOf(worker, null, Page))
            .Where(s => s is { Status: SanctionStatus.Lifted, End: { } end } && end.By == moderator && end.Why == reason).ToImmutableArray();
        return lifted.IsEmpty ? (ModerationVerdict.NotPossible, []) : (ModerationVerdict.Done, lifted);
    }

    private async Task<ModerationVerdict?> End(long moderator, Sanction sanction, string reason)
    {
        // What a case waits for is decided in the case, so that it does not wait on.
        if (sanction is { What: SanctionKind.Suspension, Report: { } report })
        {
            var verdict = await repeat.UntilKnown(() => actors.Report(report).Decide(new Decision(moderator, Against: false, reason)));
            if (verdict == ResolveVerdict.TryAgain) return ModerationVerdict.TryAgain;
            if (verdict == ResolveVerdict.Involved) return ModerationVerdict.Involved;
        }
        var now = (await sanctions.FindSanction(sanction.Id))!;
        await repeat.UntilKnown(() => _book.End(now, SanctionEvent.ModeratorLifts, new SanctionEnd(moderator, time.GetUtcNow(), reason)));
        return null;
    }

    /// <summary>What follows from it, again where a process died after it was entered. A suspension that comes from a case stays with its case.</summary>
    private async Task<ModerationResult> Complete(Sanction sanction, ImmutableArray<Sanction> inForce)
    {
        if (sanction.What == SanctionKind.Ban)
            foreach (var lesser in inForce.Where(s => s is { Report: null, What: SanctionKind.Training or SanctionKind.Suspension }))
                await repeat.UntilKnown(() => _book.End(lesser, SanctionEvent.GraverOneFollows, SanctionEnd.Because(StandardReason.Banned, sanction.DecidedBy, sanction.At)));
        await repeat.UntilKnown(() => actors.Worker(sanction.Worker).Sanctioned());
        return ModerationResult.Done(sanction);
    }

    /// <summary>An image of an answer that a sanction of this worker rests on: he saw it when he gave the answer.</summary>
    /// <returns>Null: it is not his, or not evidence, or not kept any more.</returns>
    public async Task<StoredImage?> Picture(WorkerId worker, SanctionId id, CaptchaId captcha, ImagePart part) =>
        await sanctions.FindSanction(id) is { } sanction && sanction.Worker == worker ? await Picture(sanction, captcha, part) : null;

    /// <summary>The same for a moderator.</summary>
    public async Task<(StoredImage? Image, bool IsInvolved)> Picture(long moderator, SanctionId id, CaptchaId captcha, ImagePart part)
    {
        if (await sanctions.FindSanction(id) is not { } sanction) return (null, false);
        return await _ties.Bind(moderator, sanction.Worker) ? (null, true) : (await Picture(sanction, captcha, part), false);
    }

    private async Task<StoredImage?> Picture(Sanction sanction, CaptchaId captcha, ImagePart part)
    {
        if (sanction.Evidence.All(e => e.Captcha != captcha)) return null;
        // A gold task shows the images of the one on the shelf.
        return await store.FindImage((await store.FindCaptcha(captcha))?.Gold?.Gold ?? captcha, part);
    }

    private async Task<SanctionEvidence?> EvidenceOf(WorkerId worker, CaptchaId id)
    {
        if (await store.FindCaptcha(id) is not { Solution: { } solution } captcha || solution.Worker != worker) return null;
        if (GoldTrials.Answer(captcha, ReportOptions.Default) is { } tried) return tried.Evidence;
        var isToken = captcha.Request.Kind.Traits().Family == KindFamily.Token;
        var report = await reports.FindReportState(id);
        MistakeVerdict? finding = report?.Resolution is { } resolution
            ? MistakeJudge.Judge(captcha.Request, solution.Answer, resolution, ComparisonOptions.Default, MistakeOptions.Default)
            : null;
        return new SanctionEvidence(id, isToken ? null : solution.Answer, report?.SecondAnswer, report?.Resolution, finding);
    }
}
