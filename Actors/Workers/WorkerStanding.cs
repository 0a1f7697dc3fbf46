using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Workers;

/// <summary>
/// The sanctions that a worker is under, as their records say. Before the first look nobody works; what cannot be read later is as it was known last, for whoever sanctions him tells him and
/// waits until he has read it.
/// </summary>
internal sealed class WorkerStanding(WorkerId worker, ISanctionStore store, IReportStore reports, SanctionBook book)
{
    /// <summary>A message about a sanction that was lost, or went to another activation, costs no more than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Bad reports that a limit shows as evidence, the newest.</summary>
    private const int MostBad = 50;

    /// <summary>Pieces of evidence among which the bad reports are looked for.</summary>
    private const int Newest = 500;

    private ImmutableArray<Sanction> _inForce = [];
    private DateTimeOffset? _readAt;

    /// <exception cref="Exception">They were never read, and cannot be now.</exception>
    public async ValueTask<WorkerStatus> Status(WorkerStatus enrolled, DateTimeOffset now)
    {
        if (_readAt is not { } read) await Read(now);
        else if (now - read >= ReadAgainAfter)
        {
            _readAt = now; // whoever comes during the read goes on with what is known
            try { await Read(now); }
            catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException)) { /* as it was known last */ }
        }
        return Standing.Of(enrolled, _inForce);
    }

    /// <summary>Reads what is in force now.</summary>
    public async Task Read(DateTimeOffset now)
    {
        _inForce = await store.SanctionsInForce(worker, now);
        _readAt = now;
    }

    /// <summary>Sees to it that each limit that was found with this worker is on record, with what it was found by.</summary>
    public async Task Enter(ImmutableArray<KindLimit> found, DateTimeOffset now)
    {
        if (found.IsEmpty) return;
        var inForce = await store.SanctionsInForce(worker, now);
        foreach (var limit in found)
        {
            var known = inForce.FirstOrDefault(s => s.What == SanctionKind.Limit && s.Kind == limit.Kind);
            if (known is null) await book.Enter(await SanctionOf(limit, now));
            // Its end moves with the time as long as too much is remembered; not every minute is worth a write.
            else if (limit.Until - known.Until > ReadAgainAfter) await book.Prolong(known, limit.Until);
        }
        await Read(now);
    }

    /// <summary>Ends the trainings that are in force, with the one that he has passed.</summary>
    /// <returns>False: that is no training of his.</returns>
    public async Task<bool> Passed(SanctionId training, DateTimeOffset now)
    {
        if (await store.FindSanction(training) is not { What: SanctionKind.Training } passed || passed.Worker != worker) return false;
        if (passed.HoldsAt(now))
            foreach (var open in (await store.SanctionsInForce(worker, now)).Where(s => s.What == SanctionKind.Training))
                await book.End(open, SanctionEvent.WorkerPasses, SanctionEnd.Because(StandardReason.TrainingPassed, null, now));
        await Read(now);
        return true;
    }

    /// <summary>Whether a limit is in force by its record: an appeal may have ended it.</summary>
    public async Task<bool> Holds(KindLimit limit, DateTimeOffset now)
    {
        var records = limit.Because == worker ? _inForce : await store.SanctionsInForce(limit.Because, now);
        return records.Any(s => s.What == SanctionKind.Limit && s.Kind == limit.Kind);
    }

    private async Task<Sanction> SanctionOf(KindLimit limit, DateTimeOffset now)
    {
        var earlier = await store.SanctionsOf(worker, null, 500);
        var why = limit.Why switch
        {
            TokenLimit.TooManyBad => StandardReason.TooManyBadTokens,
            TokenLimit.NoneGood => StandardReason.NoGoodToken,
            _ => StandardReason.LowOnAllDomains,
        };
        var bad = (await reports.EvidenceOf(worker, Newest)).Where(e => e.Kind == limit.Kind && !e.IsRight).Select(e => e.Captcha).Distinct().Reverse().Take(MostBad);
        return new Sanction
        {
            Id = default,
            // Two activations that find it at the same moment name it alike.
            Origin = $"limit/{worker}/{(short)limit.Kind}/{1 + earlier.Count(s => s.What == SanctionKind.Limit && s.Kind == limit.Kind)}",
            Worker = worker,
            What = SanctionKind.Limit,
            At = now,
            Why = why.InEnglish(),
            Standard = why,
            Kind = limit.Kind,
            Rule = limit.Why,
            Until = limit.Until,
            Evidence = [.. bad.Select(captcha => new SanctionEvidence(captcha, null, null, null, null))],
        };
    }
}
