using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>What workers ask for themselves, held against what they are given: by the terms and the earnings that are durable, not by what their actors remember.</summary>
public sealed class TermsAudit(SimWorld world, SimCluster cluster, bool isCalm)
{
    public const string NothingBelow = "Nobody is given a captcha that pays less than he asks";
    public const string NothingAboveCap = "Nobody is given a captcha when he has earned what he wants to earn on a day";

    /// <summary>A message that was lost is missed for a minute, and as long again where the read that should have found it was lost as well.</summary>
    private readonly TimeSpan _patience = isCalm ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(2);

    private readonly HashSet<WorkerId> _changing = [];
    private readonly Dictionary<Activation, AssignmentId> _begun = [];

    /// <summary>He is about to ask for something else: which terms hold is uncertain until he is told.</summary>
    public void Changes(WorkerId worker) => _changing.Add(worker);

    public void Changed(WorkerId worker) => _changing.Remove(worker);

    /// <summary>What is durable; to be asked before a call, and handed in after it. Null: of no interest.</summary>
    internal OwnTerms? Before(ActorKey key, string method) => method == nameof(IWorker.Begin) ? TermsOf(new WorkerId(key.Number)) : null;

    internal void Executed(Activation activation, string method, object?[] args, object? result, OwnTerms? before)
    {
        switch (method)
        {
            case nameof(IWorker.Begin) when result is BeginResult { IsBegun: true } && before is not null: Began(activation, (Assignment)args[0]!, before); break;
            case nameof(IWorker.Ready) when result is ReadyResult { Verdict: ReadyVerdict.AtDailyCap }: cluster.Counts.StoppedAtCap++; break;
        }
    }

    private void Began(Activation activation, Assignment assignment, OwnTerms before)
    {
        // What he has open stays his, whatever he asks for meanwhile.
        if (_begun.TryGetValue(activation, out var open) && open == assignment.Id) return;
        _begun[activation] = assignment.Id;
        var worker = assignment.Id.Worker;
        // Of two lives of one actor the other one knows neither what he asks for now nor what he was just paid.
        if (_changing.Contains(worker) || cluster.WasDoubled(activation.Key) || TermsOf(worker) is not { } after || after == OwnTerms.None) return;
        cluster.Counts.GivenOnTerms++;
        if (assignment.Rate < Money.Min(before.MinRate, after.MinRate))
            world.Fail(NothingBelow, $"{assignment.Id} pays {assignment.Rate}, and worker {worker} asks for {after.MinRate}");
        var earned = EarnedUntil(worker, activation.Now - _patience);
        if (before.DailyCap is { } cap && earned >= cap && earned >= after.DailyCap)
            world.Fail(NothingAboveCap, $"{assignment.Id} began when worker {worker} had earned {earned} of {after.DailyCap}");
    }

    private Money EarnedUntil(WorkerId worker, DateTimeOffset until)
    {
        var entries = cluster.Database.Memory.Statement(AccountId.Of(worker), null, 500).GetAwaiter().GetResult();
        return entries.Where(e => e.Purpose == Purpose.Earning && e.At <= until && e.At.UtcDateTime.Date == until.UtcDateTime.Date)
            .Aggregate(Money.Zero, (sum, e) => sum + e.Amount);
    }

    private OwnTerms? TermsOf(WorkerId worker)
    {
        var profile = new StoredActorState<WorkerProfile>(cluster.Database.Memory, $"worker/{worker}");
        profile.Read().GetAwaiter().GetResult(); // the memory's reads have completed when they return
        return profile.Value?.Terms;
    }
}
