using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>What must hold when faults have stopped and enough time has passed.</summary>
public static class FinalAudit
{
    public const string EverythingEnds = "Every accepted captcha ends";
    public const string HoldsAreResolved = "Every hold is resolved";
    public const string NothingLeaks = "At rest nothing is left in memory";

    public static void CheckMoney(SimWorld world, SimCluster cluster)
    {
        foreach (var captcha in cluster.Ledger.Captchas)
        {
            if (captcha.End is null) world.Fail(EverythingEnds, $"captcha {captcha.State.Id}, submitted after {captcha.SubmittedAt}");
            if (captcha.End?.Captcha.Solution is not null && !captcha.IsPromised && !captcha.State.IsOfHouse) cluster.Counts.ChargedUnknown++;
        }
        foreach (var (account, amount) in cluster.Database.Memory.Balances())
            if (account.Kind == AccountKind.CustomerHeld && amount != Money.Zero) world.Fail(HoldsAreResolved, $"{account} holds {amount}");
        cluster.Ledger.CheckAll();
        GoldAudit.CheckAll(world, cluster);
    }

    public static void CheckMemory(SimWorld world, SimCluster cluster)
    {
        var captchas = cluster.Silos.SelectMany(s => s.Alive).Where(a => a.Key.Kind is ActorKind.Captcha or ActorKind.Report or ActorKind.Crowd).ToArray();
        if (captchas.Length > 0) world.Fail(NothingLeaks, string.Join<Activation>(", ", captchas));
        foreach (var host in cluster.Hosts)
            if (host.WorkerDesk.Waiting + host.CustomerDesk.Waiting is > 0 and var waiting) world.Fail(NothingLeaks, $"{waiting} requests wait at {host.Address}");
        // One alarm for each sweeper and price board, the world's own reminder, and messages on their way.
        var bound = 10 + 8 * cluster.Silos.Count;
        if (world.Pending > bound) world.Fail(NothingLeaks, $"{world.Pending} alarms are set, more than {bound}");
    }
}
