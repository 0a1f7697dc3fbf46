using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>
/// The process dies with its memory at any commit of a report's life, before or after it became durable, and the marketplace is opened again over what is
/// durable: the outcome is the same, to the nano-dollar.
/// </summary>
public class ReportsAfterACrash
{
    private static readonly Quote Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);

    public static TheoryData<int, bool> Crashes
    {
        get
        {
            var crashes = new TheoryData<int, bool>();
            for (var commit = 1; commit <= 5; commit++)
            {
                crashes.Add(commit, false);
                crashes.Add(commit, true);
            }
            return crashes;
        }
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_complaint_that_is_upheld_ends_the_same(int commit, bool isDurable)
    {
        using var after = await LiveThrough("abc", "xyz", commit, isDurable);
        Assert.Equal(ReportStatus.AwaitingModerator, Assert.Single(after.Store.ReportStates(), s => s.Customer == after.Customer).Status);
        Assert.Equal(Marketplace.TenDollars, await after.Balance(AccountId.Of(after.Customer)));
        Assert.Equal(-Price.Price - Price.Rate, await after.Balance(AccountId.HouseQuality));
        Assert.Equal(1, await after.Store.CountIncorrect(new WorkerId(10)));
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_complaint_that_is_rejected_ends_the_same(int commit, bool isDurable)
    {
        using var after = await LiveThrough("abc", "abc", commit, isDurable);
        Assert.Equal(ReportStatus.Rejected, Assert.Single(after.Store.ReportStates(), s => s.Customer == after.Customer).Status);
        Assert.Equal(Marketplace.TenDollars - Price.Price, await after.Balance(AccountId.Of(after.Customer)));
        Assert.Equal(-Price.Rate, await after.Balance(AccountId.HouseQuality));
        Assert.Equal(0, await after.Store.CountIncorrect(new WorkerId(10)));
        Assert.Single(await after.Store.EvidenceOf(new WorkerId(10), 10));
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_complaint_without_a_second_worker_ends_the_same(int commit, bool isDurable)
    {
        using var after = await LiveThrough("abc", null, commit, isDurable);
        Assert.Equal(ReportStatus.NobodyFound, Assert.Single(after.Store.ReportStates(), s => s.Customer == after.Customer).Status);
        Assert.Equal(Marketplace.TenDollars, await after.Balance(AccountId.Of(after.Customer)));
        Assert.Equal(-Price.Price, await after.Balance(AccountId.HouseQuality));
    }

    /// <summary>Answers, reports, rechecks; dies at one commit after the first answer, and goes on in another process until all has come to rest.</summary>
    private static async Task<Marketplace> LiveThrough(string first, string? second, int commit, bool isDurable)
    {
        MortalStore? mortal = null;
        var before = await Marketplace.Open(wrap: s => mortal = new MortalStore(s));
        var (one, two) = (await before.Worker(10), await before.Worker(20));
        await HighRating.Give(before, two);
        var id = await before.Submit();
        await before.Work.Answer((await before.Next(one))!.Id, first);
        mortal!.DieAt(commit, isDurable);
        Assert.Equal(Desks.ReportVerdict.Recorded, await before.Reports.Report(before.Customer, id, false));
        await before.Settle();
        await TryAnswer(before, two, second);
        await before.Pass(TimeSpan.FromSeconds(3));
        var (customer, now) = (before.Customer, before.Time.GetUtcNow());
        before.Local.Dispose();

        var after = await Marketplace.Open(store: before.Store);
        Assert.Equal(customer, after.Customer);
        after.Time.Advance(now - after.Time.GetUtcNow());
        await after.Local.Recover();
        await after.Pass(TimeSpan.FromSeconds(15));
        await TryAnswer(after, two, second);
        await after.Pass(TimeSpan.FromMinutes(11));
        Assert.DoesNotContain(after.Store.ReportStates(), s => s.Customer == customer && s.MovesByItself);
        Assert.DoesNotContain(after.Store.Captchas(), c => !c.IsEnded);
        return after;
    }

    private static async Task TryAnswer(Marketplace m, WorkerId worker, string? answer)
    {
        if (answer is null) return;
        try
        {
            var waiting = m.Wait(worker, 1);
            var next = await m.Until(waiting, TimeSpan.FromSeconds(12));
            if (next.Assignment is not { } assignment) return;
            var answering = m.Work.Answer(assignment.Id, answer);
            for (var i = 0; i < 120 && !answering.IsCompleted; i++) await m.Pass(TimeSpan.FromMilliseconds(100));
            await answering;
        }
        catch (Desks.OutcomeUnknownException) { /* the process is dead */ }
        await m.Settle();
    }
}
