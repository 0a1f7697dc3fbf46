using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The daily cap of an API key: never exceeded, whatever happens, and never reached without reason for long.</summary>
public class KeyCaps
{
    private static readonly Money Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;
    private static readonly CaptchaImages Images = new(new StoredImage("image/png", [.. new byte[120]]), null);

    [Fact]
    public async Task Many_at_the_same_moment_do_not_get_past_the_cap()
    {
        using var m = await Marketplace.Open();
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Submit(m, Key(Price.Times(7)))));
        Assert.Equal(7, all.Count(v => v == SubmitVerdict.Accepted));
        Assert.Equal(43, all.Count(v => v == SubmitVerdict.KeyCapReached));
        Assert.Equal(Price.Times(7), await m.Balance(AccountId.Held(m.Customer)));
    }

    [Fact]
    public async Task After_a_restart_the_day_goes_on_where_it_was()
    {
        using var m = await Marketplace.Open();
        for (var i = 0; i < 3; i++) Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Key(Price.Times(4))));
        using var again = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, desks: new DeskOptions { IdBlock = 10 });
        var results = new List<SubmitVerdict>();
        for (var i = 0; i < 3; i++)
            results.Add((await again.CustomerDesk.Submit(m.Customer, Marketplace.Plain, Images, Key(Price.Times(4)))).Result.Verdict);
        Assert.Equal([SubmitVerdict.Accepted, SubmitVerdict.KeyCapReached, SubmitVerdict.KeyCapReached], results);
    }

    [Fact]
    public async Task What_nobody_solved_is_given_back()
    {
        using var m = await Marketplace.Open();
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Key(Price)));
        Assert.Equal(SubmitVerdict.KeyCapReached, await Submit(m, Key(Price)));
        await m.Pass(TimeSpan.FromSeconds(91));
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Held(m.Customer)));
        var rates = await m.Actors.PriceBoard().Rates();
        var priceNow = PriceTable.ImageText.QuoteAt(rates.Single(r => r.Kind == Kind.ImageText).Rate).Price;
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Key(priceNow))); // the whole of the cap is free again
    }

    [Fact]
    public async Task A_commit_whose_reply_is_lost_still_counts()
    {
        using var m = await Marketplace.Open(wrap: inner => new LossyStore(inner, c => c is SubmitCommit));
        Assert.Equal(SubmitVerdict.Accepted, await m.Until(Submit(m, Key(Price.Times(2))), TimeSpan.FromSeconds(10)));
        await m.Pass(TimeSpan.FromSeconds(2));
        var verdicts = new List<SubmitVerdict>();
        for (var i = 0; i < 3; i++) verdicts.Add(await Submit(m, Key(Price.Times(2))));
        Assert.True(verdicts.Count(v => v == SubmitVerdict.Accepted) <= 1);
        Assert.True(await m.Store.SpentByKey(new ApiKeyId(1), DateTimeOffset.UnixEpoch) <= Price.Times(2));
    }

    [Fact]
    public void No_history_of_submissions_ends_and_restarts_gets_past_the_cap()
    {
        var steps = Gen.ListOf(Gen.Choose(0, 9)).Resize(60);
        Prop.ForAll(Arb.From(steps), Gen.Choose(1, 6).ToArbitrary(), (history, captchas) => Holds([.. history], captchas).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static async Task<bool> Holds(IReadOnlyList<int> history, int captchas)
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        var local = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, desks: new DeskOptions { IdBlock = 10 });
        var cap = Price.Times(captchas) - new Money(1);
        foreach (var step in history)
        {
            switch (step)
            {
                case <= 5:
                    await local.CustomerDesk.Submit(m.Customer, Marketplace.Plain, Images, Key(cap));
                    break;
                case 6 or 7:
                    await local.Actors.Worker(worker).Enroll();
                    var next = await local.WorkerDesk.Next(worker, null, TimeSpan.Zero, CancellationToken.None);
                    if (next.Assignment is { } assignment && step == 6) await local.WorkerDesk.Answer(assignment.Id, "abc");
                    else if (next.Assignment is { } unread) await local.WorkerDesk.GiveBack(unread.Id, AttemptEnd.Unreadable);
                    break;
                case 8:
                    m.Time.Advance(TimeSpan.FromSeconds(2));
                    break;
                default:
                    local.Dispose();
                    local = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, desks: new DeskOptions { IdBlock = 10 });
                    break;
            }
            if (await m.Store.SpentByKey(new ApiKeyId(1), DateTimeOffset.UnixEpoch) > cap) return false;
        }
        local.Dispose();
        return true;
    }

    private static KeyTerms Key(Money cap) => new(new ApiKeyId(1), cap, null);

    private static async Task<SubmitVerdict> Submit(Marketplace m, KeyTerms key) =>
        (await m.Desk.Submit(m.Customer, Marketplace.Plain, Images, key)).Result.Verdict;
}
