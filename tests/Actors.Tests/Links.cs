using System.Collections.Concurrent;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Accounts that a test has linked.</summary>
internal sealed class Links : ILinkedAccounts
{
    private readonly ConcurrentDictionary<WorkerId, WorkerId> _clusters = new();

    public void Link(WorkerId one, WorkerId other)
    {
        var smallest = one.Value < other.Value ? one : other;
        (_clusters[one], _clusters[other]) = (smallest, smallest);
    }

    public void Clear() => _clusters.Clear();

    public ValueTask<WorkerId> ClusterOf(WorkerId worker) => ValueTask.FromResult(_clusters.GetValueOrDefault(worker, worker));
}
