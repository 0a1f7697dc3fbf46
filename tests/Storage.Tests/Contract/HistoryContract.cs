using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Storage.Tests.Beds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>Random histories, handed in all at once, end on a database as they do in memory, where they are decided one by one.</summary>
public abstract class HistoryContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private readonly MemoryStore _oracle = new();
    private long _offset;

    [Fact]
    public void Any_history_gives_the_same_verdicts_and_balances_as_in_memory() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(50),
            Prop.ForAll(Step.Any.ListOf().ToArbitrary(), steps => Agree([.. steps]).GetAwaiter().GetResult()));

    private async Task Agree(ImmutableArray<Step> steps)
    {
        var offset = _offset += 1000;
        var commits = steps.Select(s => s.ToCommit(offset)).ToList();
        var receipts = await Task.WhenAll(commits.Select(Market.Commit));
        for (var i = 0; i < commits.Count; i++)
        {
            var expected = await _oracle.Commit(commits[i]);
            Assert.Equal(expected.Verdict, receipts[i].Verdict);
            Assert.Equal(expected.Balances, receipts[i].Balances);
        }
        Assert.Equal(await Picture(_oracle, offset), await Picture(Market, offset));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    /// <summary>All that can be read of one history, as text.</summary>
    private static async Task<string> Picture(IMarketStore store, long offset)
    {
        var lines = new List<object?>();
        for (var id = offset + 1; id <= offset + 4; id++)
            if (await store.FindCaptcha(new CaptchaId(id)) is { } captcha)
                lines.Add($"{captcha} {string.Join(',', captcha.Attempts)}");
        lines.AddRange((await store.OpenCaptchas(Given.Noon.AddDays(1), new CaptchaId(offset), 10_000)).Cast<object?>());
        foreach (var account in Accounts(offset))
        {
            lines.Add($"{account} {await store.Balance(account)}");
            if (account.IsGuarded) lines.AddRange((await store.Statement(account, null, 500)).Select(e => e with { Sequence = 0 }));
        }
        for (var worker = offset + 1; worker <= offset + 2; worker++) lines.Add(await store.CountSolved(new WorkerId(worker)));
        return string.Join('\n', lines);
    }

    private static IEnumerable<AccountId> Accounts(long offset)
    {
        for (var owner = offset + 1; owner <= offset + 2; owner++)
        {
            yield return AccountId.Of(new CustomerId(owner));
            yield return AccountId.Held(new CustomerId(owner));
            yield return AccountId.Of(new WorkerId(owner));
        }
        yield return AccountId.HouseRevenue;
        yield return AccountId.WorldDeposits;
    }
}
