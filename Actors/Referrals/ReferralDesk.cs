using System.Collections.Immutable;
using System.Security.Cryptography;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Actors.Referrals;

/// <summary>A worker's friends, as he may know them: without their names.</summary>
/// <param name="Next">Where the following page goes on; null: there is none.</param>
public sealed record FriendsView(ReferralTotal Total, ImmutableArray<Referral> Friends, WorkerId? Next);

/// <summary>Workers' links, and who registered by them.</summary>
public sealed class ReferralDesk(IReferralStore store, LinkDesk links, Repeat repeat, TimeProvider time)
{
    /// <summary>Two codes are alike once in 10¹²; so often in a row would be a mistake of ours.</summary>
    private const int MostTries = 4;

    /// <summary>The code in the worker's link; the same one each time.</summary>
    /// <exception cref="OutcomeUnknownException">The store gives none now.</exception>
    public async Task<string> CodeOf(WorkerId worker)
    {
        if (await store.FindCode(worker) is { } known) return known;
        for (var tries = 1; ; tries++)
        {
            var code = ReferralCode.Of(RandomNumberGenerator.GetBytes(ReferralCode.Length));
            if (await repeat.UntilKnown(() => store.AddCode(worker, code)) is { } his) return his;
            if (tries == MostTries) throw new InvalidOperationException("No code is free.");
        }
    }

    /// <summary>A worker has registered by a link. Only at registration: whoever works already was not invited. Repeating it changes nothing.</summary>
    /// <param name="code">As it stood in the link; anything else than a code is no invitation.</param>
    /// <returns>Whether he is somebody's friend now.</returns>
    /// <exception cref="OutcomeUnknownException">It may or may not be kept.</exception>
    public async Task<bool> Accept(WorkerId friend, string? code)
    {
        if (ReferralCode.Read(code) is not { } read) return false;
        if (await repeat.UntilKnown(() => store.FindInviter(read)) is not { } inviter || inviter == friend) return false;
        var number = (await repeat.UntilKnown(() => store.TotalOf(inviter))).Friends + 1;
        // Of two who register at the same moment both may be the same number; it only tells the inviter which line is whose.
        var kept = await repeat.UntilKnown(() => store.AddReferral(new Referral(friend, inviter, number, time.GetUtcNow())));
        if (kept.Inviter != inviter) return false;
        await links.Invited(inviter, friend);
        return true;
    }

    /// <param name="after">Only friends above this one.</param>
    /// <param name="take">1 … 500.</param>
    public async Task<FriendsView> Friends(WorkerId inviter, WorkerId after, int take)
    {
        var total = await store.TotalOf(inviter);
        var friends = await store.ReferralsOf(inviter, after, take);
        return new FriendsView(total, friends, friends.Length == take ? friends[^1].Friend : null);
    }
}
