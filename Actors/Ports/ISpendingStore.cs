using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Actors.Ports;

/// <summary>What customers spent, by hour, key, kind and domain: counted from committed transfers, behind them, and stored with how far it is counted.</summary>
public interface ISpendingStore
{
    /// <summary>Entries of <see cref="SpentFrom"/> and <see cref="ReturnedTo"/> at most.</summary>
    const int MostEntries = 5_000;

    /// <summary>Lines of one page of <see cref="Spending"/> at most.</summary>
    const int MostLines = 5_000;

    /// <summary>Customers on whose balance there ever was anything, ascending.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take);

    /// <summary>Where the count of a customer stands; a new one where it never began.</summary>
    Task<SpendingPosition> SpendingPosition(CustomerId customer);

    /// <summary>What left the customer's held account, ascending.</summary>
    /// <param name="after">Only entries above this one.</param>
    /// <param name="take">1 … <see cref="MostEntries"/>.</param>
    Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take);

    /// <summary>What reached the customer's balance, ascending.</summary>
    /// <param name="after">Only entries above this one.</param>
    /// <param name="take">1 … <see cref="MostEntries"/>.</param>
    Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take);

    /// <summary>Adds lines to the sums and moves the position, both or nothing. The same again adds nothing and is true again.</summary>
    /// <returns>False: somebody else has counted meanwhile.</returns>
    /// <exception cref="StoreUncertainException">It may or may not have been added.</exception>
    Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added);

    /// <summary>The sums of a customer, ascending by hour, key, kind and domain.</summary>
    /// <param name="from">An hour's beginning; that hour is the first.</param>
    /// <param name="until">Hours that begin before this.</param>
    /// <param name="after">Only cells behind this one; null: from the first.</param>
    /// <param name="take">1 … <see cref="MostLines"/>.</param>
    Task<ImmutableArray<SpendingLine>> Spending(CustomerId customer, DateTimeOffset from, DateTimeOffset until, SpendingCell? after, int take);
}
