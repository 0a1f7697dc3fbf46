using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage;

namespace CaptchaGrains.Actors.Tests;

public class AuthorizedDomains
{
    public static TheoryData<Kind> TokenKinds => [Kind.RecaptchaV2, Kind.RecaptchaV3, Kind.KeyCaptcha, Kind.FunCaptcha];

    [Theory]
    [MemberData(nameof(TokenKinds))]
    public async Task Rule_served_a_token_is_made_for_no_domain_unless_the_customer_is_authorised(Kind kind)
    {
        using var m = await Marketplace.Open();
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, kind, "https://example.com/login"));
        Assert.Empty(m.Store.Captchas());
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));

        Assert.Equal(DomainGrant.Granted, await m.Actors.Customer(m.Customer).AuthorizeDomain("Example.COM."));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, kind, "https://example.com/login"));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, kind, "https://shop.EXAMPLE.com/"));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, kind, "https://badexample.com/"));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, kind, "not an address"));
    }

    [Fact]
    public async Task What_counts_is_the_page_and_not_the_domain_that_the_customer_names()
    {
        using var m = await Marketplace.Open();
        await m.Actors.Customer(m.Customer).AuthorizeDomain("example.com");
        var request = new CaptchaRequest(Kind.RecaptchaV2) { Domain = "example.com", Token = new TokenTask("https://other.test/", "key") };
        Assert.Equal(SubmitVerdict.DomainDenied, (await m.TrySubmit(request)).Result.Verdict);
        Assert.Equal(SubmitVerdict.DomainDenied, (await m.TrySubmit(new CaptchaRequest(Kind.RecaptchaV2))).Result.Verdict);
    }

    [Fact]
    public async Task A_withdrawn_authorisation_is_none()
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        await customer.AuthorizeDomain("example.com");
        await customer.AuthorizeDomain("https://shop.example.com/");
        Assert.True(await customer.WithdrawDomain("EXAMPLE.com"));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, Kind.RecaptchaV2, "https://example.com/"));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Kind.RecaptchaV2, "https://shop.example.com/"));
        Assert.Equal(["shop.example.com"], (await customer.View()).Profile!.AuthorizedDomains);
    }

    [Fact]
    public async Task One_customers_authorisation_is_nobody_elses()
    {
        using var m = await Marketplace.Open();
        var other = await m.Office.OpenCustomer("other", "ffffffffffffffffffffffffffffffff");
        await m.Actors.Customer(other).AuthorizeDomain("example.com");
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, Kind.RecaptchaV2, "https://example.com/"));
    }

    [Fact]
    public async Task Other_kinds_need_no_authorisation()
    {
        using var m = await Marketplace.Open();
        Assert.Equal(SubmitVerdict.Accepted, (await m.TrySubmit(Marketplace.Plain with { Domain = "example.com" })).Result.Verdict);
    }

    [Fact]
    public async Task The_same_authorisation_again_is_one_and_there_are_only_so_many()
    {
        using var m = await Marketplace.Open();
        var customer = m.Actors.Customer(m.Customer);
        for (var i = 0; i < CustomerProfile.MostAuthorizedDomains; i++) Assert.Equal(DomainGrant.Granted, await customer.AuthorizeDomain($"site-{i}.test"));
        Assert.Equal(DomainGrant.Granted, await customer.AuthorizeDomain("http://SITE-7.test/"));
        Assert.Equal(DomainGrant.TooMany, await customer.AuthorizeDomain("one-more.test"));
        Assert.Equal(CustomerProfile.MostAuthorizedDomains, (await customer.View()).Profile!.AuthorizedDomains.Length);
    }

    [Fact]
    public async Task Nobody_and_nothing_can_be_authorised()
    {
        using var m = await Marketplace.Open();
        Assert.Equal(DomainGrant.Unknown, await m.Actors.Customer(new CustomerId(99)).AuthorizeDomain("example.com"));
        Assert.False(await m.Actors.Customer(new CustomerId(99)).WithdrawDomain("example.com"));
        Assert.Equal(DomainGrant.NoDomain, await m.Actors.Customer(m.Customer).AuthorizeDomain(" "));
        Assert.False(await m.Actors.Customer(m.Customer).WithdrawDomain("http://"));
    }

    [Fact]
    public async Task Rule_served_the_sandbox_serves_any_domain()
    {
        using var m = await Marketplace.Open();
        using var sandbox = new LocalMarketplace(
            m.Store, m.Store, new StoredActorStates(m.Store), m.Time, rules: new MarketRules { ServeAnyDomain = true });
        var request = new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask("https://example.com/", "key") };
        var (_, result) = await sandbox.CustomerDesk.Submit(m.Customer, request, CaptchaImages.None);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
    }

    private static async Task<SubmitVerdict> Submit(Marketplace m, Kind kind, string page) =>
        (await m.TrySubmit(new CaptchaRequest(kind) { Token = new TokenTask(page, "key") })).Result.Verdict;
}
