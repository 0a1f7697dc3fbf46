using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What operators see and say of clusters of linked accounts. Each act is in the audit log before it is done.</summary>
public sealed class ClusterDesk(IActors actors, IAuditLog audit, Repeat repeat, TimeProvider time)
{
    /// <summary>One page of the worker's cluster.</summary>
    /// <param name="after">Only members above this one.</param>
    public Task<ClusterView> Of(WorkerId worker, WorkerId after = default, int take = LinkBoardActor.MostShown) =>
        repeat.UntilKnown(() => actors.LinkBoard().Cluster(worker, after, take));

    /// <summary>Clusters of two accounts and more, in ascending order of the ids that name them.</summary>
    /// <param name="after">Only clusters named above this one.</param>
    /// <param name="take">1 … <see cref="LinkBoardActor.MostShown"/>.</param>
    public Task<ImmutableArray<ClusterLine>> All(WorkerId after, int take) => repeat.UntilKnown(() => actors.LinkBoard().Clusters(after, take));

    /// <summary>Marks the worker's cluster as a household or a team, or takes the mark back.</summary>
    /// <returns>False: nobody is linked to this worker, or there is no room for more marks.</returns>
    /// <exception cref="OutcomeUnknownException">It may or may not be marked.</exception>
    public async Task<bool> Mark(Act act, WorkerId worker, bool isMarked, string reason)
    {
        var now = time.GetUtcNow();
        await Append(new AuditEntry(act.Id, now, act.By, isMarked ? "cluster.marked" : "cluster.unmarked", $"worker:{worker}", JsonSerializer.Serialize(new { reason })));
        if (await repeat.UntilKnown(() => actors.LinkBoard().Mark(worker, isMarked ? new ClusterMark(reason, act.By, now) : null))) return true;
        await Append(new AuditEntry(act.Id + "/failed", now, act.By, "act.failed", $"worker:{worker}", "{}"));
        return false;
    }

    private Task Append(AuditEntry entry) => repeat.UntilKnown(() => audit.Append(entry).AsTask());
}
