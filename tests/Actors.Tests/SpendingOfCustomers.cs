using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The sweeper counts what was spent, behind the ledger, and tells whose balance fell below what he named.</summary>
public sealed class SpendingOfCustomers
{
    [Fact]
    public async Task What_was_spent_is_counted_in_the_background_and_comes_to_what_the_ledger_says()
    {
        using var market = await Marketplace.Open();
        await market.Local.Recover();
        await Solve(market, 5);
        await market.Pass(TimeSpan.FromSeconds(30));
        var position = await market.Store.SpendingPosition(market.Customer);
        var balance = await market.Balance(AccountId.Of(market.Customer));
        var held = await market.Balance(AccountId.Held(market.Customer));
        Assert.True(position.Spent.IsPositive);
        Assert.Equal(Marketplace.TenDollars - balance - held, position.Spent);
    }

    [Fact]
    public async Task A_customer_is_told_once_when_his_balance_falls_below_what_he_named()
    {
        using var market = await Marketplace.Open();
        await market.Local.Recover();
        var customer = market.Actors.Customer(market.Customer);
        Assert.True(await customer.SetAlert(Marketplace.TenDollars));
        Assert.False((await customer.View()).Profile!.Alert.IsBelow);
        await Solve(market, 2);
        await market.Pass(TimeSpan.FromSeconds(30));
        var alert = (await customer.View()).Profile!.Alert;
        Assert.True(alert.IsBelow);
        var notice = Assert.Single(alert.Notices);
        Assert.Equal(Marketplace.TenDollars, notice.Below);
        Assert.True(notice.Balance < Marketplace.TenDollars);
        await Solve(market, 1, first: 20);
        await market.Pass(TimeSpan.FromSeconds(30));
        Assert.Single((await customer.View()).Profile!.Alert.Notices);
        // Above it again, and below: told again.
        await market.Office.Deposit(-77, market.Customer, Marketplace.TenDollars);
        await market.Pass(TimeSpan.FromSeconds(30));
        Assert.False((await customer.View()).Profile!.Alert.IsBelow);
    }

    private static async Task Solve(Marketplace market, int captchas, int first = 10)
    {
        for (var n = 0; n < captchas; n++)
        {
            var worker = await market.Worker(first + n);
            var id = await market.Submit();
            var assignment = (await market.Next(worker))!;
            Assert.Equal(id, assignment.Id.Captcha);
            Assert.Equal(AnswerOutcome.Accepted, (await market.Work.Answer(assignment.Id, "abc")).Outcome);
        }
    }
}
