using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Captchas of which the answer is known are mixed into a worker's work.</summary>
public class GoldTasks
{
    private static readonly Money Rate = PriceTable.ImageText.MinRate;

    [Fact]
    public async Task A_gold_task_takes_the_place_of_a_captcha_and_is_like_any_other()
    {
        using var t = await GoldTown.Open(1);
        var worker = await t.Ready(10);
        var ordinary = await t.First(await t.M.Worker(99));
        var gold = await t.Next(worker);
        Assert.NotNull(gold.Shows);
        Assert.Equal((ordinary.Kind, ordinary.Rate, ordinary.LeaseEndsAt - ordinary.GrantedAt), (gold.Kind, gold.Rate, gold.LeaseEndsAt - gold.GrantedAt));
        Assert.Equal(ordinary.Request, gold.Request);
        Assert.InRange(gold.Id.Captcha.Value, ordinary.Id.Captcha.Value - 10, ordinary.Id.Captcha.Value + 10); // a number like all others
        Assert.Equal(gold, await t.M.Work.Holds(gold.Id));
        Assert.NotNull(await t.M.Store.FindImage(gold.Pictures, ImagePart.Captcha));

        await t.Answer(gold, " GOLD ");
        var paid = await t.M.Store.Statement(AccountId.Of(worker), null, 10);
        Assert.Equal([(Purpose.Earning, Rate), (Purpose.Earning, Rate)], paid.Select(e => (e.Purpose, e.Amount)));
        Assert.Equal(-Rate, await t.M.Balance(AccountId.HouseQuality));
        var evidence = Assert.Single(await t.M.Store.EvidenceOf(worker, 10));
        Assert.Equal((gold.Id.Captcha, EvidenceSource.Gold, true, 1.0), (evidence.Captcha, evidence.Source, evidence.IsRight, evidence.Weight));
        Assert.Equal(2, (await t.M.Work.View(worker)).Solved);
    }

    [Fact]
    public async Task The_captcha_that_was_passed_over_goes_to_somebody_else_at_once_and_is_passed_over_once()
    {
        using var t = await GoldTown.Open(5);
        var (one, two, three) = (await t.Ready(10), await t.Ready(20), await t.M.Worker(30));
        var waiting = t.M.Wait(three, 20);
        var captcha = await t.M.Submit();
        await t.M.Settle();
        Assert.Equal(captcha, (await waiting).Assignment!.Id.Captcha); // he waited

        var passedOver = await t.M.Submit();
        Assert.NotNull((await t.M.Next(one))!.Shows);
        await t.M.Settle();
        Assert.Equal(passedOver, (await t.M.Next(two))!.Id.Captcha); // a gold task is ready for him, too
    }

    [Fact]
    public async Task A_captcha_that_has_waited_long_is_not_passed_over()
    {
        using var t = await GoldTown.Open(1);
        var worker = await t.Ready(10);
        var old = await t.M.Submit();
        await t.M.Pass(TimeSpan.FromSeconds(31)); // of 90
        Assert.Equal(old, (await t.M.Next(worker))!.Id.Captcha);
    }

    [Fact]
    public async Task Nobody_gets_a_gold_task_when_there_is_no_work_for_him_or_of_another_kind()
    {
        using var t = await GoldTown.Open(1);
        var worker = await t.Ready(10);
        Assert.Null(await t.M.Next(worker));
        var waiting = t.M.Wait(worker, 5);
        await t.M.Pass(TimeSpan.FromSeconds(6));
        Assert.Null((await waiting).Assignment);
        Assert.Null((await t.Next(worker, new CaptchaRequest(Kind.Text) { Instruction = "2 + 2" })).Shows);
    }

    [Fact]
    public async Task A_wrong_answer_is_paid_as_well_and_tells_against_the_worker()
    {
        using var t = await GoldTown.Open(1);
        var worker = await t.Ready(10);
        await t.Answer(await t.Next(worker), "brass");
        Assert.Equal(Rate.Times(2), await t.M.Balance(AccountId.Of(worker)));
        Assert.False(Assert.Single(await t.M.Store.EvidenceOf(worker, 10)).IsRight);
        Assert.Equal(1, (await t.M.Store.GoldIn(GoldState.InUse, default, 10)).Single().Tally.Differed);
    }

    [Fact]
    public async Task Nobody_gets_the_same_task_twice_though_he_gave_it_back_or_came_too_late()
    {
        using var t = await GoldTown.Open(3);
        var (worker, other) = (await t.Ready(10), await t.M.Worker(20));
        var shown = new List<CaptchaId>();
        for (var n = 0; n < 8; n++)
        {
            var next = await t.Next(worker);
            if (next.Shows is { } gold) shown.Add(gold);
            if (next.Shows is null) await t.Answer(next, "work");
            else if (shown.Count == 1) await t.M.Work.GiveBack(next.Id, AttemptEnd.Unreadable);
            else if (shown.Count == 2) await t.M.Pass(TimeSpan.FromSeconds(35));
            else await t.Answer(next, GoldTown.Known);
            while (await t.M.Next(other) is { } left) await t.Answer(left, left.Shows is null ? "work" : GoldTown.Known);
        }
        Assert.Equal(3, shown.Count);
        Assert.Equal(3, shown.Distinct().Count());
        Assert.Equal([true], (await t.M.Store.EvidenceOf(worker, 10)).Select(e => e.IsRight)); // only what he answered is evidence
        await t.M.Pass(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(t.M.Store.Captchas(), c => !c.IsEnded);
    }

    [Fact]
    public async Task A_late_answer_counts_as_it_does_for_any_captcha_that_is_still_open()
    {
        using var t = await GoldTown.Open(1);
        var worker = await t.Ready(10);
        var gold = await t.Next(worker);
        await t.M.Pass(TimeSpan.FromSeconds(35));
        await t.Answer(gold, GoldTown.Known);
        Assert.True(Assert.Single(await t.M.Store.EvidenceOf(worker, 10)).IsRight);
    }

    [Fact]
    public async Task A_task_that_was_made_ready_and_not_used_ends_and_costs_nothing()
    {
        using var t = await GoldTown.Open(1);
        var worker = await t.Ready(10);
        var ready = Assert.Single(t.M.Store.Captchas(), c => c.Gold is not null);
        await t.M.Pass(TimeSpan.FromMinutes(4));
        Assert.Equal(CaptchaStatus.Unsolvable, (await t.M.Store.FindCaptcha(ready.Id))!.Status);
        Assert.Equal(Money.Zero, await t.M.Balance(AccountId.HouseQuality));
        Assert.Null((await t.Next(worker)).Shows); // its rate is out of date
    }

    [Fact]
    public async Task Nobody_but_the_worker_for_whom_it_is_gets_a_gold_task()
    {
        using var t = await GoldTown.Open(1);
        await t.Ready(10);
        var ready = Assert.Single(t.M.Store.Captchas(), c => c.Gold is not null);
        var other = await t.M.Worker(20);
        Assert.Equal(LeaseOutcome.NotAvailable, (await t.M.Actors.Captcha(ready.Id).Lease(other)).Outcome);
        Assert.Equal(AnswerOutcome.NotYours, (await t.M.Actors.Captcha(ready.Id).Answer(other, GoldTown.Known)).Outcome);
        Assert.Equal(CaptchaViewStatus.Unknown, (await t.M.Read(ready.Id)).Status); // no customer's
    }

    [Fact]
    public async Task Without_a_shelf_work_is_as_it_was()
    {
        using var t = await GoldTown.Open(0);
        var worker = await t.M.Worker(10);
        for (var n = 0; n < 20; n++) Assert.False(await t.Work(worker, worker));
        Assert.DoesNotContain(t.M.Store.Captchas(), c => c.IsOfHouse);
    }

    [Fact]
    public async Task The_first_workers_of_a_fresh_marketplace_get_a_high_rating_by_gold_which_is_one_of_a_hundred_tasks()
    {
        using var t = await GoldTown.Open(60, new GoldOptions { Seed = 7 });
        var (worker, other) = (await t.M.Worker(10), await t.M.Worker(20));
        const int tasks = 4_000;
        var gold = 0;
        for (var n = 0; n < tasks; n++)
        {
            if (await t.Work(worker, other)) gold++;
            if (n % 100 == 0) t.M.Time.Advance(TimeSpan.FromMinutes(1)); // the shelf and the record are read once a minute
        }
        Assert.InRange(gold, 40 - 19, 40 + 19); // three standard deviations
        var skill = Assert.Single((await View(t, worker)).Skills);
        Assert.Equal((Kind.ImageText, (double)gold), (skill.Kind, Math.Round(skill.Estimate.Evidence, 0, MidpointRounding.ToPositiveInfinity)));
        Assert.True(skill.Estimate.IsHigh(SkillOptions.Default), $"{skill.Estimate} after {gold} gold tasks");
    }

    private static async Task<Workers.WorkerView> View(GoldTown t, WorkerId worker)
    {
        t.M.Time.Advance(TimeSpan.FromMinutes(2));
        return await t.M.Work.View(worker);
    }
}
