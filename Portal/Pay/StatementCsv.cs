using System.Globalization;
using System.Text;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.WorkerApi;

namespace CaptchaGrains.Portal.Pay;

/// <summary>A statement as a file, written page by page as it is read: it takes no more memory for a long history than for a short one.</summary>
internal static class StatementCsv
{
    /// <summary>Entries of one file, the newest: a month of a diligent worker's, and what a spreadsheet still opens.</summary>
    public const int MostEntries = 200_000;

    private const int Page = 500;

    /// <param name="name">What an entry is called for people.</param>
    public static async Task Write(Stream stream, IMarketStore store, AccountId account, Func<StatementEntry, string> name, CancellationToken gone)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(CsvLine.Of("time_utc", "entry", "name", "captcha", "payout", "amount_usd", "balance_usd")), gone);
        long? before = null;
        for (var written = 0; written < MostEntries;)
        {
            var page = await store.Statement(account, before, Page);
            var lines = new StringBuilder(page.Length * 80);
            foreach (var entry in page) lines.Append(LineOf(entry, name(entry)));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), gone);
            if (page.Length < Page) return;
            written += page.Length;
            before = page[^1].Sequence;
        }
    }

    private static string LineOf(StatementEntry entry, string name) => CsvLine.Of(
        entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Wording.Code(entry.Purpose),
        name,
        entry.Captcha?.ToString(),
        entry.Payout?.ToString(),
        entry.Amount.ToString(),
        entry.Balance.ToString());
}
