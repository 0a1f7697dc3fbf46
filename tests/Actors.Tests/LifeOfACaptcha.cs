using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Tests;

public class LifeOfACaptcha
{
    private static readonly Quote Minimum = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);

    [Fact]
    public async Task An_image_becomes_a_paid_answer_to_the_nano_dollar()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        var id = await m.Submit();
        Assert.Equal(Marketplace.TenDollars - Minimum.Price, await m.Balance(AccountId.Of(m.Customer)));
        Assert.Equal(Minimum.Price, await m.Balance(AccountId.Held(m.Customer)));
        Assert.Equal(CaptchaViewStatus.Processing, (await m.Read(id)).Status);

        var assignment = await m.Next(worker);
        Assert.Equal(new AssignmentId(id, worker), assignment?.Id);
        Assert.Equal(Minimum.Rate, assignment!.Rate);
        var answered = await m.Work.Answer(assignment.Id, " 2763 ");

        Assert.Equal(new AnswerResult(AnswerOutcome.Accepted, Minimum.Rate, Minimum.Rate, null) { Terms = answered.Terms }, answered);
        Assert.True(answered.Terms!.Kinds.Contains(Kind.ImageText));
        var view = await m.Read(id);
        Assert.Equal((CaptchaViewStatus.Solved, "2763", Minimum.Price), (view.Status, view.Answer, view.Price));
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Held(m.Customer)));
        Assert.Equal(Marketplace.TenDollars - Minimum.Price, await m.Balance(AccountId.Of(m.Customer)));
        Assert.Equal(Minimum.Rate, await m.Balance(AccountId.Of(worker)));
        Assert.Equal(Minimum.Fee, await m.Balance(AccountId.HouseRevenue));
    }

    [Fact]
    public async Task A_waiting_worker_gets_a_captcha_the_moment_it_is_submitted()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        var waiting = m.Wait(worker, 25);
        await m.Settle();
        Assert.False(waiting.IsCompleted);
        var id = await m.Submit();
        Assert.Equal(id, (await waiting).Assignment?.Id.Captcha);
    }

    [Fact]
    public async Task A_wait_ends_without_a_captcha_when_its_time_is_over()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        var next = await m.Until(m.Wait(worker, 25), TimeSpan.FromSeconds(26));
        Assert.Null(next.Assignment);
        Assert.Equal(0, m.Work.Waiting);
    }

    [Fact]
    public async Task A_worker_who_left_gets_nothing_and_the_captcha_goes_to_somebody_else()
    {
        using var m = await Marketplace.Open();
        var (gone, here) = (await m.Worker(7), await m.Worker(8));
        using var connection = new CancellationTokenSource();
        var waiting = m.Wait(gone, 25, connection.Token);
        await m.Settle();
        await connection.CancelAsync();
        Assert.Null((await waiting).Assignment);
        var id = await m.Submit();
        Assert.Equal(id, (await m.Until(m.Wait(here, 25), TimeSpan.FromSeconds(10))).Assignment?.Id.Captcha);
    }

    [Fact]
    public async Task Asking_again_returns_the_same_assignment()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await m.Submit();
        await m.Submit();
        Assert.Equal(await m.Next(worker), await m.Next(worker));
    }

    [Fact]
    public async Task The_same_answer_again_gets_the_same_reply_and_pays_once()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await m.Submit();
        var assignment = (await m.Next(worker))!;
        var first = await m.Work.Answer(assignment.Id, "abc");
        Assert.Equal(first, await m.Work.Answer(assignment.Id, "abc"));
        Assert.Equal(AnswerOutcome.LeaseOver, (await m.Work.Answer(assignment.Id, "xyz")).Outcome);
        Assert.Equal(Minimum.Rate, await m.Balance(AccountId.Of(worker)));
    }

    [Fact]
    public async Task A_lease_that_runs_out_gives_the_captcha_to_another_worker()
    {
        using var m = await Marketplace.Open();
        var (slow, quick) = (await m.Worker(7), await m.Worker(8));
        var id = await m.Submit();
        await m.Next(slow);
        var waiting = m.Wait(quick, 25);
        await m.Pass(TimeSpan.FromSeconds(20));
        Assert.False(waiting.IsCompleted);
        await m.Until(waiting, TimeSpan.FromSeconds(6));
        var again = m.Wait(quick, 25);
        Assert.Equal(id, (await m.Until(again, TimeSpan.FromSeconds(10))).Assignment?.Id.Captcha);
    }

    [Fact]
    public async Task A_late_answer_counts_while_the_captcha_is_open_and_the_other_worker_is_told()
    {
        using var m = await Marketplace.Open();
        var (late, other) = (await m.Worker(7), await m.Worker(8));
        var id = await m.Submit();
        var first = (await m.Next(late))!;
        await m.Pass(TimeSpan.FromSeconds(31));
        var second = (await m.Next(other))!;
        Assert.Equal(id, second.Id.Captcha);
        Assert.Equal(AnswerOutcome.Accepted, (await m.Work.Answer(first.Id, "late")).Outcome);
        Assert.Equal(AnswerOutcome.LeaseOver, (await m.Work.Answer(second.Id, "other")).Outcome);
        Assert.Equal("late", (await m.Read(id)).Answer);
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Of(other)));
        await m.Submit();
        Assert.NotNull(await m.Next(other)); // he is free again
    }

    [Fact]
    public async Task After_three_workers_a_captcha_is_unsolvable_and_costs_nothing()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        for (var number = 1; number <= 3; number++)
        {
            var worker = await m.Worker(number);
            var assignment = (await m.Next(worker))!;
            Assert.Equal(SkipVerdict.GivenBack, await m.Work.GiveBack(assignment.Id, AttemptEnd.Unreadable));
        }
        var view = await m.Read(id);
        Assert.Equal((CaptchaViewStatus.Unsolvable, Money.Zero, 3), (view.Status, view.Price, view.Attempts));
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Held(m.Customer)));
    }

    [Fact]
    public async Task Without_a_worker_a_captcha_ends_after_ninety_seconds_although_nobody_asks()
    {
        using var m = await Marketplace.Open();
        await m.Submit();
        await m.Pass(TimeSpan.FromSeconds(89));
        Assert.False(m.Store.Captchas().Single().IsEnded);
        await m.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(CaptchaStatus.Unsolvable, m.Store.Captchas().Single().Status);
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));
    }

    [Fact]
    public async Task A_worker_never_gets_the_same_captcha_twice()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await m.Submit();
        var assignment = (await m.Next(worker))!;
        await m.Work.GiveBack(assignment.Id, AttemptEnd.TooHard);
        Assert.Null(await m.Next(worker));
    }

    [Fact]
    public async Task A_malformed_answer_is_refused_without_penalty()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        await m.Submit(new CaptchaRequest(Kind.ImageText) { Numeric = NumericRule.DigitsOnly });
        var assignment = (await m.Next(worker))!;
        Assert.Equal(AnswerResult.Malformed(AnswerFlaw.DigitsOnly), await m.Work.Answer(assignment.Id, "12a4"));
        Assert.Equal(AnswerOutcome.Accepted, (await m.Work.Answer(assignment.Id, "1234")).Outcome);
    }

    [Fact]
    public async Task An_answer_from_a_worker_who_never_had_the_captcha_is_refused()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        var stranger = await m.Worker(9);
        Assert.Equal(AnswerOutcome.NotYours, (await m.Work.Answer(new AssignmentId(id, stranger), "x")).Outcome);
        Assert.Equal(AnswerOutcome.NotYours, (await m.Work.Answer(new AssignmentId(new CaptchaId(9999), stranger), "x")).Outcome);
    }

    [Fact]
    public async Task Pause_gives_back_what_is_open()
    {
        using var m = await Marketplace.Open();
        var (worker, other) = (await m.Worker(7), await m.Worker(8));
        var id = await m.Submit();
        await m.Next(worker);
        await m.Work.Pause(worker);
        Assert.Equal(id, (await m.Next(other))?.Id.Captcha);
    }

    [Fact]
    public async Task An_ended_captcha_leaves_memory_once_its_customer_has_read_it()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(7);
        var id = await m.Submit();
        await m.Work.Answer((await m.Next(worker))!.Id, "abc");
        await m.Read(id);
        Assert.Equal(0, m.Local.CaptchasAlive);
        Assert.Equal("abc", (await m.Read(id)).Answer);
    }

    [Fact]
    public async Task Somebody_elses_captcha_does_not_exist_for_a_customer()
    {
        using var m = await Marketplace.Open();
        var id = await m.Submit();
        Assert.Equal(CaptchaViewStatus.Unknown, (await m.Desk.Read(new CustomerId(4711), id)).Status);
        Assert.Equal(CaptchaViewStatus.Unknown, (await m.Read(new CaptchaId(4711))).Status);
    }
}
