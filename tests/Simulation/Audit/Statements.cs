using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

internal static class Statements
{
    /// <summary>All entries of an account, the newest first.</summary>
    public static IEnumerable<StatementEntry> All(this MemoryStore memory, AccountId account)
    {
        for (long? before = null; ;)
        {
            var page = memory.Statement(account, before, 500).GetAwaiter().GetResult();
            foreach (var entry in page) yield return entry;
            if (page.Length < 500) yield break;
            before = page[^1].Sequence;
        }
    }
}
