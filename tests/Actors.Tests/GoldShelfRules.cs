using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>How gold tasks come onto the shelf and leave it, and what they mean for workers.</summary>
public class GoldShelfRules
{
    private const long Moderator = 900;

    private static readonly Money Rate = PriceTable.ImageText.MinRate;

    [Fact]
    public async Task A_task_is_retired_when_it_was_seen_often_enough()
    {
        using var t = await GoldTown.Open(1, GoldTown.EveryTask with { MostViews = 2 });
        await t.M.Local.Recover(); // the sweeper looks after the shelf
        foreach (var number in (long[])[10, 20]) await t.Answer(await t.Next(await t.Ready(number)), GoldTown.Known);
        await t.M.Pass(TimeSpan.FromSeconds(35));
        var entry = Assert.Single(await t.M.Store.GoldIn(GoldState.Retired, default, 10));
        Assert.Equal((GoldEnd.WornOut, 2), (entry.Why, entry.Task.Views));
        Assert.All(await t.M.Store.EvidenceOf(new WorkerId(10), 10), e => Assert.Equal(1, e.Weight));
    }

    [Fact]
    public async Task A_task_that_highly_rated_workers_answer_differently_is_retired_and_counts_against_nobody()
    {
        using var t = await GoldTown.Open(1);
        await t.M.Local.Recover();
        foreach (var number in (long[])[10, 20, 30])
        {
            await HighRating.Give(t.M, await t.M.Worker(number));
            await t.Answer(await t.Next(await t.Ready(number)), "brass");
        }
        var judged = (await t.M.Store.EvidenceOf(new WorkerId(10), 1_000)).Single(e => !e.IsRight);
        Assert.Equal(1, judged.Weight);
        await t.M.Pass(TimeSpan.FromSeconds(35));
        Assert.Equal(GoldEnd.Doubted, Assert.Single(await t.M.Store.GoldIn(GoldState.Retired, default, 10)).Why);
        foreach (var number in (long[])[10, 20, 30])
            Assert.Equal(0, (await t.M.Store.EvidenceOf(new WorkerId(number), 1_000)).Single(e => !e.IsRight).Weight);
        Assert.Equal(Rate.Times(2), await t.M.Balance(AccountId.Of(new WorkerId(10)))); // what was earned stays
    }

    [Fact]
    public async Task A_worker_whose_gold_tasks_are_wrong_is_suspended_until_a_moderator_decides()
    {
        using var t = await GoldTown.Open(12);
        var (worker, other) = (await t.Ready(10), await t.M.Worker(20));
        for (var wrong = 0; wrong < 6; wrong++)
        {
            Assert.Empty(await t.M.Store.AwaitingModerator(default, 10)); // not for five
            Assert.True(await t.Work(worker, other, "brass"));
        }
        await t.M.Pass(TimeSpan.FromSeconds(61));
        await t.M.Next(worker);
        await t.M.Settle();
        var opened = Assert.Single(await t.M.Store.AwaitingModerator(default, 10));
        Assert.Equal((ReportStatus.AwaitingBan, worker, CustomerId.House), (opened.Status, opened.Worker, opened.Customer));
        Assert.Equal(ReadyVerdict.Suspended, (await t.M.Actors.Worker(worker).Ready()).Verdict);
        Assert.Equal(Rate.Times(7), await t.M.Balance(AccountId.Of(worker))); // he keeps his money

        Assert.Equal(ResolveVerdict.NotWaiting, await t.M.Actors.Report(opened.Captcha).Resolve(new Resolution(Moderator, "brass")));
        Assert.Equal(ResolveVerdict.Involved, await t.M.Actors.Report(opened.Captcha).Decide(new Decision(worker.Value, false)));
        Assert.Equal(ResolveVerdict.Done, await t.M.Actors.Report(opened.Captcha).Decide(new Decision(Moderator, false)));
        await t.M.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(worker).Ready()).Verdict);
        await t.M.Settle();
        Assert.Empty(await t.M.Store.AwaitingModerator(default, 10)); // one case for one decision
    }

    [Fact]
    public async Task A_worker_who_is_fine_most_of_the_time_is_not_suspended()
    {
        using var t = await GoldTown.Open(40);
        var (worker, other) = (await t.Ready(10), await t.M.Worker(20));
        for (var n = 0; n < 30; n++) await t.Work(worker, other, n % 7 == 3 ? "brass" : GoldTown.Known); // 86 %
        await t.M.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal(ReadyVerdict.MayWork, (await t.M.Actors.Worker(worker).Ready()).Verdict);
        await t.M.Settle();
        Assert.Empty(await t.M.Store.AwaitingModerator(default, 10));
    }

    [Theory]
    [InlineData("ABC", GoldState.InUse)]
    [InlineData("xyz", GoldState.Retired)]
    public async Task A_good_answer_of_a_highly_rated_worker_grows_into_a_task_when_another_one_gives_the_same(string second, GoldState state)
    {
        using var t = await GoldTown.Open(0);
        var id = await Grow(t, second);
        var entry = (await t.M.Store.FindGold(id))!;
        Assert.Equal((state, GoldOrigin.Grown, "abc"), (entry.State, entry.Origin, entry.Answer));
        Assert.Null(entry.Request.CallbackUrl);
        Assert.Equal(-Rate, await t.M.Balance(AccountId.HouseQuality)); // the second answer
    }

    [Fact]
    public async Task A_good_answer_of_an_unknown_worker_grows_into_nothing_and_neither_does_one_that_nobody_gives_again()
    {
        using var t = await GoldTown.Open(0);
        await t.M.Local.Recover();
        var novice = await t.M.Worker(10);
        await Report(t, await Answered(t, novice), isCorrect: true);
        await t.M.Pass(TimeSpan.FromSeconds(35));
        Assert.Empty(await t.M.Store.GoldIn(GoldState.Growing, default, 10));
        await HighRating.Give(t.M, novice);
        var id = await Answered(t, novice);
        await Report(t, id, isCorrect: true);
        await t.M.Pass(TimeSpan.FromMinutes(12));
        Assert.Equal(GoldEnd.NotGrown, (await t.M.Store.FindGold(id))!.Why);
        Assert.Equal(Money.Zero, await t.M.Balance(AccountId.HouseQuality));
    }

    [Fact]
    public async Task A_grown_task_goes_to_nobody_who_had_its_captcha_nor_to_those_linked_to_him()
    {
        using var t = await GoldTown.Open(0);
        var id = await Grow(t, "abc");
        Assert.Equal([new WorkerId(10), new WorkerId(20)], (await t.M.Store.FindGold(id))!.Had.OrderBy(w => w.Value));
        var linked = await t.M.Worker(40);
        t.Links.Link(new WorkerId(20), linked);
        await t.M.Pass(TimeSpan.FromMinutes(2));
        foreach (var worker in (WorkerId[])[new(10), new(20), linked])
        {
            await t.First(worker);
            Assert.Null((await t.Next(worker)).Shows);
            while (await t.M.Next(worker) is { } open) await t.Answer(open, "work");
        }
        Assert.Equal(id, (await t.Next(await t.Ready(50))).Shows);
    }

    [Fact]
    public async Task A_moderators_own_resolution_becomes_a_task()
    {
        using var t = await GoldTown.Open(0);
        var (first, second) = (await t.M.Worker(10), await t.M.Worker(20));
        await HighRating.Give(t.M, second);
        var id = await Answered(t, first);
        await Report(t, id, isCorrect: false);
        await t.Answer((await t.M.Next(second))!, "xyz");
        await t.M.Actors.Report(id).Resolve(new Resolution(Moderator, "abd"));
        await t.M.Settle();
        var entry = (await t.M.Store.FindGold(id))!;
        Assert.Equal((GoldState.InUse, "abd"), (entry.State, entry.Answer));
        Assert.Equal([first, second], entry.Had.OrderBy(w => w.Value));
    }

    [Fact]
    public async Task A_customers_image_is_used_until_an_hour_before_it_may_be_deleted()
    {
        using var t = await GoldTown.Open(0);
        var id = await Grow(t, "abc");
        Assert.Equal(ImageOptions.Default.KeepFor - TimeSpan.FromHours(1), (await t.M.Store.FindGold(id))!.Until - (await t.M.Store.FindCaptcha(id))!.SubmittedAt);
        t.M.Time.Advance(TimeSpan.FromDays(7));
        await t.M.Pass(TimeSpan.FromSeconds(35));
        Assert.Equal(GoldEnd.Expired, (await t.M.Store.FindGold(id))!.Why);
        var worker = await t.M.Worker(50);
        await t.First(worker);
        Assert.Null((await t.Next(worker)).Shows);
    }

    private static async Task<CaptchaId> Answered(GoldTown t, WorkerId worker)
    {
        var id = await t.M.Submit(new CaptchaRequest(Kind.ImageText) { CallbackUrl = "http://callback.test/" });
        await t.Answer((await t.M.Next(worker))!, "abc");
        return id;
    }

    private static async Task Report(GoldTown t, CaptchaId id, bool isCorrect)
    {
        Assert.Equal(Desks.ReportVerdict.Recorded, await t.M.Reports.Report(t.M.Customer, id, isCorrect));
        await t.M.Settle();
    }

    /// <summary>Workers 10 and 20 have a high rating; the first one's answer is reported good, and the second one answers again.</summary>
    private static async Task<CaptchaId> Grow(GoldTown t, string second)
    {
        await t.M.Local.Recover();
        var (one, two) = (await t.M.Worker(10), await t.M.Worker(20));
        await HighRating.Give(t.M, one);
        await HighRating.Give(t.M, two);
        var id = await Answered(t, one);
        await Report(t, id, isCorrect: true);
        await t.M.Pass(TimeSpan.FromSeconds(35));
        await t.Answer((await t.M.Next(two))!, second);
        await t.M.Pass(TimeSpan.FromSeconds(35));
        return id;
    }
}
