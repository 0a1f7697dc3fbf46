using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Actors.Referrals;

/// <summary>
/// Pays inviters their part of what their friends earned since the last time. What is to be booked is written first, with the entries that it counts; then it is booked, under an id that follows
/// from them; then it is noted as booked. Whoever dies between two steps, or does it at the same moment as somebody else, books nothing twice and loses nothing.
/// </summary>
public sealed class ReferralSettlement(IMarketStore market, IReferralStore referrals, IEarningStore earnings)
{
    /// <summary>Entries that are summed up at once: one statement of the database of some tens of milliseconds.</summary>
    private const int Entries = 10_000;

    /// <summary>Sums of one settlement; a friend whose history is longer is gone on with the next time.</summary>
    private const int MostParts = 20;

    /// <summary>All referrals, in ascending order of the friend.</summary>
    public Task<ImmutableArray<Referral>> Page(WorkerId after, int take) => referrals.Referrals(after, take);

    /// <exception cref="StoreBusyException">Not now; what was done stays done.</exception>
    /// <exception cref="StoreUncertainException">The next settlement finds out.</exception>
    public async Task Settle(Referral referral, DateTimeOffset now)
    {
        for (var parts = 0; parts < MostParts; parts++)
        {
            if (referral.Booking is { } booking)
            {
                var receipt = await market.Commit(new TransferCommit([booking], now));
                if (receipt.Verdict is not (CommitVerdict.Created or CommitVerdict.Exists))
                    throw new InvalidOperationException($"What worker {referral.Inviter} gets for worker {referral.Friend} was refused: {receipt.Verdict}.");
                if (await Change(referral.Booked()) is not { } booked) return;
                referral = booked;
            }
            var part = await earnings.EarnedAfter(referral.Friend, referral.Upto, Entries);
            if (!part.Sum.IsPositive || await Change(referral.Count(part.Sum, part.Upto)) is not { } counted) return;
            referral = counted;
        }
    }

    /// <returns>Null: somebody else settles it at this moment.</returns>
    private async Task<Referral?> Change(Referral next) => await referrals.ChangeReferral(next) ? next : null;
}
