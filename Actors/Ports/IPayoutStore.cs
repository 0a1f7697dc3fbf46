using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// Payouts and where they go. A payout is written with the money that it moves, as a <see cref="PayoutCommit"/> of the market's store; here it is read.
/// </summary>
public interface IPayoutStore
{
    Task<Payout?> FindPayout(PayoutId id);

    /// <param name="origin">As <see cref="Payout.OriginOf"/> writes it.</param>
    Task<Payout?> FindPayout(string origin);

    /// <summary>All payouts of a worker, the newest first.</summary>
    /// <param name="before">Only smaller ids; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Payout>> PayoutsOf(WorkerId worker, PayoutId? before, int take);

    /// <summary>Payouts in a state, in ascending order of id.</summary>
    /// <param name="after">Only ids above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Payout>> PayoutsIn(PayoutStatus status, PayoutId after, int take);

    /// <summary>Payouts in a state, the newest first.</summary>
    /// <param name="before">Only smaller ids; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Payout>> LatestPayouts(PayoutStatus status, PayoutId? before, int take);

    /// <summary>Null: the worker has named none.</summary>
    Task<WorkerDestination?> FindDestination(WorkerId worker);

    /// <summary>Names the first destination, or replaces the version before.</summary>
    /// <returns>False: another change was faster. The same change again is true.</returns>
    Task<bool> SetDestination(WorkerDestination next);
}
