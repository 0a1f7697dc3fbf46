using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;

namespace CaptchaGrains.Actors.Desks;

/// <summary>
/// What calls about money show of an account: where it is paid to, and who invited it. Other than what sign-ins show, it is seen once, so that it is durable when a call
/// returns, and a call may be repeated.
/// </summary>
public sealed class LinkDesk(IActors actors, Repeat repeat, TimeProvider time)
{
    /// <summary>A worker has named a destination for his payouts; before it can be used.</summary>
    /// <param name="destination">As he wrote it; only a hash of it is kept.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be kept.</exception>
    public Task PaidTo(WorkerId worker, string destination) => Record(LinkSignal.OfPayout(destination, worker, time.GetUtcNow()));

    /// <summary>Somebody has registered by a worker's link. A weak signal: it counts with another one.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be kept.</exception>
    public async Task Invited(WorkerId inviter, WorkerId friend)
    {
        var (his, friends) = LinkSignal.OfReferral(inviter, friend, time.GetUtcNow());
        await Record(his);
        await Record(friends);
    }

    private Task Record(LinkSignal signal) => repeat.UntilKnown(() => actors.LinkBoard().Record(signal));
}
