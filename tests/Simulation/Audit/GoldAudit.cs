using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>Gold tasks: each goes to a worker once, and each answer is evidence once.</summary>
public static class GoldAudit
{
    public const string ShownOnce = "Nobody is given the same gold task twice";
    public const string EvidenceOnce = "Each answer to a gold task is evidence once, and nothing else is";
    public const string NotToThoseWhoHadIt = "A grown task goes to nobody who had its captcha or is linked to one who did";

    /// <summary>What most workers of the town write to a question.</summary>
    public const string Known = "what is written there";

    /// <summary>Puts tasks on the shelf: questions that some workers answer rightly, and images that nobody does.</summary>
    public static void Stock(MemoryStore memory)
    {
        for (var n = 0; n < 40; n++)
        {
            var request = n % 4 == 3 ? new CaptchaRequest(Kind.ImageText) : new CaptchaRequest(Kind.Text) { Instruction = "What is written there?" };
            var id = new CaptchaId(memory.LeaseIds(IdSequence.Captcha, 1).GetAwaiter().GetResult());
            memory.AddGold(
                new GoldEntry { Id = id, Request = request, Answer = Known, Origin = GoldOrigin.Own, State = GoldState.InUse, AddedAt = DateTimeOffset.UnixEpoch },
                CaptchaImages.None).GetAwaiter().GetResult();
        }
    }

    internal static void CheckAll(SimWorld world, SimCluster cluster)
    {
        var memory = cluster.Database.Memory;
        var given = cluster.Ledger.Captchas.Where(c => c.State.Gold is not null && cluster.Leases.FirstGrant(c.State.Id) is not null).ToList();
        foreach (var shown in given.GroupBy(c => (c.State.Gold!.Gold, c.State.Gold.Worker)))
        {
            if (shown.Count() > 1) world.Fail(ShownOnce, $"worker {shown.Key.Worker} was given task {shown.Key.Gold} as {string.Join(", ", shown.Select(c => c.State.Id))}");
            var entry = memory.FindGold(shown.Key.Gold).GetAwaiter().GetResult()!;
            if (entry.Had.Any(w => Agents.Town.ClusterOf(w) == Agents.Town.ClusterOf(shown.Key.Worker)))
                world.Fail(NotToThoseWhoHadIt, $"worker {shown.Key.Worker} was given task {shown.Key.Gold}");
        }
        var answered = cluster.Ledger.Captchas.Where(c => c.State.Gold is not null && c.End?.Captcha.Solution is not null).ToList();
        cluster.Counts.GoldTasks += answered.Count;
        var workers = cluster.Ledger.Captchas.Select(c => c.End?.Captcha.Solution?.Worker).OfType<WorkerId>().Distinct();
        var found = workers.SelectMany(w => memory.GoldEvidenceOf(w, 10_000).GetAwaiter().GetResult()).Select(e => $"{e.Worker} {e.Captcha} {e.IsRight}").Order(StringComparer.Ordinal).ToList();
        var due = answered.Select(c => $"{c.End!.Captcha.Solution!.Worker} {c.State.Id} {c.End.Captcha.Solution.Answer == c.State.Gold!.Answer}").Order(StringComparer.Ordinal).ToList();
        if (!found.SequenceEqual(due)) world.Fail(EvidenceOnce, $"{string.Join(", ", found.Except(due))} instead of {string.Join(", ", due.Except(found))}");
    }
}
