using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Portal.Customers;

/// <summary>Reads what a customer spent, page by page.</summary>
public static class SpendingReader
{
    /// <summary>Lines that a page sums up at most: a month of hours with some dozens of keys, kinds and domains in each.</summary>
    public const int MostLines = 50_000;

    /// <summary>Lines of one file, the oldest of the period first: what a spreadsheet still opens.</summary>
    public const int MostFileLines = 200_000;

    /// <returns>And whether there is more than <see cref="MostLines"/>.</returns>
    public static async Task<(SpendingSummary Summary, bool IsCut)> Summary(ISpendingStore store, CustomerId customer, DateTimeOffset from, DateTimeOffset until)
    {
        var lines = new List<SpendingLine>();
        await foreach (var page in Pages(store, customer, from, until, MostLines + 1)) lines.AddRange(page);
        var isCut = lines.Count > MostLines;
        return (SpendingSummary.Of(isCut ? lines.Take(MostLines) : lines), isCut);
    }

    /// <param name="most">Lines of all pages together.</param>
    public static async IAsyncEnumerable<IReadOnlyList<SpendingLine>> Pages(ISpendingStore store, CustomerId customer, DateTimeOffset from, DateTimeOffset until, int most)
    {
        SpendingCell? after = null;
        for (var left = most; left > 0;)
        {
            var take = Math.Min(left, ISpendingStore.MostLines);
            var page = await store.Spending(customer, from, until, after, take);
            if (page.Length > 0) yield return page;
            if (page.Length < take) yield break;
            left -= page.Length;
            after = page[^1].Cell;
        }
    }
}
