using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class RatingsOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static long _numbers = 3_000_000_000;

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
}
