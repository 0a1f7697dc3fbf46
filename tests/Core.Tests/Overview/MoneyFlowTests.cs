using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Overview;

public sealed class MoneyFlowTests
{
    private static readonly AccountKind[] Kinds = Enum.GetValues<AccountKind>();

    /// <summary>Where money moves in the books, and what the flow has to say of it.</summary>
    private static readonly (AccountKind From, AccountKind To)[] Ways =
    [
        (AccountKind.WorldDeposits, AccountKind.Customer), (AccountKind.Customer, AccountKind.CustomerHeld), (AccountKind.CustomerHeld, AccountKind.Customer),
        (AccountKind.CustomerHeld, AccountKind.Worker), (AccountKind.CustomerHeld, AccountKind.HouseRevenue), (AccountKind.HouseQuality, AccountKind.Customer),
        (AccountKind.HouseQuality, AccountKind.Worker), (AccountKind.HouseReferral, AccountKind.Worker), (AccountKind.Worker, AccountKind.WorkerPayout),
        (AccountKind.WorkerPayout, AccountKind.WorldPayouts), (AccountKind.WorldPayouts, AccountKind.Worker), (AccountKind.WorkerPayout, AccountKind.Worker),
    ];

    [Fact]
    public void The_flow_is_what_the_transfers_say() => Property.HoldsForAll(Gen.Choose(0, Ways.Length * 100 - 1), 30, moves =>
    {
        var held = Kinds.ToDictionary(k => k, _ => 0L);
        long deposits = 0, charged = 0, earned = 0, paidOut = 0, house = 0;
        foreach (var move in moves)
        {
            var (way, amount) = (Ways[move % Ways.Length], move / Ways.Length + 1L);
            held[way.From] -= amount;
            held[way.To] += amount;
            if (way.From == AccountKind.WorldDeposits) deposits += amount;
            if (IsCustomer(way.From) && !IsCustomer(way.To)) charged += amount;
            if (IsCustomer(way.To) && way.From == AccountKind.HouseQuality) charged -= amount;
            if (way is { To: AccountKind.Worker, From: AccountKind.CustomerHeld or AccountKind.HouseQuality or AccountKind.HouseReferral }) earned += amount;
            if (way.To == AccountKind.WorldPayouts) paidOut += amount;
            if (way.From == AccountKind.WorldPayouts) paidOut -= amount;
            if (IsHouse(way.To)) house += amount;
            if (IsHouse(way.From)) house -= amount;
        }
        var flow = MoneyFlow.Between([], [.. held.Select(h => new AccountSum(h.Key, new Money(h.Value)))]);
        Assert.Equal(new MoneyFlow(new Money(deposits), new Money(charged), new Money(earned), new Money(paidOut), new Money(house)), flow);
        Assert.Equal(flow.Charged, flow.Earned + flow.House);
    }, 300);

    [Fact]
    public void What_was_there_before_is_not_part_of_it()
    {
        AccountSum[] before = [new(AccountKind.WorldDeposits, new Money(-100)), new(AccountKind.Customer, new Money(100))];
        AccountSum[] after = [new(AccountKind.WorldDeposits, new Money(-130)), new(AccountKind.Customer, new Money(110)), new(AccountKind.Worker, new Money(12)), new(AccountKind.HouseRevenue, new Money(8))];
        Assert.Equal(new MoneyFlow(new Money(30), new Money(20), new Money(12), Money.Zero, new Money(8)), MoneyFlow.Between(before, after));
        Assert.Equal(new MoneyFlow(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero), MoneyFlow.Between(after, after));
    }

    [Fact]
    public void Half_of_a_sample_is_faster_than_its_median_and_only_what_was_solved_counts()
    {
        var sample = Enumerable.Range(1, 100).Reverse().Select(n => Time(n, Kind.ImageText, n * 100)).Append(Time(101, Kind.Grid, 7)).Append(Time(102, Kind.Grid, 90_000) with { IsSolved = false })
            .Append(Time(103, Kind.Audio, 0) with { Took = null, IsSolved = false }).ToList();
        var times = SolveTimes.Of(sample)!;
        Assert.Equal((new CaptchaId(1), new CaptchaId(103)), (times.From, times.To));
        Assert.Equal([new KindTimes(Kind.ImageText, 100, 0, 5_000, 9_500), new KindTimes(Kind.Grid, 1, 1, 7, 7), new KindTimes(Kind.Audio, 0, 0, 0, 0)], times.Kinds);
        Assert.Equal((101, 1), (times.All.Solved, times.All.Unsolved));
        Assert.Null(SolveTimes.Of([]));
    }

    private static CaptchaTime Time(long id, Kind kind, int milliseconds) => new(new CaptchaId(id), kind, TimeSpan.FromMilliseconds(milliseconds), true, []);

    private static bool IsCustomer(AccountKind kind) => kind is AccountKind.Customer or AccountKind.CustomerHeld;

    private static bool IsHouse(AccountKind kind) => kind is AccountKind.HouseRevenue or AccountKind.HouseQuality or AccountKind.HouseReferral;
}
