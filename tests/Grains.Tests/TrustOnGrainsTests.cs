using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Trust;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class TrustOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    [Fact]
    public async Task Who_opted_out_is_left_alone_by_all_silos_and_each_refusal_is_in_the_audit_log()
    {
        var customer = await market.RichCustomer();
        var board = market.Actors.DomainBoard();
        Assert.Equal(RuleVerdict.Kept, await board.Put(new DomainRule("owner.test", RuleSource.Owner, DomainStanding.Denied, "opt-out", "owner", DateTimeOffset.UnixEpoch)));
        for (var n = 0; n < 20; n++) // captchas are spread over the silos
        {
            Assert.Equal(SubmitVerdict.DomainDenied, await Submit(customer, "https://www.owner.test/"));
            Assert.Equal(SubmitVerdict.Accepted, await Submit(customer, "https://open.test/"));
        }
        var records = await market.Store.AuditRecords(0, 100);
        Assert.Equal(20, records.Count(r => r.Facts.Act == "captcha.refused" && r.Facts.Subject == "www.owner.test" && r.Facts.Actor == $"customer:{customer}"));
        Assert.Equal(DomainStanding.Denied, (await board.Policy("a.owner.test")).Standing);
    }

    [Fact]
    public async Task A_declaration_travels_to_the_customer_and_back()
    {
        var customer = market.Actors.Customer(await market.RichCustomer());
        await customer.Declare(new Declare("shop.test", DeclarationGround.Contract, "letter"));
        var result = await customer.Decide(new Decide("shop.test", DeclarationState.Confirmed, "operator:1", "seen", DateTimeOffset.UtcNow.AddDays(1)));
        Assert.Equal((DeclarationVerdict.Done, DeclarationState.Confirmed), (result.Verdict, result.Declaration!.State));
        Assert.Equal(result.Declaration, Assert.Single((await customer.View()).Profile!.Declarations));
    }

    [Fact]
    public async Task Links_are_found_on_the_cluster()
    {
        var board = market.Actors.LinkBoard();
        foreach (var worker in (long[])[71, 70]) await board.Record(new LinkSignal(SignalKind.Device, "laptop", new WorkerId(worker), DateTimeOffset.UtcNow));
        Assert.Equal(new WorkerId(70), await board.ClusterOf(new WorkerId(71)));
        var first = await board.Cluster(new WorkerId(71), take: 1);
        Assert.Equal((2, new WorkerId(70), new WorkerId(70)), (first.Size, Assert.Single(first.Members), first.Next!.Value));
        var second = await board.Cluster(new WorkerId(71), first.Next.Value);
        Assert.Equal((new WorkerId(71), SignalKind.Device, null), (Assert.Single(second.Members), Assert.Single(second.Matches).Kind, second.Next));
        Assert.Equal([new WorkerId(70)], await board.SharingLimits(new WorkerId(71), [new WorkerId(70), new WorkerId(72)]));
    }

    private async Task<SubmitVerdict> Submit(CustomerId customer, string page) =>
        (await market.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText) { Domain = page }, CaptchaImages.None)).Result.Verdict;
}
