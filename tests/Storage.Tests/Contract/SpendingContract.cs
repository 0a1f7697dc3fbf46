using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Spending;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>What customers spent, counted behind the ledger.</summary>
public abstract class SpendingContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly CustomerId Ada = Given.Customer(1), Bob = Given.Customer(2);

    private ISpendingStore Spending => Store.Spending;

    [Fact]
    public async Task What_is_counted_is_what_left_the_balance_and_is_not_held_to_the_nano_dollar()
    {
        var captchas = await Trade();
        Assert.True(await new SpendingCount(Spending).Count(Ada));
        var deposited = Given.Price.Price.Times(1_000);
        var position = await Spending.SpendingPosition(Ada);
        Assert.Equal(deposited - await Market.Balance(AccountId.Of(Ada)) - await Market.Balance(AccountId.Held(Ada)), position.Spent);
        var lines = await Spending.Spending(Ada, Given.Noon.AddHours(-1), Given.Noon.AddDays(2), null, 500);
        Assert.Equal(position.Spent, lines.Aggregate(Money.Zero, (sum, l) => sum + l.Sum.Spent));
        Assert.Equal((captchas, 1), (lines.Sum(l => l.Sum.Charged), lines.Sum(l => l.Sum.Refunded)));
        Assert.False(await new SpendingCount(Spending).Count(Ada)); // there is nothing new
        Assert.Equal(position, await Spending.SpendingPosition(Ada));
        Assert.Empty(await Spending.Spending(Bob, Given.Noon.AddHours(-1), Given.Noon.AddDays(2), null, 500));
        await Reopen();
        Assert.Equal(position, await Spending.SpendingPosition(Ada));
    }

    [Fact]
    public async Task A_line_knows_hour_key_kind_and_domain()
    {
        await Trade();
        await new SpendingCount(Spending).Count(Ada);
        var lines = await Spending.Spending(Ada, Given.Noon, Given.Noon.AddDays(1), null, 500);
        Assert.Contains(lines, l => l.Cell == new SpendingCell(Given.Noon, new ApiKeyId(5), Kind.ImageText, "shop.example.com") && l.Sum == new SpendingSum(1, 0, Given.Price.Price));
        Assert.Contains(lines, l => l.Cell == new SpendingCell(Given.Noon, null, Kind.ImageText, "") && l.Sum.Charged == 2);
        // The refund, an hour later.
        Assert.Contains(lines, l => l.Cell == new SpendingCell(Given.Noon.AddHours(1), null, Kind.ImageText, "") && l.Sum == new SpendingSum(0, 1, -Given.Price.Price));
    }

    [Fact]
    public async Task Lines_are_read_in_their_order_page_by_page()
    {
        await Trade();
        await new SpendingCount(Spending).Count(Ada);
        var all = await Spending.Spending(Ada, Given.Noon, Given.Noon.AddDays(1), null, 500);
        Assert.True(all.Length > 2);
        var pages = ImmutableArray.CreateBuilder<SpendingLine>();
        while (await Spending.Spending(Ada, Given.Noon, Given.Noon.AddDays(1), pages.Count == 0 ? null : pages[^1].Cell, 1) is { Length: 1 } page) pages.AddRange(page);
        Assert.Equal(all, pages.ToImmutable());
        Assert.DoesNotContain(await Spending.Spending(Ada, Given.Noon.AddHours(1), Given.Noon.AddDays(1), null, 500), l => l.Cell.Hour < Given.Noon.AddHours(1));
        Assert.DoesNotContain(await Spending.Spending(Ada, Given.Noon, Given.Noon.AddHours(1), null, 500), l => l.Cell.Hour >= Given.Noon.AddHours(1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Spending.Spending(Ada, Given.Noon, Given.Noon, null, ISpendingStore.MostLines + 1));
    }

    [Fact]
    public async Task Of_many_who_count_at_once_one_does_and_the_same_again_adds_nothing()
    {
        await Trade();
        var position = await Spending.SpendingPosition(Ada);
        var held = await Spending.SpentFrom(Ada, 0, 500);
        var returned = await Spending.ReturnedTo(Ada, 0, 500);
        var (next, added) = position.Count(held, returned)!.Value;
        Assert.True(await Spending.AddSpending(next, added));
        Assert.True(await Spending.AddSpending(next, added)); // a repetition whose first reply was lost
        Assert.False(await Spending.AddSpending(next with { Held = 1 }, added));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => new SpendingCount(Spending).Count(Ada)));
        var lines = await Spending.Spending(Ada, Given.Noon, Given.Noon.AddDays(1), null, 500);
        Assert.Equal(next.Spent, lines.Aggregate(Money.Zero, (sum, l) => sum + l.Sum.Spent));
        Assert.Equal(next, await Spending.SpendingPosition(Ada));
    }

    [Fact]
    public async Task A_count_goes_on_where_the_one_before_it_stopped()
    {
        await Trade();
        var one = await Spending.SpentFrom(Ada, 0, 1);
        var (first, added) = new SpendingPosition(Ada).Count(one, [])!.Value;
        Assert.True(await Spending.AddSpending(first, added));
        await new SpendingCount(Spending).Count(Ada);
        var position = await Spending.SpendingPosition(Ada);
        Assert.Equal(Given.Price.Price.Times(1_000) - await Market.Balance(AccountId.Of(Ada)) - await Market.Balance(AccountId.Held(Ada)), position.Spent);
    }

    [Fact]
    public async Task Customers_with_money_are_found_in_their_order()
    {
        foreach (var customer in (long[])[4, 2, 9]) await Market.Commit(Given.Deposit(100 + customer, customer, 1));
        Assert.Equal([2L, 4, 9], (await Spending.CustomersWithMoney(default, 500)).Select(c => c.Value));
        Assert.Equal([4L], (await Spending.CustomersWithMoney(Given.Customer(2), 1)).Select(c => c.Value));
    }

    /// <summary>Two solved without a key, one with, one unsolved, one open, one refunded; another customer's.</summary>
    /// <returns>How many were charged.</returns>
    private async Task<long> Trade()
    {
        await Market.Commit(Given.Deposit(1, Ada.Value, 1_000));
        await Market.Commit(Given.Deposit(2, Bob.Value, 1_000));
        foreach (var id in (long[])[11, 12]) await Solve(Given.Captcha(id));
        await Solve(Given.Captcha(13) with { Request = new CaptchaRequest(Kind.ImageText) { Domain = "shop.example.com" } }, new KeyTerms(new ApiKeyId(5), null, null));
        var unsolved = Given.Captcha(14);
        await Market.Commit(Given.Submit(unsolved));
        await Market.Commit(Given.GiveUp(unsolved));
        await Market.Commit(Given.Submit(Given.Captcha(15)));
        await Solve(Given.Captcha(16, Bob.Value));
        await Market.Commit(new TransferCommit(Charge.Refund(new CaptchaId(11), Ada, Given.Price), Given.Noon.AddHours(1).AddMinutes(2)));
        // Paid above its price, so that it is all fee.
        var dear = Given.Captcha(17, at: Given.Noon.AddHours(2));
        await Market.Commit(Given.Submit(dear));
        var answered = dear.Grant(Given.Worker(7), dear.SubmittedAt.AddSeconds(1), Given.Price.Price + new Money(7)).Next.Accept(Given.Worker(7), "x", dear.SubmittedAt.AddSeconds(2)).Next;
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(EndCommit.Of(answered))).Verdict);
        return 4;
    }

    private async Task Solve(CaptchaState captcha, KeyTerms? key = null)
    {
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Submit(captcha) with { Key = key })).Verdict);
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Answer(captcha))).Verdict);
    }
}
