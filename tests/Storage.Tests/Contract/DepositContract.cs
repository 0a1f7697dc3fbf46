using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class DepositContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private IDepositStore Deposits => Store.Deposits;

    [Fact]
    public async Task Of_one_origin_there_is_one_deposit()
    {
        var first = Made(1, "a");
        Assert.Equal(first, await Deposits.AddDeposit(first));
        Assert.Equal(first, await Deposits.AddDeposit(Made(2, "a") with { Amount = Money.FromDollars(9) }));
        Assert.Null(await Deposits.FindDeposit(new DepositId(2)));
        Assert.Single((await Task.WhenAll(Enumerable.Range(10, 6).Select(n => Deposits.AddDeposit(Made(n, "b"))))).Distinct());
        await Reopen();
        Assert.Equal(first, await Deposits.FindDeposit(first.Id));
    }

    [Fact]
    public async Task Of_many_changes_one_happens_and_the_same_again_is_it()
    {
        var made = await Deposits.AddDeposit(Made(1, "a"));
        var paid = made.Paid("ref 1", Given.Noon.AddMinutes(1))!;
        Assert.True(await Deposits.ChangeDeposit(paid));
        Assert.True(await Deposits.ChangeDeposit(paid));
        Assert.False(await Deposits.ChangeDeposit(made.Declined(Given.Noon)!));
        Assert.False(await Deposits.ChangeDeposit(paid with { Id = new DepositId(99) }));
        Assert.Equal(paid, await Deposits.FindDeposit(made.Id));
        Assert.True(await Deposits.ChangeDeposit(paid.Booked(Given.Noon.AddMinutes(2))!));
        Assert.False(await Deposits.ChangeDeposit(paid.Booked(Given.Noon.AddMinutes(3))!));
        await Reopen();
        Assert.Equal((DepositStatus.Booked, 3L, "ref 1"), ((await Deposits.FindDeposit(made.Id))!.Status, (await Deposits.FindDeposit(made.Id))!.Version, (await Deposits.FindDeposit(made.Id))!.Reference));
    }

    [Fact]
    public async Task Deposits_are_listed_by_customer_and_by_state()
    {
        for (var n = 1; n <= 5; n++) await Deposits.AddDeposit(Made(n, $"op-{n}", n == 3 ? 2 : 1));
        await Deposits.ChangeDeposit((await Deposits.FindDeposit(new DepositId(4)))!.Paid("x", Given.Noon)!);
        Assert.Equal([5L, 4, 2, 1], (await Deposits.DepositsOf(Given.Customer(1), null, 500)).Select(d => d.Id.Value));
        Assert.Equal([2L], (await Deposits.DepositsOf(Given.Customer(1), new DepositId(4), 1)).Select(d => d.Id.Value));
        Assert.Equal([1L, 2, 3, 5], (await Deposits.DepositsIn(DepositStatus.Requested, default, 500)).Select(d => d.Id.Value));
        Assert.Equal([4L], (await Deposits.DepositsIn(DepositStatus.Paid, default, 500)).Select(d => d.Id.Value));
        Assert.Equal([3L], (await Deposits.DepositsIn(DepositStatus.Requested, new DepositId(2), 1)).Select(d => d.Id.Value));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Deposits.DepositsOf(Given.Customer(1), null, 501));
    }

    private static Deposit Made(long id, string operation, long customer = 1) => new()
    {
        Id = new DepositId(id),
        Origin = Deposit.OriginOf(Given.Customer(customer), operation),
        Customer = Given.Customer(customer),
        Amount = Money.Parse("12.34"),
        Provider = "test",
        RequestedAt = Given.Noon,
    };
}
