using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;

namespace CaptchaGrains.Actors.Trust;

/// <summary>What accounts of workers have in common, and the clusters that follow from it. There is one.</summary>
public interface ILinkBoard
{
    /// <summary>Something was seen of an account. Durable when it returns; it can be repeated.</summary>
    Task Record(LinkSignal signal);

    /// <summary>The smallest id of the worker's cluster.</summary>
    Task<WorkerId> ClusterOf(WorkerId worker);

    /// <summary>The smallest id of those with whom the worker shares limits: his cluster, or only himself where an operator knows it as a household or a team.</summary>
    Task<WorkerId> LimitGroupOf(WorkerId worker);

    /// <summary>Those of the others who share limits with the worker.</summary>
    Task<ImmutableArray<WorkerId>> SharingLimits(WorkerId worker, ImmutableArray<WorkerId> others);

    /// <summary>One page of a cluster.</summary>
    /// <param name="after">Only members above this one.</param>
    /// <param name="take">1 … <see cref="LinkBoardActor.MostShown"/>.</param>
    Task<ClusterView> Cluster(WorkerId worker, WorkerId after = default, int take = LinkBoardActor.MostShown);

    /// <summary>Clusters of two accounts and more, in ascending order of the ids that name them.</summary>
    /// <param name="after">Only clusters named above this one.</param>
    /// <param name="take">1 … <see cref="LinkBoardActor.MostShown"/>.</param>
    Task<ImmutableArray<ClusterLine>> Clusters(WorkerId after, int take);

    /// <summary>
    /// An operator knows the worker's cluster as a household or a team: its members do not share limits any more; they still do not recheck each other. It holds for the cluster as it is: when
    /// somebody joins it, the operator has to look again.
    /// </summary>
    /// <param name="mark">Null: takes the mark back.</param>
    /// <returns>False: nobody is linked to this worker, or there is no room for more marks.</returns>
    Task<bool> Mark(WorkerId worker, ClusterMark? mark);
}

/// <param name="Size">Of the whole cluster.</param>
/// <param name="Members">Ascending; those of the page.</param>
/// <param name="Matches">Why they belong to accounts with smaller ids; at most <see cref="LinkBoardActor.MostReasonsShown"/>.</param>
/// <param name="Mark">Null: none that holds.</param>
public sealed record ClusterView(WorkerId Cluster, int Size, ImmutableArray<WorkerId> Members, ImmutableArray<AccountMatch> Matches, ClusterMark? Mark)
{
    /// <summary>Where the next page goes on; null: there is none.</summary>
    public WorkerId? Next { get; init; }
}

/// <summary>A cluster in a list.</summary>
/// <param name="Cluster">Its smallest account, which names it.</param>
/// <param name="IsMarked">An operator knows it as a household or a team.</param>
public sealed record ClusterLine(WorkerId Cluster, int Size, bool IsMarked);

/// <summary>An operator's word on a cluster.</summary>
/// <param name="Size">Of the cluster when it was marked; given by the board.</param>
public sealed record ClusterMark(string Reason, string By, DateTimeOffset At, WorkerId Cluster = default, int Size = 0);
