using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Spending;

/// <summary>Counts the spending of all customers, a page at each look, round after round; whose balance has moved is told to look at it.</summary>
/// <param name="store">Null: nobody wants to know.</param>
internal sealed class SpendingRounds(ISpendingStore? store, IActors actors)
{
    /// <summary>Two rounds begin at least so far apart: figures on a page are about as old.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Customers of one look. Of those for whom nothing is new, each costs three reads by an index.</summary>
    private const int Page = 100;

    private readonly SpendingCount? _count = store is null ? null : new SpendingCount(store);
    private CustomerId _after;
    private DateTimeOffset _nextRound = DateTimeOffset.MinValue;

    public async Task Tend(DateTimeOffset now)
    {
        if (store is null || _count is null || now < _nextRound) return;
        var page = await store.CustomersWithMoney(_after, Page);
        foreach (var customer in page)
        {
            try
            {
                if (await _count.Count(customer)) ActorServices.Tell(actors.Customer(customer).LookAtBalance());
            }
            catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException or InvalidOperationException))
            {
                // The store is out of reach, or full: the next round goes on where this one stopped.
            }
        }
        if (page.Length == Page) _after = page[^1];
        else (_after, _nextRound) = (default, now + Every);
    }
}
