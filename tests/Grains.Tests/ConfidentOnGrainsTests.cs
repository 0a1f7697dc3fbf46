using System.Diagnostics;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class ConfidentOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_captcha_is_voted_on_by_different_workers_and_charged_by_their_answers()
    {
        var customer = await market.RichCustomer();
        var workers = new[] { await market.NewWorker(), await market.NewWorker(), await market.NewWorker() };
        var request = new CaptchaRequest(Kind.ImageText) { Confident = new ConfidentTerms(2, 4, 2, 0) };
        var (captcha, submitted) = await market.CustomerDesk.Submit(customer, request, CaptchaImages.None, null);
        Assert.Equal(SubmitVerdict.Accepted, submitted.Verdict);
        var single = request.Confident!.Single(submitted.Quote!);

        await Answer(workers[0], "abcd");
        await Answer(workers[1], "wxyz");
        await Answer(workers[2], "ABCD");
        var view = await Ended(customer, captcha);
        Assert.Equal((CaptchaViewStatus.Solved, "abcd", 3), (view.Status, view.Answer, view.Attempts));
        Assert.Equal((2, 3), (view.Agreement!.Matches, view.Agreement.Answers));
        Assert.Equal(new Quote(single.Rate.Times(3), single.Fee.Times(3)), view.Charged);
        foreach (var worker in workers) Assert.Equal(single.Rate, await market.Store.Balance(AccountId.Of(worker)));
        Assert.Equal(Money.FromDollars(10) - single.Price.Times(3), await market.Store.Balance(AccountId.Of(customer)));
        Assert.Equal(Money.Zero, await market.Store.Balance(AccountId.Held(customer)));
        Assert.Equal(3, (await market.Actors.Crowd(captcha).View()).Counted.Length);
    }

    private async Task Answer(WorkerId worker, string answer)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience;)
        {
            var next = await market.WorkerDesk.Next(worker, null, TimeSpan.FromSeconds(5), CancellationToken.None);
            if (next.Assignment is not { } assignment) continue;
            Assert.Equal(AnswerOutcome.Accepted, (await market.WorkerDesk.Answer(assignment.Id, answer)).Outcome);
            return;
        }
        throw new TimeoutException($"Worker {worker} was given nothing.");
    }

    private async Task<CaptchaView> Ended(CustomerId customer, CaptchaId captcha)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; await Task.Yield())
            if (await market.CustomerDesk.Read(customer, captcha) is { Status: not CaptchaViewStatus.Processing } view) return view;
        throw new TimeoutException("It does not end.");
    }
}
