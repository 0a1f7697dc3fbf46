using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Trust;

/// <summary>Accounts that were joined, directly or by way of others (union–find). An account that was never joined is a cluster of its own.</summary>
public sealed class AccountClusters
{
    private readonly Dictionary<long, long> _parents = [];
    private readonly Dictionary<long, List<long>> _members = []; // by root

    /// <returns>False: they were in one cluster already.</returns>
    public bool Join(WorkerId one, WorkerId other)
    {
        var (kept, given) = (Root(one.Value), Root(other.Value));
        if (kept == given) return false;
        // The smaller list moves, so that an account moves at most as often as its cluster can double.
        if (MembersOf(kept).Count < MembersOf(given).Count) (kept, given) = (given, kept);
        var (to, from) = (MembersOf(kept), MembersOf(given));
        // The first member is the smallest: it names the cluster.
        var moved = to.Count;
        to.AddRange(from);
        if (to[moved] < to[0]) (to[0], to[moved]) = (to[moved], to[0]);
        _members[kept] = to;
        _members.Remove(given);
        _parents[given] = kept;
        return true;
    }

    /// <summary>The smallest id of the worker's cluster.</summary>
    public WorkerId ClusterOf(WorkerId worker) => new(MembersOf(Root(worker.Value))[0]);

    public int SizeOf(WorkerId worker) => MembersOf(Root(worker.Value)).Count;

    /// <summary>All accounts of the worker's cluster, the smallest first, the others in no order.</summary>
    public IEnumerable<WorkerId> Members(WorkerId worker) => MembersOf(Root(worker.Value)).Select(m => new WorkerId(m));

    /// <summary>Every cluster of two accounts and more, in no order.</summary>
    public IEnumerable<(WorkerId Cluster, int Size)> Named() => _members.Values.Select(m => (new WorkerId(m[0]), m.Count));

    private List<long> MembersOf(long root) => _members.TryGetValue(root, out var members) ? members : [root];

    private long Root(long account)
    {
        while (_parents.TryGetValue(account, out var parent))
        {
            if (_parents.TryGetValue(parent, out var above)) _parents[account] = above; // the way gets shorter with each look
            account = parent;
        }
        return account;
    }
}
