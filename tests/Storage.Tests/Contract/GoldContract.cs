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

/// <summary>The shelf of gold tasks, and which worker was given which.</summary>
public abstract class GoldContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly WorkerId Worker = Given.Worker(7);

    private IGoldStore Gold => Store.Gold;

    [Fact]
    public async Task A_task_is_kept_with_its_images_and_as_it_was_added_first()
    {
        var entry = Entry(5) with { Had = [new WorkerId(3), new WorkerId(4)], Until = Given.Noon.AddDays(7), Recheck = new CaptchaId(9), Origin = GoldOrigin.Grown };
        var images = new CaptchaImages(Given.Image, new StoredImage("image/gif", [9])) { More = [new StoredImage("image/png", [7, 7])] };
        await Gold.AddGold(entry, images);
        await Gold.AddGold(entry with { Answer = "another" }, images);
        await Reopen();
        AssertSame(entry, await Gold.FindGold(entry.Id));
        Assert.Null(await Gold.FindGold(new CaptchaId(6)));
        Assert.Equal(Given.Image.Bytes, (await Market.FindImage(entry.Id, ImagePart.Captcha))!.Bytes);
        Assert.Equal(("image/gif", 9), ((await Market.FindImage(entry.Id, ImagePart.Instruction))!.ContentType, (await Market.FindImage(entry.Id, ImagePart.Instruction))!.Bytes[0]));
        Assert.Equal(2, (await Market.FindImage(entry.Id, ImagePart.Second))!.Bytes.Length);
        var without = Entry(6);
        await Gold.AddGold(without, CaptchaImages.None);
        AssertSame(without, await Gold.FindGold(without.Id));
        Assert.Null(await Market.FindImage(without.Id, ImagePart.Captcha));
    }

    [Fact]
    public async Task Tasks_are_listed_by_their_state_page_by_page()
    {
        for (var id = 1; id <= 5; id++) await Gold.AddGold(Entry(id) with { State = id == 3 ? GoldState.Growing : GoldState.InUse }, CaptchaImages.None);
        Assert.Equal([1, 2, 4], (await Gold.GoldIn(GoldState.InUse, default, 3)).Select(g => g.Id.Value));
        Assert.Equal([5], (await Gold.GoldIn(GoldState.InUse, new CaptchaId(4), 3)).Select(g => g.Id.Value));
        Assert.Equal([3], (await Gold.GoldIn(GoldState.Growing, default, 500)).Select(g => g.Id.Value));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Gold.GoldIn(GoldState.InUse, default, 501));
    }

    [Fact]
    public async Task A_task_goes_from_growing_to_use_to_its_end_and_never_back()
    {
        await Gold.AddGold(Entry(1) with { State = GoldState.Growing }, CaptchaImages.None);
        Assert.True(await Gold.UseGold(new CaptchaId(1), [new WorkerId(2)]));
        Assert.False(await Gold.UseGold(new CaptchaId(1), []));
        Assert.Equal((GoldState.InUse, new WorkerId(2)), await StateAndHad());
        Assert.True(await Gold.RetireGold(new CaptchaId(1), GoldEnd.WornOut));
        Assert.False(await Gold.RetireGold(new CaptchaId(1), GoldEnd.Expired));
        Assert.False(await Gold.UseGold(new CaptchaId(1), []));
        Assert.False(await Gold.RetireGold(new CaptchaId(2), GoldEnd.Expired));
        await Reopen();
        Assert.Equal((GoldState.Retired, new WorkerId(2)), await StateAndHad());
        Assert.Equal(GoldEnd.WornOut, (await Gold.FindGold(new CaptchaId(1)))!.Why);

        async Task<(GoldState, WorkerId)> StateAndHad() => await Gold.FindGold(new CaptchaId(1)) is { Had: [var only], State: var state } ? (state, only) : default;
    }

    [Fact]
    public async Task A_task_that_is_given_costs_nothing_and_its_terms_are_kept()
    {
        await Gold.AddGold(Entry(1), CaptchaImages.None);
        var given = Captcha(10, gold: 1);
        var submit = SubmitCommit.Of(given, CaptchaImages.None, 1);
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(submit)).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(submit)).Verdict);
        await Reopen();
        var found = (await Market.FindCaptcha(given.Id))!;
        Assert.Equal((given.Gold, CustomerId.House, given.ExpiresAt), (found.Gold, found.Customer, found.ExpiresAt));
        Assert.Equal(given.Id, await Gold.FindGoldView(new CaptchaId(1), Worker));
        Assert.Null(await Gold.FindGoldView(new CaptchaId(1), new WorkerId(8)));
        Assert.Equal([new CaptchaId(1)], await Gold.GoldSeen(Worker, default, 10));
        Assert.Empty(await Gold.GoldSeen(Worker, new CaptchaId(2), 10));
        Assert.Equal(default, (await Gold.FindGold(new CaptchaId(1)))!.Tally); // not answered
        var unused = EndCommit.Of(given.Advance(given.ExpiresAt));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(unused)).Verdict);
        Assert.Equal(default, (await Gold.FindGold(new CaptchaId(1)))!.Tally);
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.HouseQuality));
    }

    [Theory]
    [InlineData(true, true, 1, 0, 1, 0)]
    [InlineData(true, false, 1, 0, 0, 0)]
    [InlineData(false, true, 0, 1, 0, 1)]
    [InlineData(false, false, 0, 1, 0, 0)]
    public async Task An_answer_its_pay_its_evidence_and_its_view_become_durable_together_and_once(
        bool isRight, bool isHigh, int agreed, int differed, int highAgreed, int highDiffered)
    {
        await Gold.AddGold(Entry(1), CaptchaImages.None);
        var end = await Answered(10, gold: 1, Worker, isRight, isHigh);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(end)).Verdict);
        await Reopen();
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(end)).Verdict);
        Assert.Equal(new GoldTally(agreed, differed, highAgreed, highDiffered), (await Gold.FindGold(new CaptchaId(1)))!.Tally);
        Assert.Equal(new GoldTally(agreed, differed, highAgreed, highDiffered), Assert.Single(await Gold.GoldIn(GoldState.InUse, default, 10)).Tally);
        Assert.Equal(end.Evidence, await Gold.GoldEvidenceOf(Worker, 10));
        Assert.Equal(end.Evidence, await Store.Reports.EvidenceOf(Worker, 10));
        Assert.Equal(-Given.Price.Rate, await Market.Balance(AccountId.HouseQuality));
        var entry = Assert.Single(await Market.Statement(AccountId.Of(Worker), null, 10));
        Assert.Equal((Purpose.Earning, new CaptchaId(10), Given.Price.Rate), (entry.Purpose, entry.Captcha, entry.Amount));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Of_two_captchas_with_the_same_task_for_one_worker_the_first_is_the_one_that_counts()
    {
        await Gold.AddGold(Entry(1), CaptchaImages.None);
        await Market.Commit(SubmitCommit.Of(Captcha(10, gold: 1), CaptchaImages.None, 1));
        await Answered(11, gold: 1, Worker, isRight: false, isHigh: true);
        Assert.Equal(new CaptchaId(10), await Gold.FindGoldView(new CaptchaId(1), Worker));
        Assert.Equal(default, (await Gold.FindGold(new CaptchaId(1)))!.Tally);
    }

    [Fact]
    public async Task Many_views_in_one_batch_are_counted_each()
    {
        await Gold.AddGold(Entry(1), CaptchaImages.None);
        await Gold.AddGold(Entry(2), CaptchaImages.None);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Answered(100 + n, gold: 1 + n % 2, Given.Worker(50 + n), isRight: n < 12, isHigh: n % 4 == 0)));
        Assert.Equal(new GoldTally(6, 4, 3, 2), (await Gold.FindGold(new CaptchaId(1)))!.Tally);
        Assert.Equal(new GoldTally(6, 4, 0, 0), (await Gold.FindGold(new CaptchaId(2)))!.Tally);
    }

    [Fact]
    public async Task A_doubted_task_takes_the_weight_from_its_evidence_and_from_no_other()
    {
        await Gold.AddGold(Entry(1), CaptchaImages.None);
        await Gold.AddGold(Entry(2), CaptchaImages.None);
        await Answered(10, gold: 1, Worker, isRight: false, isHigh: false);
        await Answered(11, gold: 2, Worker, isRight: false, isHigh: false);
        await Answered(12, gold: 1, Given.Worker(8), isRight: true, isHigh: false);
        Assert.True(await Gold.RetireGold(new CaptchaId(1), GoldEnd.Doubted));
        Assert.True(await Gold.RetireGold(new CaptchaId(2), GoldEnd.WornOut));
        await Reopen();
        Assert.Equal([(10, 0.0), (11, 1.0)], (await Gold.GoldEvidenceOf(Worker, 10)).Select(e => ((int)e.Captcha.Value, e.Weight)));
        Assert.Equal([0.0], (await Gold.GoldEvidenceOf(Given.Worker(8), 10)).Select(e => e.Weight));
    }

    [Fact]
    public async Task The_newest_evidence_of_gold_tasks_comes_oldest_first_and_without_any_other()
    {
        await Gold.AddGold(Entry(1), CaptchaImages.None);
        for (var n = 0; n < 3; n++)
        {
            await Gold.AddGold(Entry(2 + n), CaptchaImages.None);
            await Answered(10 + n, gold: 2 + n, Worker, isRight: true, isHigh: false);
        }
        Assert.Equal([11, 12], (await Gold.GoldEvidenceOf(Worker, 2)).Select(e => e.Captcha.Value));
        Assert.Empty(await Gold.GoldEvidenceOf(Given.Worker(8), 2));
    }

    private static GoldEntry Entry(long id) => new()
    {
        Id = new CaptchaId(id),
        Request = new CaptchaRequest(Kind.ImageText) { Instruction = "rote Buchstaben", ImageWidth = 200 },
        Answer = "gold",
        Origin = GoldOrigin.Own,
        State = GoldState.InUse,
        AddedAt = Given.Noon,
    };

    private static CaptchaState Captcha(long id, long gold, WorkerId? worker = null, bool isHigh = false) => Given.Captcha(id) with
    {
        Customer = CustomerId.House,
        Quote = new Quote(Given.Price.Rate, Money.Zero),
        Gold = new GoldTerms(new CaptchaId(gold), worker ?? Worker, "gold", isHigh, Given.Noon.AddMinutes(3)),
    };

    private async Task<EndCommit> Answered(long id, long gold, WorkerId worker, bool isRight, bool isHigh)
    {
        var captcha = Captcha(id, gold, worker, isHigh);
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(SubmitCommit.Of(captcha, CaptchaImages.None, id))).Verdict);
        var end = Given.Answer(captcha, worker.Value, isRight ? "gold" : "brass");
        end = end with { Evidence = GoldEvidence.Of(end.Captcha, ComparisonOptions.Default) };
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(end)).Verdict);
        return end;
    }

    private static void AssertSame(GoldEntry expected, GoldEntry? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Had, found.Had);
        Assert.Equal(expected with { Had = ImmutableArray<WorkerId>.Empty }, found with { Had = ImmutableArray<WorkerId>.Empty });
    }
}
