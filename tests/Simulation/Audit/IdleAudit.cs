using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>
/// Dispatch wastes nobody's time: where nothing goes wrong, no captcha waits for its first worker while one waits for a captcha of its kind all that time.
/// </summary>
public sealed class IdleAudit(SimWorld world, SimCluster cluster)
{
    public const string NobodyIdles = "No captcha waits for its first worker while an eligible one is idle";

    /// <summary>A hint between shards may be missed once; then a ticket or an offer is renewed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly Dictionary<WorkerId, (TimeSpan Since, KindSet Kinds)> _waiting = [];
    private readonly List<(TimeSpan From, TimeSpan To, WorkerId Worker, KindSet Kinds)> _waits = [];

    public void Waits(WorkerId worker, KindSet kinds) => _waiting[worker] = (world.Elapsed, kinds);

    public void WaitsNoMore(WorkerId worker)
    {
        if (!_waiting.Remove(worker, out var waited)) return;
        if (world.Elapsed - waited.Since > Patience) _waits.Add((waited.Since, world.Elapsed, worker, waited.Kinds));
    }

    /// <summary>At the end of a run without faults.</summary>
    public void CheckAll()
    {
        foreach (var worker in _waiting.Keys.ToArray()) WaitsNoMore(worker);
        foreach (var captcha in cluster.Ledger.Captchas)
        {
            if (captcha.State.IsOfHouse || captcha.State.IsVotedOn) continue; // not for everybody, or for nobody
            var from = captcha.SubmittedAt;
            var to = cluster.Leases.FirstGrant(captcha.State.Id) ?? from + Kinds.LongestLifetime;
            if (to - from <= Patience) continue;
            foreach (var wait in _waits)
                if (wait.Kinds.Contains(captcha.State.Request.Kind) && wait.From <= from && wait.To >= from + Patience)
                    world.Fail(NobodyIdles, $"captcha {captcha.State.Id} waited from {from} to {to}, worker {wait.Worker} from {wait.From} to {wait.To}");
        }
    }
}
