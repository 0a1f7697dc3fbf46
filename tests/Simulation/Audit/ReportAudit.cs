using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>What comes of reports: steps along the table only, each once, and at the end the money that the outcome demands.</summary>
public sealed class ReportAudit(SimWorld world, MemoryStore memory, SimCounts counts)
{
    public const string StepsAreInTheTable = "A report moves along its table, one step at a time";
    public const string RefundedOnceOrNot = "A customer is refunded exactly when his complaint is not lost";
    public const string ReportsComeToRest = "Every report comes to an end or waits for a moderator";
    public const string RecheckedByAnother = "A recheck goes to nobody who had it before or is linked to the first worker";
    public const string EvidenceCountsOnce = "No evidence about an answer counts twice";
    public const string SanctionsAreKept = "A worker's sanctions are what the reports say";

    private readonly Dictionary<CaptchaId, ReportState> _states = [];
    private readonly Dictionary<CaptchaId, int> _refunds = [];
    private readonly HashSet<(WorkerId, CaptchaId, EvidenceSource)> _evidence = [];

    internal void Stepped(ReportCommit step, CommitVerdict verdict)
    {
        if (verdict != CommitVerdict.Created) return;
        var (now, id) = (step.Report, step.Report.Captcha);
        var before = _states.GetValueOrDefault(id);
        var (status, version, todo) = before is null ? (ReportStatus.Reported, 1, ReportEffects.None) : (before.Status, before.Version, before.ToDo);
        var moved = ReportMachine.Table.FirstOrDefault(t => t.From == status && t.To == now.Status);
        var isDone = status == now.Status && todo != ReportEffects.None && now.ToDo == ReportEffects.None;
        if (now.Version != version + 1 || (moved is null && !isDone)) world.Fail(StepsAreInTheTable, $"report {id} went from {status} {version} to {now.Status} {now.Version}");
        _states[id] = now;
        foreach (var transfer in step.Transfers)
        {
            if (transfer.Id != new TransferId(id.Value, Purpose.Refund)) world.Fail(RefundedOnceOrNot, $"report {id} moved {transfer}");
            _refunds[id] = _refunds.GetValueOrDefault(id) + 1;
        }
        if (step.Transfers.Length > 0) counts.Refunds++;
        if (now.Status == ReportStatus.Counted) counts.TokenRefunds++;
        if (now.Status == ReportStatus.WithoutEffect)
        {
            counts.ReportsWithoutEffect++;
            if (step.Evidence.Length > 0) world.Fail(RefundedOnceOrNot, $"report {id} is without effect, and says {step.Evidence[0]}");
        }
        foreach (var piece in step.Evidence)
            if (!_evidence.Add((piece.Worker, piece.Captcha, piece.Source))) world.Fail(EvidenceCountsOnce, $"report {id} says {piece} again");
        if (now.Status == ReportStatus.Rejected) counts.RejectedComplaints++;
        if (now.Status == ReportStatus.NobodyFound) counts.RechecksWithNobody++;
        if (now.Status == ReportStatus.AwaitingBan && !isDone) counts.Suspensions++;
    }

    internal void CheckAll(Func<CaptchaId, BookedCaptcha?> find)
    {
        foreach (var state in memory.ReportStates())
        {
            if (state.MovesByItself) world.Fail(ReportsComeToRest, $"{state}");
            var captcha = find(state.Captcha)!;
            if (state.Customer == CustomerId.House)
            {
                CheckSanction(state); // nobody complained, and nobody paid
                continue;
            }
            var isRefunded = !state.SaysGood && state.Status is not (ReportStatus.Rejected or ReportStatus.WithoutEffect);
            if (_refunds.GetValueOrDefault(state.Captcha) != (isRefunded ? 1 : 0)) world.Fail(RefundedOnceOrNot, $"{state}");
            var entries = memory.All(AccountId.Of(state.Customer)).Where(e => e.Captcha == state.Captcha);
            var paid = -entries.Sum(e => e.Amount.Nanos);
            if (paid != (isRefunded ? 0 : captcha.End!.Captcha.Quote.Price.Nanos)) world.Fail(RefundedOnceOrNot, $"{state.Captcha} cost {paid} at the end: {state.Status}");
            if (state.Recheck is { } recheck && find(recheck) is { } second) CheckRecheck(captcha, second);
            foreach (var followUp in state.FollowUps)
                if (find(followUp.Recheck) is { } another) CheckRecheck(find(followUp.Captcha)!, another);
            CheckSanction(state);
        }
    }

    private void CheckRecheck(BookedCaptcha first, BookedCaptcha second)
    {
        if (second.End?.Captcha.Solution is not { } solution) return;
        var (end, other) = (first.End!.Captcha, solution.Worker);
        ImmutableArray<WorkerId> givers = end.Crowd?.Givers ?? [end.Solution!.Worker];
        var had = end.Attempts.Select(a => a.Worker).Concat(end.Crowd?.Had ?? []);
        if (had.Contains(other) || givers.Any(one => Town.ClusterOf(one) == Town.ClusterOf(other)))
            world.Fail(RecheckedByAnother, $"captcha {first.State.Id} of worker {givers[0]} was rechecked by {other}");
    }

    private void CheckSanction(ReportState state)
    {
        var due = ReportMachine.Table.First(t => t.To == state.Status || state.Status == ReportStatus.Reported).Effects & ReportState.OnWorker;
        if (due == ReportEffects.None) return;
        var stored = memory.SanctionsOf(state.Worker!.Value, null, 500).GetAwaiter().GetResult().Where(s => s.Report == state.Captcha).ToList();
        // A suspension for each that was followed up and found bad; a ban or training where a moderator decided so.
        var expected = state.Status switch
        {
            ReportStatus.AwaitingBan => [(SanctionKind.Suspension, SanctionStatus.InForce)],
            ReportStatus.Banned => [(SanctionKind.Suspension, SanctionStatus.Superseded), (SanctionKind.Ban, SanctionStatus.InForce)],
            ReportStatus.Lifted => [(SanctionKind.Suspension, SanctionStatus.Lifted)],
            _ => new[] { (SanctionKind.Training, SanctionStatus.InForce) },
        };
        if (!stored.Select(s => (s.What, s.Status)).Order().SequenceEqual(expected.Order())) world.Fail(SanctionsAreKept, $"{state}: {string.Join(", ", stored)}");
    }
}
