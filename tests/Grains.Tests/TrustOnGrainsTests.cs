using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Trust;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class TrustOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static long _numbers = 3_000_000_000;

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

    [Fact]
    public async Task A_captcha_goes_to_the_worker_who_is_better_for_its_domain_on_the_cluster_too()
    {
        var customer = await market.RichCustomer();
        var (good, bad) = (await market.NewWorker(), await market.NewWorker());
        foreach (var domain in (string[])["one.test", "two.test"])
        {
            await market.Actors.Customer(customer).AuthorizeDomain(domain);
            await Reported(good, domain, isRight: domain == "one.test");
            await Reported(bad, domain, isRight: domain == "two.test");
        }
        Assert.True(DomainName.TryParse("one.test", out var name));
        var ratings = (await market.Actors.Domain(name).Ratings(default, 10)).Ratings;
        Assert.Equal([good, bad], ratings.OrderByDescending(r => r.Rating).Select(r => r.Here.Worker));

        // Each could have either; whoever is not good enough for the domain is not matched on any shard.
        foreach (var (domain, first, second) in new[] { ("one.test", bad, good), ("two.test", good, bad) })
        {
            var (id, submitted) = await market.CustomerDesk.Submit(
                customer, new CaptchaRequest(Kind.RecaptchaV3) { Token = new TokenTask($"https://{domain}/", "key") { MinScore = 0.9m } }, CaptchaImages.None);
            Assert.Equal(SubmitVerdict.Accepted, submitted.Verdict);
            var waiting = market.WorkerDesk.Next(first, [Kind.RecaptchaV3], TimeSpan.FromSeconds(2), CancellationToken.None);
            var taken = (await market.WorkerDesk.Next(second, [Kind.RecaptchaV3], TimeSpan.FromSeconds(20), CancellationToken.None)).Assignment;
            Assert.Equal(id, taken?.Id.Captcha);
            Assert.Null((await waiting).Assignment);
            await market.WorkerDesk.Answer(taken!.Id, new string('t', 30));
        }
    }

    private async Task Reported(WorkerId worker, string domain, bool isRight)
    {
        var captcha = new CaptchaId(Interlocked.Increment(ref _numbers));
        await market.Store.AddReport(new ReportRow(captcha, CustomerId.House, true, DateTimeOffset.UtcNow, captcha.Value));
        var (next, _) = (await market.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = Enumerable.Range(0, 30).Select(_ => new Evidence(
            worker, new CaptchaId(Interlocked.Increment(ref _numbers)), EvidenceSource.Report, Kind.RecaptchaV3, isRight, 1, DateTimeOffset.UtcNow, domain));
        Assert.Equal(CommitVerdict.Created, (await market.Store.Commit(new ReportCommit(next, [.. pieces], [], DateTimeOffset.UtcNow))).Verdict);
    }

    private async Task<SubmitVerdict> Submit(CustomerId customer, string page) =>
        (await market.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText) { Domain = page }, CaptchaImages.None)).Result.Verdict;
}
