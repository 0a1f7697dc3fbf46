using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

public class Declarations
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task Rule_served_a_declaration_allows_nothing_until_it_is_confirmed_and_after_it_has_expired()
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        var declared = await customer.Declare(new Declare("https://Shop.Example.com./login", DeclarationGround.Contract, "see attachment"));
        Assert.Equal((DeclarationVerdict.Done, "shop.example.com", DeclarationState.Pending), (declared.Verdict, declared.Declaration!.Domain, declared.Declaration.State));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m));
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Held(m.Customer)));

        Assert.Equal(DeclarationVerdict.Done, (await customer.Decide(Confirm(m, TimeSpan.FromMinutes(2)))).Verdict);
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, "https://eu.shop.example.com/"));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, "https://example.com/"));
        await m.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m));
    }

    [Theory]
    [InlineData(DeclarationState.Refused)]
    [InlineData(DeclarationState.Withdrawn)]
    public async Task Refused_or_withdrawn_it_allows_nothing_and_can_be_declared_again(DeclarationState end)
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        await customer.Declare(Shop);
        Assert.Equal(DeclarationVerdict.Done, (await customer.Decide(new Decide("shop.example.com", end, "operator:1", "no proof", null))).Verdict);
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m));
        Assert.Equal(DeclarationVerdict.NotPossible, (await customer.Decide(Confirm(m, Year))).Verdict);
        Assert.Equal(DeclarationState.Pending, (await customer.Declare(Shop)).Declaration!.State);
        Assert.Equal(DeclarationVerdict.Done, (await customer.Decide(Confirm(m, Year))).Verdict);
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m));
    }

    [Fact]
    public async Task A_confirmed_one_can_be_withdrawn_or_be_given_a_later_end()
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        await customer.Declare(Shop);
        await customer.Decide(Confirm(m, TimeSpan.FromMinutes(1)));
        Assert.Equal(DeclarationVerdict.Done, (await customer.Decide(Confirm(m, Year))).Verdict);
        await m.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m));
        Assert.Equal(DeclarationState.Confirmed, (await customer.Declare(Shop)).Declaration!.State); // nothing to declare
        await customer.Decide(new Decide("shop.example.com", DeclarationState.Withdrawn, "customer:1", "done", null));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m));
    }

    [Fact]
    public async Task Nobody_confirms_without_an_end_for_ever_or_what_was_not_declared()
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        Assert.Equal(DeclarationVerdict.NotPossible, (await customer.Decide(Confirm(m, Year))).Verdict);
        await customer.Declare(Shop);
        foreach (var life in (TimeSpan[])[TimeSpan.Zero, -Year, TimeSpan.FromDays(400)])
            Assert.Equal(DeclarationVerdict.NotPossible, (await customer.Decide(Confirm(m, life))).Verdict);
        Assert.Equal(DeclarationVerdict.NotPossible, (await customer.Decide(Confirm(m, Year) with { ExpiresAt = null })).Verdict);
        Assert.Equal(DeclarationVerdict.Malformed, (await customer.Decide(Confirm(m, Year) with { Domain = "https:" })).Verdict);
        Assert.Equal(DeclarationVerdict.Malformed, (await customer.Declare(Shop with { Domain = " " })).Verdict);
        Assert.Equal(DeclarationVerdict.Malformed, (await customer.Declare(Shop with { Ground = 0 })).Verdict);
        Assert.Equal(DeclarationVerdict.Malformed, (await customer.Declare(Shop with { Note = new string('x', SiteDeclaration.LongestNote + 1) })).Verdict);
        Assert.Equal(DeclarationVerdict.Unknown, (await m.Actors.Customer(new CustomerId(99)).Declare(Shop)).Verdict);
    }

    [Fact]
    public async Task A_decision_that_is_repeated_is_the_same_decision()
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        await customer.Declare(Shop);
        var decision = Confirm(m, Year);
        var first = await customer.Decide(decision);
        await m.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(first, await customer.Decide(decision));
        Assert.Single((await customer.View()).Profile!.Declarations);
    }

    private static Declare Shop => new("shop.example.com", DeclarationGround.OwnSite, "");

    private static Decide Confirm(Marketplace m, TimeSpan life) =>
        new("shop.example.com", DeclarationState.Confirmed, "operator:1", "seen", m.Time.GetUtcNow() + life);

    private static async Task<SubmitVerdict> Submit(Marketplace m, string page = "https://shop.example.com/") =>
        (await m.TrySubmit(new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask(page, "key") })).Result.Verdict;
}
