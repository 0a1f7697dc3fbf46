using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Trust;

/// <summary>Which workers belong together: one person with several accounts, a household, a team.</summary>
public interface ILinkedAccounts
{
    /// <returns>The smallest id of the worker's cluster; two workers are linked exactly when it is equal.</returns>
    ValueTask<WorkerId> ClusterOf(WorkerId worker);
}
