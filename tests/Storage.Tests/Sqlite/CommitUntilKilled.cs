using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Sqlite;

namespace CaptchaGrains.Storage.Tests.Sqlite;

/// <summary>The process that a test kills: it submits captchas, many at once, and says on a line of its own which ones were acknowledged.</summary>
internal static class CommitUntilKilled
{
    public const string Command = "commit-until-killed";

    /// <summary>It ends by itself if nobody kills it.</summary>
    private const int MaxCaptchas = 100_000;

    public static async Task<int> Run(string file)
    {
        await using var store = await SqliteStore.Open(file);
        await store.Commit(Given.Deposit(1, 1, MaxCaptchas));
        var last = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int id; (id = Interlocked.Increment(ref last)) <= MaxCaptchas;)
                if ((await store.Commit(Given.Submit(Given.Captcha(id)))).Verdict == CommitVerdict.Created)
                    Console.WriteLine($"{id}.");
        })));
        return 0;
    }
}
