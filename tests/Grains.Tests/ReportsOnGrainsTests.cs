using System.Diagnostics;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class ReportsOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_bad_answer_is_rechecked_refunded_and_judged_by_a_moderator()
    {
        var customer = await market.RichCustomer();
        var (first, second) = (await market.NewWorker(), await market.NewWorker());
        await GiveHighRating(second);
        var (captcha, submitted) = await market.Submit(customer);
        await Answer(first, "0OIl");

        var reports = new ReportDesk(market.CustomerDesk, market.Store, market.Actors,
            market.Cluster.Client.ServiceProvider.GetRequiredService<Repeat>(), TimeProvider.System);
        Assert.Equal(ReportVerdict.Recorded, await reports.Report(customer, captcha, false));
        Assert.NotEqual(captcha, (await Answer(second, "quite another")).Captcha);
        await Until(captcha, ReportStatus.AwaitingModerator);
        Assert.Equal(Money.FromDollars(10), (await market.CustomerDesk.View(customer)).Balance);
        Assert.Equal(submitted.Quote!.Rate, await market.Store.Balance(AccountId.Of(first)));

        var report = market.Actors.Report(captcha);
        Assert.Equal(ResolveVerdict.Involved, await report.Resolve(new Resolution(second.Value, "o0l1")));
        Assert.Equal(ResolveVerdict.Done, await report.Resolve(new Resolution(900_000, "o0l1")));
        Assert.Equal(ResolveVerdict.NotWaiting, await report.Decide(new Decision(900_000, true)));
        var state = await report.View();
        Assert.Equal((ReportStatus.TypicalMistake, first, second), (state!.Status, state.Worker!.Value, state.Second!.Value));
        var view = await market.WorkerDesk.View(first);
        Assert.Empty(view.Limits);
        Assert.Equal(Money.Zero, market.Store.Balances().Aggregate(Money.Zero, (sum, b) => sum + b.Amount));
    }

    [Fact]
    public async Task A_skilled_worker_is_shown_and_paid_more_while_the_customer_pays_the_same_and_is_heard()
    {
        var (customer, worker) = (await market.RichCustomer(), await market.NewWorker());
        await GiveHighRating(worker, answers: 400);
        var (captcha, submitted) = await market.Submit(customer);
        Assert.Equal(captcha, (await Answer(worker, "abc")).Captcha);
        var more = submitted.Quote!.Rate.Share(1500, 1000);
        Assert.Equal(more, await market.Store.Balance(AccountId.Of(worker)));
        Assert.Equal(more, (await market.Store.FindCaptcha(captcha))!.Earned);
        Assert.Equal(Money.FromDollars(10) - submitted.Quote.Price, (await market.CustomerDesk.View(customer)).Balance);
        Assert.Equal(new Hearing(true, 0.125), await market.Actors.Customer(customer).Hear(saysGood: true, DateTimeOffset.UtcNow));
        Assert.False(await market.Actors.Worker(worker).Passed(new SanctionId(17))); // no training was ordered
    }

    private async Task<AssignmentId> Answer(WorkerId worker, string answer)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience;)
        {
            var next = await market.WorkerDesk.Next(worker, null, TimeSpan.FromSeconds(5), CancellationToken.None);
            if (next.Assignment is not { } assignment) continue;
            Assert.Equal(AnswerOutcome.Accepted, (await market.WorkerDesk.Answer(assignment.Id, answer)).Outcome);
            return assignment.Id;
        }
        throw new TimeoutException($"Worker {worker} was given nothing.");
    }

    private async Task Until(CaptchaId captcha, ReportStatus status)
    {
        ReportState? state = null;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; await Task.Yield())
        {
            state = await market.Actors.Report(captcha).View();
            if (state?.Status == status) return;
        }
        Assert.Fail($"The report is {state?.Status}.");
    }

    /// <summary>Evidence comes with a step of a report: here one of nobody's.</summary>
    private async Task GiveHighRating(WorkerId worker, int answers = 60)
    {
        var nobodys = new CaptchaId(1_000_000 + worker.Value);
        await market.Store.AddReport(new ReportRow(nobodys, CustomerId.House, true, DateTimeOffset.UtcNow, 1));
        var (next, _) = (await market.Store.FindReportState(nobodys))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = Enumerable.Range(1, answers)
            .Select(n => new Evidence(worker, new CaptchaId(2_000_000 + n), EvidenceSource.Gold, Kind.ImageText, true, 1, DateTimeOffset.UtcNow));
        await market.Store.Commit(new ReportCommit(next, [.. pieces], [], DateTimeOffset.UtcNow));
        await market.Actors.Worker(worker).Judged();
    }
}
