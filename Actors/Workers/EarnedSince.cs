using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Workers;

/// <summary>What a worker was paid for captchas from a time on, as his account says; what friends brought him is no work.</summary>
/// <param name="Solved">Captchas that were paid.</param>
public readonly record struct EarnedSince(Money Sum, long Solved)
{
    private const int PageOfEntries = 500;

    /// <summary>20,000 entries: nobody solves a captcha in nine seconds for two days without a break.</summary>
    private const int MostPages = 40;

    /// <param name="since">Entries are kept to the millisecond.</param>
    public static async Task<EarnedSince> Read(IMarketStore store, WorkerId worker, DateTimeOffset since)
    {
        var earned = default(EarnedSince);
        long? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var entries = await store.Statement(AccountId.Of(worker), before, PageOfEntries);
            foreach (var entry in entries)
            {
                if (entry.At < since) return earned;
                if (entry.Purpose == Purpose.Earning) earned = new EarnedSince(earned.Sum + entry.Amount, earned.Solved + 1);
            }
            if (entries.Length < PageOfEntries) break;
            before = entries[^1].Sequence;
        }
        return earned;
    }
}
