using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Pay;

namespace CaptchaGrains.Portal.Customers;

/// <summary>What a customer spent as a file, written page by page as it is read. Its words are those of the calls, in every language.</summary>
internal static class SpendingCsv
{
    /// <param name="names">Of his keys.</param>
    public static async Task Write(
        Stream stream, ISpendingStore store, CustomerId customer, DateTimeOffset from, DateTimeOffset until, ImmutableDictionary<ApiKeyId, string> names, CancellationToken gone)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(CsvLine.Of("hour_utc", "key", "key_name", "kind", "domain", "charged", "refunded", "spent_usd")), gone);
        await foreach (var page in SpendingReader.Pages(store, customer, from, until, SpendingReader.MostFileLines).WithCancellation(gone))
        {
            var lines = new StringBuilder(page.Count * 64);
            foreach (var (cell, sum) in page)
                lines.Append(CsvLine.Of(
                    cell.Hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH':00Z'", CultureInfo.InvariantCulture), cell.Key?.ToString(), cell.Key is { } key ? names.GetValueOrDefault(key) : null,
                    cell.Kind.ToString(), cell.Domain, sum.Charged.ToString(CultureInfo.InvariantCulture), sum.Refunded.ToString(CultureInfo.InvariantCulture), sum.Spent.ToString()));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), gone);
        }
    }
}
