using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Referrals;

/// <summary>Settles all referrals, a page at each look, round after round.</summary>
/// <param name="settlement">Null: nobody invites anybody.</param>
internal sealed class ReferralRounds(ReferralSettlement? settlement)
{
    /// <summary>An inviter sees at most so many entries of one friend: one each ten minutes.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Referrals of one look; at a look each two seconds some tens of thousands are settled in each round, and more take longer.</summary>
    private const int Page = 200;

    private WorkerId _after;
    private DateTimeOffset _nextRound = DateTimeOffset.MinValue;

    public async Task Tend(DateTimeOffset now)
    {
        if (settlement is null || now < _nextRound) return;
        var page = await settlement.Page(_after, Page);
        foreach (var referral in page)
        {
            try { await settlement.Settle(referral, now); }
            catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException or InvalidOperationException))
            {
                // The store is out of reach, or full: the next round goes on where this one stopped.
            }
        }
        if (page.Length == Page) _after = page[^1].Friend;
        else (_after, _nextRound) = (default, now + Every);
    }
}
