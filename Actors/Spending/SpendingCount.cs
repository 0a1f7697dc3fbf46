using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Spending;

/// <summary>
/// Counts what customers spent from the transfers that were committed since the last time, behind everything else. What is added is stored together with how far it is
/// counted: whoever dies between two steps, or counts at the same moment as somebody else, counts nothing twice and misses nothing.
/// </summary>
/// <param name="entries">Of each account that are counted at once; by default one statement of the database of some tens of milliseconds.</param>
public sealed class SpendingCount(ISpendingStore store, int entries = SpendingCount.Entries)
{
    private const int Entries = 2_000;

    /// <summary>Parts of one count; a customer with more is gone on with at once the next time.</summary>
    private const int MostParts = 20;

    /// <returns>Whether there was anything new.</returns>
    /// <exception cref="StoreUncertainException">The next count finds out.</exception>
    public async Task<bool> Count(CustomerId customer)
    {
        var position = await store.SpendingPosition(customer);
        for (var parts = 0; parts < MostParts; parts++)
        {
            var held = await store.SpentFrom(customer, position.Held, entries);
            var returned = await store.ReturnedTo(customer, position.Returned, entries);
            if (position.Count(held, returned) is not { } counted) return parts > 0;
            if (!await store.AddSpending(counted.Next, counted.Added)) return true; // somebody else counts at this moment
            if (held.Length < entries && returned.Length < entries) return true;
            position = counted.Next;
        }
        return true;
    }
}
