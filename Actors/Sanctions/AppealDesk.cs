using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Sanctions;

/// <summary>Appeals: one for each sanction, by its worker, decided by a second moderator.</summary>
public sealed class AppealDesk(IActors actors, IReportStore reports, ISanctionStore sanctions, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    /// <summary>Losing a race so often in a row would be a mistake of ours.</summary>
    private const int MostTries = 4;

    /// <summary>Of an appeal, in the audit log; with a hash of all of it.</summary>
    private const int ShownText = 500;

    /// <summary>Pieces of evidence, and answers, among which those of a limit are looked for.</summary>
    private const int Newest = 500;

    private const int MostPages = 5;

    private readonly Ties _ties = new(actors, repeat);

    /// <param name="text">1 … <see cref="Appeal.LongestText"/> characters.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be entered.</exception>
    public async Task<ModerationResult> Appeal(WorkerId worker, SanctionId id, string text)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await sanctions.FindSanction(id) is not { } sanction || sanction.Worker != worker) return ModerationResult.Refused(ModerationVerdict.Unknown);
            if (sanction.Appeal is { } earlier)
                return earlier.Text == text ? ModerationResult.Done(sanction) : ModerationResult.Refused(ModerationVerdict.AppealedBefore);
            var now = Now();
            if (!sanction.HoldsAt(now) || sanction.After(SanctionEvent.WorkerAppeals) is not { } appealed) return ModerationResult.Refused(ModerationVerdict.Over);
            await Record($"sanction/{sanction.Origin}/appeal", $"worker:{worker}", "appeal.made", sanction, new
            {
                sanction = id.Value,
                text = Beginning(text),
                length = text.Length,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            });
            appealed = appealed with { Appeal = new Appeal(text, now) };
            if (await repeat.UntilKnown(() => sanctions.ChangeSanction(appealed, []))) return ModerationResult.Done(appealed);
        }
        return ModerationResult.Refused(ModerationVerdict.TryAgain);
    }

    /// <summary>Appeals that wait, and that this moderator may decide.</summary>
    /// <param name="take">1 … 500.</param>
    /// <returns>Next: where the following page goes on; null: there is none.</returns>
    public async Task<(ImmutableArray<Sanction> Appeals, SanctionId? Next)> Waiting(long moderator, SanctionId after, int take)
    {
        var found = ImmutableArray.CreateBuilder<Sanction>();
        for (var page = 0; page < MostPages; page++)
        {
            var waiting = await sanctions.WaitingAppeals(after, take);
            foreach (var sanction in waiting)
            {
                after = sanction.Id;
                if (IsHisOwn(moderator, sanction) || await IsInvolved(moderator, sanction)) continue;
                found.Add(sanction);
                if (found.Count == take) return (found.ToImmutable(), after);
            }
            if (waiting.Length < take) return (found.ToImmutable(), null);
        }
        return (found.ToImmutable(), after);
    }

    /// <summary>A sanction that was appealed against, whatever came of it, for a moderator who may judge it.</summary>
    public async Task<ModerationResult> Find(long moderator, SanctionId id)
    {
        if (await sanctions.FindSanction(id) is not { Appeal: not null } sanction) return ModerationResult.Refused(ModerationVerdict.Unknown);
        if (await IsInvolved(moderator, sanction)) return ModerationResult.Refused(ModerationVerdict.Involved);
        return IsHisOwn(moderator, sanction) ? ModerationResult.Refused(ModerationVerdict.SameModerator) : ModerationResult.Done(sanction);
    }

    /// <param name="reason">1 … <see cref="Sanction.LongestReason"/> characters, for the worker to read.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be decided.</exception>
    public async Task<ModerationResult> Decide(long moderator, SanctionId id, bool overturn, string reason)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await sanctions.FindSanction(id) is not { Appeal: { } appeal } sanction) return ModerationResult.Refused(ModerationVerdict.Unknown);
            if (await IsInvolved(moderator, sanction)) return ModerationResult.Refused(ModerationVerdict.Involved);
            if (IsHisOwn(moderator, sanction)) return ModerationResult.Refused(ModerationVerdict.SameModerator);
            var act = $"sanction/{sanction.Origin}/appeal/{(overturn ? "overturned" : "upheld")}/{moderator}";
            if (appeal.Overturns is { } decided)
            {
                if (appeal.DecidedBy == moderator && decided == overturn && appeal.Reason == reason) return await Complete(sanction);
                if (tries > 1) await Record(act + "/failed", SanctionBook.ActorOf(moderator), "act.failed", sanction, new { of = act });
                return ModerationResult.Refused(ModerationVerdict.Over);
            }
            if (sanction.After(overturn ? SanctionEvent.ModeratorOverturns : SanctionEvent.ModeratorUpholds) is not { } next)
                return ModerationResult.Refused(ModerationVerdict.Over);

            var forgiven = overturn ? await ForgivenBy(sanction) : [];
            await Record(act, SanctionBook.ActorOf(moderator), overturn ? "appeal.overturned" : "appeal.upheld", sanction,
                new { sanction = id.Value, reason, forgiven = forgiven.Length });
            var now = Now();
            next = next with { Appeal = appeal with { DecidedBy = moderator, DecidedAt = now, Overturns = overturn, Reason = reason } };
            if (overturn) next = next with { End = new SanctionEnd(moderator, now, reason) };
            if (await repeat.UntilKnown(() => sanctions.ChangeSanction(next, forgiven))) return await Complete(next);
        }
        return ModerationResult.Refused(ModerationVerdict.TryAgain);
    }

    /// <summary>Whoever decided on it, or gave the answer that it rests on.</summary>
    private static bool IsHisOwn(long moderator, Sanction sanction) => sanction.DecidedBy == moderator || sanction.Resolver == moderator;

    private async Task<bool> IsInvolved(long moderator, Sanction sanction)
    {
        var second = sanction.Report is { } report ? (await reports.FindReportState(report))?.Second : null;
        return await _ties.Bind(moderator, sanction.Worker, second);
    }

    /// <summary>
    /// The answers that it rests on. A limit rests on all that was counted until now: on those that were reported bad, or, where none was good, on all that were not.
    /// </summary>
    private async Task<ImmutableArray<CaptchaId>> ForgivenBy(Sanction sanction)
    {
        if (sanction is not { What: SanctionKind.Limit, Kind: { } kind }) return sanction.RestsOn;
        var evidence = (await reports.EvidenceOf(sanction.Worker, Newest)).Where(e => e.Kind == kind).ToList();
        var forgiven = sanction.RestsOn.Concat(evidence.Where(e => !e.IsRight).Select(e => e.Captcha));
        if (sanction.Rule == TokenLimit.NoneGood)
        {
            var good = evidence.Where(e => e.IsRight).Select(e => e.Captcha).ToHashSet();
            var answers = await reports.LastAnswers(sanction.Worker, Newest);
            forgiven = forgiven.Concat(answers.Where(a => a.Kind == kind && !good.Contains(a.Captcha)).Select(a => a.Captcha));
        }
        return [.. forgiven.Distinct()];
    }

    /// <summary>What follows from a decision; done again where a process died after it.</summary>
    private async Task<ModerationResult> Complete(Sanction sanction)
    {
        if (sanction is { Status: SanctionStatus.Overturned, What: SanctionKind.Suspension, Report: { } report, Appeal: { DecidedBy: { } moderator, Reason: var reason } })
        {
            // The case that waits for a decision on a ban is decided by that.
            var verdict = await repeat.UntilKnown(() => actors.Report(report).Decide(new Decision(moderator, Against: false, reason)));
            if (verdict == ResolveVerdict.TryAgain) return ModerationResult.Refused(ModerationVerdict.TryAgain);
        }
        await repeat.UntilKnown(() => actors.Worker(sanction.Worker).Sanctioned());
        return ModerationResult.Done(sanction);
    }

    private Task Record<T>(string act, string by, string what, Sanction sanction, T details) => repeat.UntilKnown(() =>
        audit.Append(new AuditEntry(act, time.GetUtcNow(), by, what, $"worker:{sanction.Worker}", JsonSerializer.Serialize(details))).AsTask());

    /// <summary>As it is stored, so that a repetition is told the same to the last digit.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private static string Beginning(string text) =>
        text.Length <= ShownText ? text : text[..(char.IsHighSurrogate(text[ShownText - 1]) ? ShownText - 1 : ShownText)];
}
