using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Actors.Tests;

public class MoneyAtTheDoor
{
    [Fact]
    public async Task Who_has_no_money_is_refused_and_nothing_is_stored()
    {
        using var m = await Marketplace.Open();
        var poor = await m.Office.OpenCustomer("poor", "ffffffffffffffffffffffffffffffff");
        var (_, result) = await m.Desk.Submit(poor, Marketplace.Plain, CaptchaImages.None);
        Assert.Equal(SubmitVerdict.NoFunds, result.Verdict);
        Assert.Empty(m.Store.Captchas());
    }

    [Fact]
    public async Task A_customer_can_spend_to_the_last_whole_captcha_and_again_after_a_deposit()
    {
        using var m = await Marketplace.Open();
        var price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;
        var thrifty = await m.Office.OpenCustomer("thrifty", "ffffffffffffffffffffffffffffffff");
        await m.Office.Deposit(-2, thrifty, price.Times(3) + new Money(price.Nanos - 1));
        for (var i = 0; i < 3; i++)
            Assert.Equal(SubmitVerdict.Accepted, (await m.Desk.Submit(thrifty, Marketplace.Plain, CaptchaImages.None)).Result.Verdict);
        Assert.Equal(SubmitVerdict.NoFunds, (await m.Desk.Submit(thrifty, Marketplace.Plain, CaptchaImages.None)).Result.Verdict);
        await m.Office.Deposit(-3, thrifty, new Money(1));
        Assert.Equal(SubmitVerdict.Accepted, (await m.Desk.Submit(thrifty, Marketplace.Plain, CaptchaImages.None)).Result.Verdict);
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Of(thrifty)));
    }

    [Fact]
    public async Task A_repeated_deposit_is_booked_once()
    {
        using var m = await Marketplace.Open();
        Assert.Equal(CommitVerdict.Exists, await m.Office.Deposit(-1, m.Customer, Marketplace.TenDollars));
        Assert.Equal(CommitVerdict.ExistsDifferently, await m.Office.Deposit(-1, m.Customer, Money.FromDollars(11)));
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));
    }

    [Fact]
    public async Task Above_the_customers_maximum_rate_nothing_is_taken()
    {
        using var m = await Marketplace.Open();
        await m.Actors.Customer(m.Customer).SetMaxRate(PriceTable.ImageText.MinRate - new Money(1));
        Assert.Equal(SubmitVerdict.RateAboveMaximum, (await m.TrySubmit()).Result.Verdict);
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));
    }

    [Fact]
    public async Task A_denied_domain_is_refused_and_nothing_is_held()
    {
        using var m = await Marketplace.Open();
        Assert.True(DomainName.TryParse("bank.test", out var bank));
        await m.Actors.Domain(bank).SetPolicy(new DomainPolicy(DomainStanding.Denied, "opted out", "operator", m.Time.GetUtcNow()));
        var (_, result) = await m.TrySubmit(Marketplace.Plain with { Domain = "bank.test" });
        Assert.Equal(SubmitVerdict.DomainDenied, result.Verdict);
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));
    }

    [Fact]
    public async Task A_full_dispatch_refuses_new_captchas()
    {
        using var m = await Marketplace.Open(new() { MaxTicketsPerShard = 2 });
        for (var i = 0; i < 2; i++)
        {
            await m.Submit();
            await m.Settle(); // the shard's reply says how full it is
        }
        Assert.Equal(SubmitVerdict.NoSlot, (await m.TrySubmit()).Result.Verdict);
    }

    [Fact]
    public async Task When_a_submissions_reply_is_lost_the_captcha_is_there_once_and_held_once()
    {
        using var m = await Marketplace.Open(wrap: s => new LossyStore(s, losesReply: c => c is SubmitCommit));
        var submit = m.TrySubmit();
        var (_, result) = await m.Until(submit, TimeSpan.FromSeconds(5));
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        Assert.Single(m.Store.Captchas());
        Assert.Equal(result.Quote!.Price, await m.Balance(AccountId.Held(m.Customer)));
    }

    [Fact]
    public async Task When_an_answers_reply_is_lost_the_worker_is_paid_once_and_told_so()
    {
        using var m = await Marketplace.Open(wrap: s => new LossyStore(s, losesReply: c => c is EndCommit));
        var worker = await m.Worker(7);
        await m.Submit();
        var assignment = (await m.Next(worker))!;
        var answered = await m.Until(m.Work.Answer(assignment.Id, "abc"), TimeSpan.FromSeconds(5));
        Assert.Equal(AnswerOutcome.Accepted, answered.Outcome);
        Assert.Equal(assignment.Rate, await m.Balance(AccountId.Of(worker)));
    }

    [Fact]
    public async Task What_was_open_when_the_process_died_is_answered_by_the_next_one()
    {
        MemoryStore store;
        CaptchaId id;
        using (var before = await Marketplace.Open())
        {
            store = before.Store;
            id = await before.Submit();
            await before.Next(await before.Worker(7));
        }
        using var after = await Marketplace.Open(store: store);
        await after.Pass(TimeSpan.FromSeconds(10));
        await after.Local.Recover();
        var other = await after.Worker(8);
        Assert.Equal(id, (await after.Until(after.Wait(other, 25), TimeSpan.FromSeconds(10))).Assignment?.Id.Captcha);
    }
}
