using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Trust;

/// <summary>As the board of links has it.</summary>
public sealed class LinkedAccounts(IActors actors) : ILinkedAccounts
{
    public async ValueTask<WorkerId> ClusterOf(WorkerId worker) => await actors.LinkBoard().ClusterOf(worker);
}
