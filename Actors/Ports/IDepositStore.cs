using System.Collections.Immutable;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Customers' deposits. The money itself is a transfer of the market's store, whose id follows from the deposit.</summary>
public interface IDepositStore
{
    /// <summary>Adds it, unless its origin is known.</summary>
    /// <returns>The one that is stored.</returns>
    /// <exception cref="StoreUncertainException">It may or may not be there; add it again.</exception>
    Task<Deposit> AddDeposit(Deposit deposit);

    Task<Deposit?> FindDeposit(DepositId id);

    /// <summary>Replaces the version before.</summary>
    /// <returns>False: another change was faster. The same change again is true.</returns>
    /// <exception cref="StoreUncertainException">It may or may not be changed.</exception>
    Task<bool> ChangeDeposit(Deposit next);

    /// <summary>A customer's deposits, the newest first.</summary>
    /// <param name="before">Only smaller ids; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Deposit>> DepositsOf(CustomerId customer, DepositId? before, int take);

    /// <summary>Deposits in a state, in ascending order of id.</summary>
    /// <param name="after">Only ids above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take);
}
