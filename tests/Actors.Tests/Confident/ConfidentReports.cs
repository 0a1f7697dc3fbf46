using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests.Confident;

/// <summary>What comes of a report of an answer that several gave.</summary>
public class ConfidentReports
{
    private static Quote Price => Crowd.Price;

    [Fact]
    public async Task A_complaint_that_is_upheld_refunds_all_that_was_charged()
    {
        using var c = await Crowd.Open();
        var id = await Agreed(c);
        await Reject(c, id, "xyz");
        Assert.Equal(ReportStatus.AwaitingModerator, (await c.M.Store.FindReportState(id))!.Status);
        Assert.Equal(Money.Zero, await c.Spent());
        Assert.Equal(-Price.Price.Times(3) - Price.Rate, await c.House()); // the refund, and the recheck
        foreach (var worker in new[] { 11, 12, 13 }) Assert.Equal(Price.Rate, await c.Earned(worker));
    }

    [Fact]
    public async Task The_recheck_is_compared_with_the_delivered_answer_and_proves_all_of_its_givers_right()
    {
        using var c = await Crowd.Open();
        var id = await Agreed(c);
        await Reject(c, id, "ABCD");
        Assert.Equal(ReportStatus.Rejected, (await c.M.Store.FindReportState(id))!.Status);
        Assert.Equal(Price.Price.Times(3), await c.Spent());
        foreach (var giver in new[] { 11, 13 })
        {
            var evidence = Assert.Single(await c.M.Store.EvidenceOf(new WorkerId(giver), 10));
            Assert.Equal((EvidenceSource.Recheck, true), (evidence.Source, evidence.IsRight));
        }
        Assert.Empty(await c.M.Store.EvidenceOf(new WorkerId(12), 10)); // he had said something else
    }

    [Fact]
    public async Task Nobody_who_voted_or_is_linked_to_a_giver_rechecks_it()
    {
        using var c = await Crowd.Open();
        var id = await Agreed(c);
        foreach (var number in new[] { 11, 12, 13, 30 }) await HighRating.Give(c.M, await c.M.Worker(number));
        c.Links.Link(new WorkerId(13), new WorkerId(30));
        Assert.Equal(ReportVerdict.Recorded, await c.M.Reports.Report(c.M.Customer, id, false));
        await c.M.Settle();
        foreach (var number in new[] { 11, 12, 13, 30 }) Assert.Null(await c.Take(number));
        await HighRating.Give(c.M, await c.M.Worker(31));
        Assert.NotNull(await c.Take(31));
    }

    [Fact]
    public async Task What_the_moderator_finds_is_evidence_about_all_givers_and_a_mistake_of_the_best_of_them()
    {
        using var c = await Crowd.Open();
        foreach (var giver in new[] { 11, 13 })
        {
            await c.M.Submit(); // his last answers begin with this one
            await c.Answer(giver, "one");
        }
        var id = await Agreed(c);
        await Reject(c, id, "xyzq");
        var best = (await c.State(id)).Solution!.Worker;
        Assert.Equal(1, await c.M.Store.CountIncorrect(best));
        Assert.Equal(ResolveVerdict.Done, await c.M.Actors.Report(id).Resolve(new Resolution(900, "abc0")));
        await c.M.Settle();
        Assert.Equal(ReportStatus.TypicalMistake, (await c.M.Store.FindReportState(id))!.Status);
        Assert.Equal(1, await c.M.Store.CountTypical(best, 200, DateTimeOffset.UnixEpoch));
        foreach (var giver in new[] { 11, 13 })
            Assert.Equal((EvidenceSource.Moderator, false), Assert.Single((await c.M.Store.EvidenceOf(new WorkerId(giver), 10)).Select(e => (e.Source, e.IsRight))));
        var other = best.Value == 11 ? 13 : 11;
        Assert.Equal(0, await c.M.Store.CountIncorrect(new WorkerId(other)));
    }

    [Fact]
    public async Task What_nobody_solved_cannot_be_reported()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 2, 2);
        await c.Answer(11, "aaaa");
        await c.Answer(12, "xxxx");
        Assert.Equal(CaptchaViewStatus.Unsolvable, (await c.Read(id)).Status);
        Assert.Equal(ReportVerdict.NotRecorded, await c.M.Reports.Report(c.M.Customer, id, false));
    }

    /// <summary>11 and 13 say the same, 12 something else.</summary>
    private static async Task<CaptchaId> Agreed(Crowd c)
    {
        var id = await c.Submit(2, 5, 2);
        await c.Answer(11, "abcd");
        await c.Answer(12, "wxyz");
        await c.Answer(13, "abcd");
        Assert.Equal("abcd", (await c.Read(id)).Answer);
        return id;
    }

    private static async Task Reject(Crowd c, CaptchaId id, string second)
    {
        await HighRating.Give(c.M, await c.M.Worker(90));
        Assert.Equal(ReportVerdict.Recorded, await c.M.Reports.Report(c.M.Customer, id, false));
        await c.M.Settle();
        await c.Answer(90, second);
    }
}
