using System.Diagnostics;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class GoldOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_gold_task_comes_in_the_place_of_a_captcha_is_paid_by_the_house_and_is_evidence()
    {
        var shelved = new CaptchaId(5_000_000);
        await market.Store.AddGold(
            new GoldEntry
            {
                Id = shelved,
                Request = new CaptchaRequest(Kind.ImageText) { CaseSensitive = true },
                Answer = "Gold",
                Origin = GoldOrigin.Own,
                State = GoldState.InUse,
                AddedAt = DateTimeOffset.UtcNow,
            },
            new CaptchaImages(new StoredImage("image/png", [1, 2, 3]), null));
        var customer = await market.RichCustomer();
        var worker = await market.NewWorker();
        Assignment? gold = null;
        for (var start = Stopwatch.GetTimestamp(); gold is null && Stopwatch.GetElapsedTime(start) < Patience;)
        {
            await market.Submit(customer);
            var next = await market.WorkerDesk.Next(worker, null, TimeSpan.FromSeconds(5), CancellationToken.None);
            if (next.Assignment is not { } assignment) continue;
            if (assignment.Shows is not null) gold = assignment;
            else Assert.Equal(AnswerOutcome.Accepted, (await market.WorkerDesk.Answer(assignment.Id, "work")).Outcome);
        }
        Assert.NotNull(gold);
        Assert.Equal((shelved, shelved, true), (gold.Shows, gold.Pictures, gold.Request.CaseSensitive));
        Assert.Equal(gold, await market.Actors.Worker(worker).Holds(gold.Id.Captcha));

        Assert.Equal(AnswerOutcome.Accepted, (await market.WorkerDesk.Answer(gold.Id, "Gold")).Outcome);
        Assert.Equal(AnswerOutcome.Accepted, (await market.WorkerDesk.Answer(gold.Id, "Gold")).Outcome); // the same again
        Assert.Equal(-gold.Rate, await market.Store.Balance(AccountId.HouseQuality));
        var evidence = Assert.Single(await market.Store.EvidenceOf(worker, 10));
        Assert.Equal((gold.Id.Captcha, EvidenceSource.Gold, true), (evidence.Captcha, evidence.Source, evidence.IsRight));
        Assert.Equal(new GoldTally(1, 0, 0, 0), (await market.Store.FindGold(shelved))!.Tally);
        Assert.Equal(Money.Zero, market.Store.Balances().Aggregate(Money.Zero, (sum, b) => sum + b.Amount));
    }
}
