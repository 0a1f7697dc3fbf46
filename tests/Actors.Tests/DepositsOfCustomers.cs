using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>From the wish to pay, or the operator's word, to the balance.</summary>
public sealed class DepositsOfCustomers
{
    private const long Operator = 500;

    [Fact]
    public async Task What_the_provider_confirms_is_booked_once_however_often_he_says_so()
    {
        using var market = await Marketplace.Open();
        var desk = Desk(market);
        var before = await market.Balance(AccountId.Of(market.Customer));
        var asked = (await desk.Request(market.Customer, "op", Money.FromDollars(25))).Deposit!;
        Assert.Equal(asked, (await desk.Request(market.Customer, "op", Money.FromDollars(25))).Deposit);
        Assert.Equal(DepositRefusal.UsedDifferently, (await desk.Request(market.Customer, "op", Money.FromDollars(26))).Refusal);
        Assert.Equal(before, await market.Balance(AccountId.Of(market.Customer)));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => desk.Confirm(asked.Id, $"payment-{n}")));
        Assert.All(all, r => Assert.Equal(DepositStatus.Booked, r.Deposit!.Status));
        Assert.Equal(before + Money.FromDollars(25), await market.Balance(AccountId.Of(market.Customer)));
        Assert.Equal(DepositStatus.Booked, (await desk.Confirm(asked.Id, "again")).Deposit!.Status);
        Assert.Equal(before + Money.FromDollars(25), await market.Balance(AccountId.Of(market.Customer)));
        Assert.Equal(DepositRefusal.NotPossible, (await desk.Decline(asked.Id)).Refusal);
        market.AssertMoneyIsConserved();
    }

    [Fact]
    public async Task What_is_declined_is_not_booked_until_the_money_comes_after_all()
    {
        using var market = await Marketplace.Open();
        var desk = Desk(market);
        var before = await market.Balance(AccountId.Of(market.Customer));
        var asked = (await desk.Request(market.Customer, "op", Money.FromDollars(25))).Deposit!;
        Assert.Equal(DepositStatus.Failed, (await desk.Decline(asked.Id)).Deposit!.Status);
        Assert.Equal(DepositStatus.Failed, (await desk.Decline(asked.Id)).Deposit!.Status);
        Assert.Equal(before, await market.Balance(AccountId.Of(market.Customer)));

        Assert.Equal(DepositStatus.Booked, (await desk.Confirm(asked.Id, "a second card")).Deposit!.Status);
        Assert.Equal(DepositRefusal.NotPossible, (await desk.Decline(asked.Id)).Refusal);
        Assert.Equal(before + Money.FromDollars(25), await market.Balance(AccountId.Of(market.Customer)));
        market.AssertMoneyIsConserved();
    }

    [Fact]
    public async Task What_was_paid_when_its_process_died_is_booked_by_the_sweeper_and_what_nobody_pays_expires()
    {
        using var market = await Marketplace.Open();
        var desk = Desk(market);
        var before = await market.Balance(AccountId.Of(market.Customer));
        var paid = (await desk.Request(market.Customer, "paid", Money.FromDollars(25))).Deposit!;
        var left = (await desk.Request(market.Customer, "left", Money.FromDollars(7))).Deposit!;
        Assert.True(await market.Store.ChangeDeposit(paid.Paid("ref", market.Time.GetUtcNow())!)); // and no further
        await market.Local.Recover();
        await market.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(DepositStatus.Booked, (await market.Store.FindDeposit(paid.Id))!.Status);
        Assert.Equal(before + Money.FromDollars(25), await market.Balance(AccountId.Of(market.Customer)));
        Assert.Equal(DepositStatus.Requested, (await market.Store.FindDeposit(left.Id))!.Status);

        market.Time.Advance(TimeSpan.FromHours(24));
        await market.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(DepositStatus.Expired, (await market.Store.FindDeposit(left.Id))!.Status);
        // Money that comes late has come.
        Assert.Equal(DepositStatus.Booked, (await desk.Confirm(left.Id, "late")).Deposit!.Status);
        Assert.Equal(before + Money.FromDollars(32), await market.Balance(AccountId.Of(market.Customer)));
    }

    [Fact]
    public async Task An_operator_books_a_payment_once_and_the_audit_log_has_it()
    {
        using var market = await Marketplace.Open();
        var desk = Desk(market, withProvider: false);
        var before = await market.Balance(AccountId.Of(market.Customer));
        Assert.Equal(DepositRefusal.NoProvider, (await desk.Request(market.Customer, "op", Money.FromDollars(25))).Refusal);
        var booked = (await desk.BookByHand(Operator, "wire-17", market.Customer, Money.FromDollars(40), "SEPA 17")).Deposit!;
        Assert.Equal((DepositStatus.Booked, Operator, "SEPA 17"), (booked.Status, booked.EnteredBy, booked.Reference));
        Assert.Equal(booked.Id, (await desk.BookByHand(501, "wire-17", market.Customer, Money.FromDollars(40), "SEPA 17")).Deposit!.Id);
        Assert.Equal(DepositRefusal.UsedDifferently, (await desk.BookByHand(Operator, "wire-17", market.Customer, Money.FromDollars(41), "SEPA 17")).Refusal);
        Assert.Equal(DepositRefusal.Unknown, (await desk.BookByHand(Operator, "wire-18", new CustomerId(999), Money.FromDollars(41), "SEPA 18")).Refusal);
        Assert.Equal(DepositRefusal.BadAmount, (await desk.BookByHand(Operator, "wire-19", market.Customer, Money.Parse("1.001"), "SEPA 19")).Refusal);
        Assert.Equal(before + Money.FromDollars(40), await market.Balance(AccountId.Of(market.Customer)));
        Assert.Equal(["deposit.booked", "deposit.booked", "act.failed"], (await market.Store.AuditRecords(0, 100)).Select(r => r.Facts.Act));
        market.AssertMoneyIsConserved();
    }

    [Fact]
    public async Task Nobody_fills_the_list_by_asking()
    {
        using var market = await Marketplace.Open();
        var desk = Desk(market);
        for (var n = 0; n < desk.Options.MostADay; n++) Assert.NotNull((await desk.Request(market.Customer, $"op-{n}", Money.FromDollars(1))).Deposit);
        Assert.Equal(DepositRefusal.TooMany, (await desk.Request(market.Customer, "one-more", Money.FromDollars(1))).Refusal);
        Assert.NotNull((await desk.Request(market.Customer, "op-3", Money.FromDollars(1))).Deposit);
        market.Time.Advance(TimeSpan.FromHours(25));
        Assert.NotNull((await desk.Request(market.Customer, "one-more", Money.FromDollars(1))).Deposit);
    }

    private static DepositDesk Desk(Marketplace market, bool withProvider = true) => new(
        market.Store, market.Store, market.Actors, new AuditLog(market.Store), market.Local.Repeat, market.Time, provider: withProvider ? new Provider() : null);

    private sealed class Provider : IPaymentProvider
    {
        public string Name => "test";

        public Task<string> PageFor(Deposit deposit, CancellationToken gone) => Task.FromResult("/");
    }
}
