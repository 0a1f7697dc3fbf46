using System.Diagnostics;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Grains.Interfaces.Push;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class MarketplaceOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_submitted_captcha_is_given_answered_paid_and_read()
    {
        var customer = await market.RichCustomer();
        var worker = await market.NewWorker();
        var (captcha, submitted) = await market.Submit(customer);
        Assert.Equal(SubmitVerdict.Accepted, submitted.Verdict);

        var assignment = await NextOf(worker);
        Assert.Equal(captcha, assignment.Id.Captcha);
        var answered = await market.WorkerDesk.Answer(assignment.Id, "2763");
        Assert.Equal(AnswerOutcome.Accepted, answered.Outcome);

        var view = await market.CustomerDesk.Read(customer, captcha);
        Assert.Equal((CaptchaViewStatus.Solved, "2763"), (view.Status, view.Answer));
        Assert.Equal(submitted.Quote!.Rate, await market.Store.Balance(AccountId.Of(worker)));
        Assert.Equal(submitted.Quote.Rate, answered.Balance);
        Assert.Equal(Money.FromDollars(10) - view.Price, (await market.CustomerDesk.View(customer)).Balance);
        Assert.Equal(Money.Zero, market.Store.Balances().Aggregate(Money.Zero, (sum, b) => sum + b.Amount));
    }

    [Fact]
    public async Task A_worker_who_waits_is_told_of_a_captcha_at_once()
    {
        var customer = await market.RichCustomer();
        var worker = await market.NewWorker();
        var next = NextOf(worker);
        await Until(() => market.WorkerDesk.Waiting > 0);

        var (captcha, _) = await market.Submit(customer);
        var assignment = await next;
        Assert.Equal(captcha, assignment.Id.Captcha);
        await market.WorkerDesk.Answer(assignment.Id, "ok");
    }

    [Fact]
    public async Task Many_captchas_reach_many_workers_and_each_is_paid_once()
    {
        var customer = await market.RichCustomer();
        var workers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => market.NewWorker()));
        using var done = new CancellationTokenSource();
        var working = workers.Select(w => WorkUntil(w, done.Token)).ToArray();

        var submitted = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => market.Submit(customer)));
        foreach (var (id, _) in submitted)
            await Until(async () => (await market.CustomerDesk.Read(customer, id)).Status == CaptchaViewStatus.Solved);
        await done.CancelAsync();
        Assert.Equal(200, (await Task.WhenAll(working)).Sum());

        // The rate floats while they are submitted; each is paid what was quoted for it.
        var (quoted, earned) = (Money.Zero, Money.Zero);
        foreach (var (_, result) in submitted) quoted += result.Quote!.Rate;
        foreach (var worker in workers) earned += await market.Store.Balance(AccountId.Of(worker));
        Assert.Equal(quoted, earned);
        Assert.Equal(Money.Zero, await market.Store.Balance(AccountId.Held(customer)));
    }

    [Fact]
    public async Task A_captcha_that_lost_its_activation_comes_back_when_it_is_asked_to_queue_again()
    {
        var customer = await market.RichCustomer();
        var worker = await market.NewWorker();
        var (captcha, _) = await market.Submit(customer);
        await market.Cluster.DeactivateAsync((IAddressable)market.Actors.Captcha(captcha));

        await market.Actors.Captcha(captcha).Requeue();
        var assignment = await NextOf(worker);
        Assert.Equal(captcha, assignment.Id.Captcha);
        await market.WorkerDesk.Answer(assignment.Id, "back");
        Assert.Equal("back", (await market.CustomerDesk.Read(customer, captcha)).Answer);
    }

    [Fact]
    public async Task A_customers_profile_outlives_its_activation()
    {
        var customer = await market.RichCustomer();
        Assert.True(await market.Actors.Customer(customer).SetMaxRate(Money.Parse("0.0005")));
        await market.Cluster.DeactivateAsync((IAddressable)market.Actors.Customer(customer));
        Assert.Equal(Money.Parse("0.0005"), (await market.CustomerDesk.View(customer)).Profile!.MaxRate);
    }

    [Fact]
    public async Task The_shards_are_spread_over_the_silos()
    {
        var silos = new HashSet<SiloAddress>();
        foreach (var number in new[] { 0, 1 })
        {
            var shard = (IAddressable)market.Actors.Shard(new(number));
            await market.Actors.Shard(new(number)).Load();
            Assert.True(market.Cluster.TryGetGrainContext(shard.GetGrainId(), out var context));
            silos.Add(context.Address.SiloAddress!);
        }
        Assert.Equal(2, silos.Count);
    }

    [Fact]
    public async Task A_customer_who_waits_gets_the_answer()
    {
        var customer = await market.RichCustomer();
        var (captcha, _) = await market.Submit(customer);
        var assignment = await NextOf(await market.NewWorker());
        var waiting = market.CustomerDesk.Read(customer, captcha, Patience, CancellationToken.None);
        await market.WorkerDesk.Answer(assignment.Id, "2763");
        Assert.Equal("2763", (await waiting).Answer);
        Assert.Equal(0, market.CustomerDesk.Waiting);
    }

    [Fact]
    public async Task A_host_that_wants_to_hear_of_the_end_is_told()
    {
        var customer = await market.RichCustomer();
        var (captcha, _) = await market.Submit(customer);
        var assignment = await NextOf(await market.NewWorker());
        using var inbox = new PushInbox(market.Cluster.Client);
        var ended = new TaskCompletionSource<CaptchaId>();
        inbox.DeliverEnds(ended.SetResult);
        await market.Actors.Captcha(captcha).Read(customer, inbox.Address);
        await market.WorkerDesk.Answer(assignment.Id, "2763");
        Assert.Equal(captcha, await ended.Task.WaitAsync(Patience));
    }

    private async Task<Assignment> NextOf(WorkerId worker)
    {
        var next = await market.WorkerDesk.Next(worker, null, Patience, CancellationToken.None);
        return Assert.IsType<Assignment>(next.Assignment);
    }

    private async Task<int> WorkUntil(WorkerId worker, CancellationToken done)
    {
        var solved = 0;
        while (!done.IsCancellationRequested)
        {
            if ((await market.WorkerDesk.Next(worker, null, Patience, done)).Assignment is not { } assignment) continue;
            if ((await market.WorkerDesk.Answer(assignment.Id, "42")).Outcome == AnswerOutcome.Accepted) solved++;
        }
        return solved;
    }

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private static async Task Until(Func<Task<bool>> condition)
    {
        var start = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(start.Elapsed < Patience, "It did not happen in time.");
            await Task.Yield();
        }
    }
}
