using System.Collections.Concurrent;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptchaGrains.Demo.Tests;

/// <summary>Simulated customers and workers in the real marketplace. The tests wait for what happens, never for a time.</summary>
public sealed class LivelyMarketTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly WorkerHabits Quick = new()
    {
        ShortestTime = TimeSpan.Zero,
        MedianTime = TimeSpan.FromMilliseconds(2),
        LongestTime = TimeSpan.FromMilliseconds(10),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(2),
        MostFailures = 3,
        ErrorShare = 0,
        SkipShare = 0,
    };

    private static readonly LoadOptions Brisk = new() { PerSecond = 200, AskEvery = TimeSpan.FromMilliseconds(20), HoldBack = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Workers_read_the_images_of_customers_and_every_answer_is_right_and_paid()
    {
        using var market = new Market();
        var results = await Play(market, Quick, Brisk, 60);

        Assert.All(results, r => Assert.Equal(LoadEnd.Right, r.End));
        var solved = market.Store.Captchas().Where(c => c.Solution is not null).ToArray();
        Assert.True(solved.Length >= 60);
        var earned = Money.Zero;
        foreach (var worker in solved.Select(c => c.Solution!.Worker).Distinct()) earned += await market.Store.Balance(AccountId.Of(worker));
        Assert.Equal(solved.Aggregate(Money.Zero, (sum, c) => sum + c.Quote.Rate), earned);
        Assert.Equal(Money.Zero, market.Sum);
    }

    [Fact]
    public async Task A_hasty_worker_answers_wrong_and_in_the_right_form()
    {
        using var market = new Market();
        var results = await Play(market, Quick with { ErrorShare = 1 }, Brisk, 20);
        Assert.All(results, r => Assert.Equal(LoadEnd.Wrong, r.End));
    }

    [Fact]
    public async Task What_every_worker_skips_ends_unsolvable_and_costs_nothing()
    {
        using var market = new Market();
        var results = await Play(market, Quick with { SkipShare = 1 }, Brisk, 10);

        Assert.All(results, r => Assert.Equal(LoadEnd.Unsolvable, r.End));
        Assert.All(market.Store.Captchas().Where(c => c.IsEnded), c => Assert.Equal(CaptchaStatus.Unsolvable, c.Status));
        Assert.DoesNotContain(market.Store.Balances(), b => b.Account.Kind == AccountKind.Worker && b.Amount.IsPositive);
    }

    [Fact]
    public async Task Customers_pay_in_when_their_money_runs_low()
    {
        using var market = new Market();
        var results = await Play(market, Quick, Brisk with { LowBalance = Money.FromDollars(11), TopUp = Money.FromDollars(5) }, 10);

        Assert.All(results, r => Assert.Equal(LoadEnd.Right, r.End));
        Assert.Equal(-Money.FromDollars(15), await market.Store.Balance(AccountId.WorldDeposits));
    }

    [Fact]
    public async Task A_worker_who_cannot_work_goes_home_after_a_few_tries()
    {
        using var market = new Market();
        var stranger = new WorkerId(999); // never enrolled
        var workers = new DemoWorkers(market.WorkerDesk, market.Store, [stranger], Quick, 1, market.Time, NullLogger<DemoWorkers>.Instance);

        await workers.Run(CancellationToken.None).WaitAsync(Patience);

        Assert.Equal(0, market.WorkerDesk.Waiting);
    }

    [Fact]
    public async Task Stopped_workers_give_back_what_they_hold()
    {
        using var market = new Market();
        var customer = await market.Data.EnsureCustomer(Key);
        var ids = await market.Data.EnsureSimulatedWorkers(1);
        var slow = Quick with { ShortestTime = TimeSpan.FromSeconds(20), MedianTime = TimeSpan.FromSeconds(20), LongestTime = TimeSpan.FromSeconds(20) };
        using var stop = new CancellationTokenSource();
        var image = Imaging.Captchas.TextCaptcha.Generate(new Random(1), new() { EmbedAnswer = true });
        var run = new DemoWorkers(market.WorkerDesk, market.Store, ids, slow, 1, market.Time, NullLogger<DemoWorkers>.Instance).Run(stop.Token);
        await market.CustomerDesk.Submit(customer, DemoLoad.RequestFor(image.Hints), new(new("image/png", [.. image.Png]), null));
        await Until(async () => (await market.Actors.Worker(ids[0]).Ready()).Assignment is not null);

        await stop.CancelAsync();
        await run.WaitAsync(Patience);

        Assert.Null((await market.Actors.Worker(ids[0]).Ready()).Assignment);
    }

    [Fact]
    public void Settings_outside_of_their_ranges_are_refused()
    {
        LoadOptions[] wrong = [Brisk with { PerSecond = 0 }, Brisk with { PerSecond = double.NaN }, Brisk with { MostOpen = 0 }, Brisk with { TopUp = Money.Zero }];
        Assert.All(wrong, o => Assert.Throws<ArgumentException>(o.Validate));
    }

    /// <summary>Lets workers and customers run until some submissions have ended.</summary>
    private static async Task<LoadResult[]> Play(Market market, WorkerHabits habits, LoadOptions options, int count)
    {
        var customer = await market.Data.EnsureCustomer(Key);
        var ids = await market.Data.EnsureSimulatedWorkers(6);
        var workers = new DemoWorkers(market.WorkerDesk, market.Store, ids, habits, 7, market.Time, NullLogger<DemoWorkers>.Instance);
        var load = new DemoLoad(
            market.CustomerDesk, market.FrontOffice, market.Repeat, customer, options, 7, market.Time, NullLogger<DemoLoad>.Instance);
        var results = new ConcurrentQueue<LoadResult>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        load.Ended += result =>
        {
            results.Enqueue(result);
            if (results.Count >= count) enough.TrySetResult();
        };
        using var stop = new CancellationTokenSource();
        var run = Task.WhenAll(workers.Run(stop.Token), load.Run(stop.Token));
        await enough.Task.WaitAsync(Patience);
        var ended = results.Take(count).ToArray();
        await stop.CancelAsync();
        await run.WaitAsync(Patience);
        return ended;
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition()) patience.Token.ThrowIfCancellationRequested();
    }
}
