using System.Collections.Immutable;
using CaptchaGrains.Actors.Images;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using Town = CaptchaGrains.Actors.Tests.ReportRules.Town;

namespace CaptchaGrains.Actors.Tests;

/// <summary>How long images are there: seven days, and as long as somebody needs them.</summary>
public sealed class ImagesOfCaptchas
{
    /// <summary>Whom <see cref="Town"/> resolves and decides as, and who decides on appeals.</summary>
    private const long First = 900;

    private const long Second = 901;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>What a moderator resolves is no gold task afterwards.</summary>
    private static readonly ReportOptions WithoutGold = new() { Gold = new GoldOptions { EnoughOnShelf = 0 } };

    [Fact]
    public async Task The_sweeper_deletes_an_image_after_seven_days()
    {
        using var t = await Town.Open(WithoutGold);
        var id = await t.Answered(t.First, "abc");
        t.M.Time.Advance(Week - TimeSpan.FromHours(1));
        var young = await t.Answered(t.First, "abc");
        var open = await t.M.Submit();
        t.M.Time.Advance(TimeSpan.FromHours(2));
        await t.M.Local.Recover();
        await t.M.Settle();
        Assert.False(await IsThere(t, id));
        Assert.True(await IsThere(t, young) && await IsThere(t, open));
        Assert.Equal(CaptchaStatus.Solved, (await t.M.Store.FindCaptcha(id))!.Status);
    }

    [Fact]
    public async Task An_image_of_which_a_report_waits_is_there_until_a_moderator_has_resolved_it()
    {
        using var t = await Town.Open(WithoutGold);
        var id = await t.Disputed("abc", "xyz");
        var recheck = (await t.State(id)).Recheck!.Value;
        var rounds = Rounds(t);
        await Later(t, rounds, TimeSpan.FromDays(100));
        Assert.True(await IsThere(t, id));
        Assert.False(await IsThere(t, recheck)); // it has one of its own, which nobody needs any more
        await t.Resolve(id, "abc");
        await Later(t, rounds, TimeSpan.FromMinutes(10));
        Assert.False(await IsThere(t, id));
    }

    [Fact]
    public async Task Images_of_a_sanction_are_there_until_its_appeal_is_overturned()
    {
        using var t = await Town.Open(WithoutGold);
        var ban = await Banned(t);
        var rounds = Rounds(t);
        await Later(t, rounds, TimeSpan.FromDays(8));
        Assert.Equal(ban.RestsOn, await There(t, ban)); // he can appeal
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Appeal(t.First, ban.Id, "I was ill.")).Verdict);
        await Later(t, rounds, Week);
        Assert.Equal(ban.RestsOn, await There(t, ban));
        Assert.Equal(ModerationVerdict.Done, (await t.M.Appeals.Decide(Second, ban.Id, overturn: true, "A slip.")).Verdict);
        await Later(t, rounds, TimeSpan.FromMinutes(10));
        Assert.Empty(await There(t, ban));
    }

    [Fact]
    public async Task An_appeal_that_was_decided_against_the_worker_ends_the_dispute_too()
    {
        using var t = await Town.Open(WithoutGold);
        var ban = await Banned(t);
        await t.M.Appeals.Appeal(t.First, ban.Id, "I was ill.");
        await t.M.Appeals.Decide(Second, ban.Id, overturn: false, "No.");
        await Later(t, Rounds(t), TimeSpan.FromDays(8));
        Assert.Empty(await There(t, ban));
    }

    [Fact]
    public async Task Nobody_keeps_an_image_for_a_sanction_that_he_has_not_appealed_against_in_ninety_days()
    {
        using var t = await Town.Open(WithoutGold);
        var ban = await Banned(t);
        var rounds = Rounds(t);
        await Later(t, rounds, TimeSpan.FromDays(89));
        Assert.Equal(ban.RestsOn, await There(t, ban));
        await Later(t, rounds, TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.Empty(await There(t, ban));
    }

    [Fact]
    public async Task Images_of_hidden_tests_are_kept_under_their_own_numbers()
    {
        using var t = await Town.Open(WithoutGold);
        var task = await t.Answered(t.Second, "abc");
        var view = await t.Answered(t.First, "xyz");
        await t.M.Store.AddSanction(Resting(1, t, new SanctionEvidence(view, "xyz", null, null, MistakeVerdict.DiffersTooMuch, Gold: task)));
        await Later(t, Rounds(t), TimeSpan.FromDays(8));
        Assert.True(await IsThere(t, task));
        Assert.False(await IsThere(t, view)); // a real one has no image of its own
    }

    [Fact]
    public async Task Sanctions_are_read_page_by_page_the_newest_first_until_they_are_too_old()
    {
        using var t = await Town.Open(WithoutGold);
        var (old, ids) = (await t.Answered(t.First, "abc"), new List<CaptchaId>());
        await t.M.Store.AddSanction(Resting(1, t, Piece(old)));
        t.M.Time.Advance(TimeSpan.FromDays(95));
        for (var n = 0; n < 3; n++) ids.Add(await t.Answered(t.First, "abc"));
        await t.M.Store.AddSanction(Resting(2, t, Piece(ids[0])));
        for (var n = 3; n < 1_100; n++) await t.M.Store.AddSanction(Resting(n, t));
        await t.M.Store.AddSanction(Resting(1_100, t, Piece(ids[1]), Piece(old)));
        var now = t.M.Time.GetUtcNow();
        var disputes = new Disputes(t.M.Store);
        Assert.Equal([old, ids[0], ids[1]], await disputes.Above(default, now - TimeSpan.FromDays(90), now));
        Assert.Equal([ids[1]], await disputes.Above(ids[0], now - TimeSpan.FromDays(90), now));
        var ended = (await t.M.Store.FindSanction(new SanctionId(2)))!.After(SanctionEvent.ModeratorLifts)!;
        Assert.True(await t.M.Store.ChangeSanction(ended, []));
        now += TimeSpan.FromMinutes(1);
        Assert.Equal([old, ids[1]], await disputes.Above(default, now - TimeSpan.FromDays(90), now));
    }

    [Fact]
    public async Task More_answers_are_rechecked_only_where_their_images_will_still_be_there()
    {
        using var t = await Town.Open(WithoutGold);
        var old = await t.Answered(t.First, "right");
        t.M.Time.Advance(TimeSpan.FromHours(1));
        var usable = await t.Answered(t.First, "right");
        t.M.Time.Advance(TimeSpan.FromDays(6) - TimeSpan.FromMinutes(30));
        await t.Trust(t.Second);
        var young = await t.Answered(t.First, "right");
        var id = await t.Disputed("pppp", "xyz");
        await t.Resolve(id, "kwmx");
        Assert.Equal([young, usable], (await t.State(id)).FollowUps.Select(f => f.Captcha));
        Assert.True(await IsThere(t, old)); // for a day more, which is too short
    }

    [Fact]
    public async Task Answers_to_hidden_tests_are_not_rechecked_as_they_are_known()
    {
        using var town = await GoldTown.Open(tasks: 1);
        var (worker, other) = (await town.Ready(10), await town.M.Worker(20));
        Assert.True(await town.Work(worker, other));
        await HighRating.Give(town.M, other);
        var id = await town.M.Submit();
        await town.Answer((await town.M.Next(worker))!, "pppp");
        Assert.Equal(Desks.ReportVerdict.Recorded, await town.M.Reports.Report(town.M.Customer, id, false));
        await town.M.Settle();
        await town.Answer((await town.M.Next(other))!, "xyz");
        Assert.Equal(ResolveVerdict.Done, await town.M.Actors.Report(id).Resolve(new Resolution(First, "kwmx")));
        await town.M.Settle();
        var followUps = (await town.M.Store.FindReportState(id))!.FollowUps;
        Assert.Single(followUps); // his first answer
        Assert.Null((await town.M.Store.FindCaptcha(followUps[0].Captcha))!.Gold);
    }

    [Fact]
    public async Task A_gold_task_is_retired_before_its_image_is_deleted()
    {
        var numbers = ImageOptions.Default.Within(ReportOptions.Default with { Gold = new GoldOptions { KeepGrown = TimeSpan.FromDays(30), PerMille = 7 } });
        Assert.Equal((Week - TimeSpan.FromHours(1), 7), (numbers.Gold.KeepGrown, numbers.Gold.PerMille));
        Assert.Equal(TimeSpan.FromHours(2), ImageOptions.Default.Within(ReportOptions.Default with { Gold = new GoldOptions { KeepGrown = TimeSpan.FromHours(2) } }).Gold.KeepGrown);
        using var t = await Town.Open(WithoutGold);
        Assert.True(new ActorServices(t.M.Actors, t.M.Store, null!, null!, new(), new Random(1)).Numbers.Gold.KeepGrown < Week);
    }

    [Fact]
    public async Task A_round_goes_on_page_after_page_until_one_has_nothing_old_and_rests_then()
    {
        var store = new ScriptedImages([new(new CaptchaId(5_000), 5_000, 4_990), new(new CaptchaId(10_000), 1, 0), new(new CaptchaId(15_000), 0, 0), new(null, 0, 0)]);
        var rounds = new ImageRounds(store, new Storage.Memory.MemoryStore(), ImageOptions.Default);
        var now = DateTimeOffset.UnixEpoch.AddYears(50);
        for (var look = 0; look < 3; look++) await rounds.Tend(now);
        Assert.Equal([(0L, 5_000), (5_000L, 5_000), (10_000L, 5_000)], store.Looks);
        Assert.Equal((now - Week, now.AddDays(-90)), (store.Due!.SubmittedBefore, store.Due.DisputedBefore));
        await rounds.Tend(now.AddMinutes(9.9));
        Assert.Equal(3, store.Looks.Count);
        await rounds.Tend(now.AddMinutes(10));
        Assert.Equal((0L, 5_000), store.Looks[^1]); // what was kept is looked at again
        Assert.True(IImageStore.MostLookedAt > new Desks.DeskOptions().IdBlock); // young numbers of a slow host lie among old ones
    }

    [Fact]
    public async Task A_look_that_the_store_fails_is_repeated()
    {
        var store = new ScriptedImages([new(new CaptchaId(7), 1, 1), null, new(new CaptchaId(9), 1, 1)]);
        var rounds = new ImageRounds(store, new Storage.Memory.MemoryStore(), ImageOptions.Default);
        for (var look = 0; look < 3; look++) await rounds.Tend(DateTimeOffset.UnixEpoch.AddYears(50));
        Assert.Equal([0L, 7L, 7L], store.Looks.Select(l => l.After));
    }

    /// <param name="pages">One for each look; null: the store fails.</param>
    private sealed class ScriptedImages(ImmutableArray<ImagePage?> pages) : IImageStore
    {
        public List<(long After, int Take)> Looks { get; } = [];

        public ImagesDue? Due { get; private set; }

        public Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due)
        {
            Due = due;
            Looks.Add((after.Value, take));
            return pages[Looks.Count - 1] is { } page ? Task.FromResult(page) : throw new StoreUncertainException("Nobody knows.");
        }
    }

    private static ImageRounds Rounds(Town t) => new(t.M.Store, t.M.Store, ImageOptions.Default);

    /// <summary>Time passes, and the images of which the time is over then are deleted.</summary>
    private static async Task Later(Town t, ImageRounds rounds, TimeSpan time)
    {
        t.M.Time.Advance(time);
        await t.M.Settle();
        for (var look = 0; look < 3; look++) await rounds.Tend(t.M.Time.GetUtcNow());
    }

    private static async Task<Sanction> Banned(Town t)
    {
        for (var n = 0; n < 11; n++) await t.Answered(t.First, "qqqq");
        var id = await t.Disputed("pppp", "xyz");
        await t.Resolve(id, "kwmx");
        while ((await t.State(id)).Status == ReportStatus.FollowingUp) await t.Answer(t.Second, "right");
        await t.Decide(id, against: true);
        var ban = (await t.M.Store.SanctionsOf(t.First, null, 1))[0];
        Assert.Equal((SanctionKind.Ban, true), (ban.What, ban.RestsOn.Length > 3));
        return ban;
    }

    private static Sanction Resting(long id, Town t, params ImmutableArray<SanctionEvidence> evidence) => new()
    {
        Id = new SanctionId(id),
        Origin = $"act/{id}",
        Worker = t.Novice,
        What = SanctionKind.Ban,
        At = t.M.Time.GetUtcNow(),
        Why = "Nothing was right.",
        Evidence = evidence,
    };

    private static SanctionEvidence Piece(CaptchaId captcha) => new(captcha, "abc", null, null, null);

    private static async Task<bool> IsThere(Town t, CaptchaId captcha) => await t.M.Store.FindImage(captcha, ImagePart.Captcha) is not null;

    private static async Task<ImmutableArray<CaptchaId>> There(Town t, Sanction sanction)
    {
        var there = ImmutableArray.CreateBuilder<CaptchaId>();
        foreach (var captcha in sanction.RestsOn)
            if (await IsThere(t, captcha)) there.Add(captcha);
        return there.ToImmutable();
    }
}
