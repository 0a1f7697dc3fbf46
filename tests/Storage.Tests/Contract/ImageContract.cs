using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>Which images are deleted, and which stay.</summary>
public abstract class ImageContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly DateTimeOffset Cutoff = Given.Noon;

    private IImageStore Images => Store.Images;

    [Fact]
    public async Task Images_of_old_captchas_that_have_ended_are_deleted_with_all_their_parts()
    {
        await Solve(10, images: new CaptchaImages(Given.Image, Given.Image) { More = [Given.Image, Given.Image] });
        await Submit(11);
        await Market.Commit(Given.GiveUp(Old(11)));
        Assert.Equal(new ImagePage(new CaptchaId(11), Old: 2, Deleted: 2), await Look());
        await Reopen();
        Assert.Empty(await Left(10, 11));
        Assert.Null(await Market.FindImage(new CaptchaId(10), ImagePart.Instruction));
        Assert.Null(await Market.FindImage(new CaptchaId(10), ImageParts.Numbered(3)));
        Assert.Equal(CaptchaStatus.Solved, (await Market.FindCaptcha(new CaptchaId(10)))!.Status);
    }

    [Fact]
    public async Task Images_of_young_and_of_open_captchas_stay()
    {
        await Submit(10); // nobody has answered it
        await Solve(11, at: Cutoff);
        await Solve(12, at: Cutoff.AddMilliseconds(-1));
        Assert.Equal(new ImagePage(new CaptchaId(12), Old: 2, Deleted: 1), await Look());
        Assert.Equal([10, 11], await Left(10, 11, 12));
    }

    [Fact]
    public async Task An_image_stays_while_a_report_goes_on_or_waits_for_a_moderator()
    {
        foreach (var id in new long[] { 10, 11, 12, 13 }) await Solve(id);
        await Report(10);
        var waits = await Step(await Step(await Report(11), ReportEvent.SaysBadAnswer), ReportEvent.AnswersDiffer);
        await Step(await Report(12), ReportEvent.SaysGood);
        // Its end, of which something is still to be done to the worker.
        var decided = await Step(await Step(await Report(13), ReportEvent.GoldTestDecides), ReportEvent.ModeratorLifts);
        Assert.Equal((ReportStatus.AwaitingModerator, true), (waits.Status, decided.MovesByItself));
        Assert.Equal(1, (await Look()).Deleted);
        Assert.Equal([10, 11, 13], await Left(10, 11, 12, 13));

        await Step(waits, ReportEvent.ModeratorFindsRight);
        await Market.Commit(new ReportCommit(decided.Done(), [], [], Given.Noon));
        Assert.Equal(2, (await Look()).Deleted);
        Assert.Equal([10], await Left(10, 11, 12, 13));
    }

    [Theory]
    [InlineData(ReportEvent.ModeratorFindsTypicalAgain, ReportEvent.ModeratorLeavesAtWork)]
    [InlineData(ReportEvent.ModeratorFindsTooDifferent, ReportEvent.OthersAreFine)]
    public async Task An_image_stays_until_the_last_step_of_its_report(ReportEvent first, ReportEvent last)
    {
        await Solve(10);
        var state = await Step(await Step(await Step(await Report(10), ReportEvent.SaysBadAnswer), ReportEvent.AnswersDiffer), first);
        Assert.Equal((1, 0), ((await Look()).Old, (await Look()).Deleted));
        await Step(state, last);
        Assert.Equal(1, (await Look()).Deleted);
    }

    [Fact]
    public async Task An_image_stays_while_it_is_a_gold_task_that_grows_or_is_in_use()
    {
        foreach (var id in new long[] { 10, 11, 12 }) await Solve(id);
        await Store.Gold.AddGold(Grown(10, GoldState.Growing), CaptchaImages.None);
        await Store.Gold.AddGold(Grown(11, GoldState.InUse), CaptchaImages.None);
        await Store.Gold.AddGold(Grown(12, GoldState.InUse), CaptchaImages.None);
        await Store.Gold.RetireGold(new CaptchaId(12), GoldEnd.Expired);
        Assert.Equal(1, (await Look()).Deleted);
        Assert.Equal([10, 11], await Left(10, 11, 12));
        await Store.Gold.RetireGold(new CaptchaId(10), GoldEnd.NotGrown);
        Assert.Equal(1, (await Look()).Deleted);
        Assert.Equal([11], await Left(10, 11, 12));
    }

    [Fact]
    public async Task The_operators_own_gold_tasks_keep_their_images()
    {
        await Store.Gold.AddGold(Grown(10, GoldState.InUse) with { Origin = GoldOrigin.Own }, new CaptchaImages(Given.Image, null));
        await Store.Gold.RetireGold(new CaptchaId(10), GoldEnd.TakenOff);
        Assert.Equal(new ImagePage(new CaptchaId(10), Old: 0, Deleted: 0), await Look());
        Assert.Equal([10], await Left(10));
    }

    [Fact]
    public async Task A_disputed_image_stays_until_its_own_time_is_over()
    {
        foreach (var id in new long[] { 10, 11, 12 }) await Solve(id);
        await Solve(13, at: Cutoff.AddDays(-90));
        var due = new ImagesDue(Cutoff, [new CaptchaId(10), new CaptchaId(12), new CaptchaId(13)], Cutoff.AddDays(-89));
        Assert.Equal(new ImagePage(new CaptchaId(13), Old: 4, Deleted: 2), await Look(due: due));
        Assert.Equal([10, 12], await Left(10, 11, 12, 13));
        Assert.Equal(2, (await Look()).Deleted);
    }

    [Fact]
    public async Task Captchas_are_looked_at_page_by_page_and_again_they_are_not_there()
    {
        foreach (var id in new long[] { 10, 20, 30, 40 }) await Solve(id, images: new CaptchaImages(Given.Image, Given.Image));
        await Solve(50, at: Cutoff.AddHours(1));
        await Solve(60, images: CaptchaImages.None);
        Assert.Equal(new ImagePage(new CaptchaId(20), Old: 2, Deleted: 2), await Look(take: 2));
        Assert.Equal([30, 40, 50], await Left(10, 20, 30, 40, 50, 60));
        Assert.Equal(new ImagePage(new CaptchaId(40), Old: 2, Deleted: 2), await Look(after: 20, take: 2));
        Assert.Equal(new ImagePage(new CaptchaId(50), Old: 0, Deleted: 0), await Look(after: 40, take: 2));
        Assert.Equal(new ImagePage(null, Old: 0, Deleted: 0), await Look(after: 50, take: 2));
        Assert.Equal(new ImagePage(new CaptchaId(50), Old: 0, Deleted: 0), await Look());
        Assert.Equal([50], await Left(10, 20, 30, 40, 50, 60));
    }

    [Fact]
    public async Task More_images_than_are_deleted_at_once_are_deleted_by_one_call()
    {
        for (var id = 1; id <= 260; id++) await Submit(id, new CaptchaImages(Given.Image, null) { More = [.. Enumerable.Repeat(Given.Image, 8)] });
        for (var id = 1; id <= 260; id++) await Market.Commit(Given.GiveUp(Old(id)));
        Assert.Equal(new ImagePage(new CaptchaId(260), Old: 260, Deleted: 260), await Look(take: 1_000));
        Assert.Equal(new ImagePage(null, Old: 0, Deleted: 0), await Look());
    }

    [Fact]
    public async Task Two_who_look_at_once_delete_each_image_once()
    {
        for (var id = 1; id <= 40; id++) await Solve(id);
        var another = await OpenAnother();
        var pages = await Task.WhenAll(new[] { Images, Images, another.Images, another.Images }.Select(s => s.DeleteImages(default, 40, Due)));
        Assert.Equal(40, pages.Sum(p => p.Deleted));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(IImageStore.MostLookedAt + 1)]
    public async Task A_page_has_a_bound(int take) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Look(take: take));

    private static ImagesDue Due => new(Cutoff, [], Cutoff.AddDays(-90));

    private Task<ImagePage> Look(long after = 0, int take = 100, ImagesDue? due = null) => Images.DeleteImages(new CaptchaId(after), take, due ?? Due);

    private static CaptchaState Old(long id) => Given.Captcha(id, at: Cutoff.AddDays(-1));

    private async Task Submit(long id, CaptchaImages? images = null, DateTimeOffset? at = null)
    {
        await Market.Commit(Given.Deposit(id, 1, 1));
        await Market.Commit(SubmitCommit.Of(at is { } time ? Given.Captcha(id, at: time) : Old(id), images ?? new CaptchaImages(Given.Image, null), id));
    }

    private async Task Solve(long id, CaptchaImages? images = null, DateTimeOffset? at = null)
    {
        await Submit(id, images, at);
        await Market.Commit(Given.Answer(at is { } time ? Given.Captcha(id, at: time) : Old(id)));
    }

    private async Task<ReportState> Report(long id)
    {
        await Store.Reports.AddReport(new ReportRow(new CaptchaId(id), Given.Customer(1), false, Given.Noon, id));
        return (await Store.Reports.FindReportState(new CaptchaId(id)))!;
    }

    private async Task<ReportState> Step(ReportState state, ReportEvent happened)
    {
        var (next, _) = state.After(happened)!.Value;
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(new ReportCommit(next with { Worker = Given.Worker(7) }, [], [], Given.Noon))).Verdict);
        return next with { Worker = Given.Worker(7) };
    }

    private static GoldEntry Grown(long id, GoldState state) => new()
    {
        Id = new CaptchaId(id),
        Request = Given.Captcha(id).Request,
        Answer = "W9H5K",
        Origin = GoldOrigin.Grown,
        State = state,
        AddedAt = Given.Noon,
    };

    private async Task<ImmutableArray<long>> Left(params long[] ids)
    {
        var left = ImmutableArray.CreateBuilder<long>();
        foreach (var id in ids)
            if (await Market.FindImage(new CaptchaId(id), ImagePart.Captcha) is not null) left.Add(id);
        return left.ToImmutable();
    }
}
