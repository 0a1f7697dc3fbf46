using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Sanctions;

/// <summary>A moderator may be a worker, too; nobody judges himself, nor those who belong to him.</summary>
internal sealed class Ties(IActors actors, Repeat repeat)
{
    /// <param name="moderator">The person; a worker of the same number is the same person.</param>
    /// <param name="workers">Null: nobody.</param>
    public async Task<bool> Bind(long moderator, params WorkerId?[] workers)
    {
        var own = await repeat.UntilKnown(() => actors.LinkBoard().ClusterOf(new WorkerId(moderator)));
        foreach (var worker in workers)
            if (worker is { } someone && (someone.Value == moderator || await repeat.UntilKnown(() => actors.LinkBoard().ClusterOf(someone)) == own)) return true;
        return false;
    }
}
