using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Trust;

/// <summary>For a host that looks for no signals: each worker is a cluster of his own.</summary>
internal sealed class NobodyIsLinked : ILinkedAccounts
{
    public ValueTask<WorkerId> ClusterOf(WorkerId worker) => ValueTask.FromResult(worker);
}
