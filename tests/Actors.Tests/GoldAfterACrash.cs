using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>
/// The process dies with its memory at any commit of a gold task's life, before or after it became durable, and another one goes on over what is durable: who
/// answered is paid once, and his answer is evidence once.
/// </summary>
public class GoldAfterACrash
{
    private static readonly WorkerId Worker = new(10);

    public static TheoryData<int, bool> Crashes
    {
        get
        {
            var crashes = new TheoryData<int, bool>();
            for (var commit = 1; commit <= 7; commit++)
            {
                crashes.Add(commit, false);
                crashes.Add(commit, true);
            }
            return crashes;
        }
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task Each_gold_task_that_was_answered_is_paid_once_and_is_evidence_once(int commit, bool isDurable)
    {
        MortalStore? mortal = null;
        using var before = await GoldTown.Open(3, wrap: s => mortal = new MortalStore(s));
        await before.M.Worker(Worker.Value);
        mortal!.DieAt(commit, isDurable);
        await Work(before, tasks: 4);
        var now = before.M.Time.GetUtcNow();
        before.M.Local.Dispose();

        using var after = await GoldTown.Open(0, store: before.M.Store);
        after.M.Time.Advance(now - after.M.Time.GetUtcNow());
        await after.M.Local.Recover();
        await after.M.Pass(TimeSpan.FromSeconds(15));
        await Work(after, tasks: 6);
        await after.M.Pass(TimeSpan.FromMinutes(6));

        var ended = after.M.Store.Captchas();
        Assert.DoesNotContain(ended, c => !c.IsEnded);
        var answered = ended.Where(c => c is { Gold: not null, Solution: not null }).ToList();
        Assert.NotEmpty(answered);
        Assert.Equal(answered.Count, answered.DistinctBy(c => c.Gold!.Gold).Count());
        Assert.Equal(answered.Select(c => c.Id), (await after.M.Store.EvidenceOf(Worker, 100)).Where(e => e.Source == EvidenceSource.Gold).Select(e => e.Captcha).Order());
        Assert.Equal(-answered.Aggregate(Money.Zero, (sum, c) => sum + c.Quote.Rate), await after.M.Balance(AccountId.HouseQuality));
        var paid = (await after.M.Store.Statement(AccountId.Of(Worker), null, 500)).Select(e => e.Captcha!.Value).Order();
        Assert.Equal(ended.Where(c => c.Solution?.Worker == Worker).Select(c => c.Id), paid);
    }

    /// <summary>As far as the process lives.</summary>
    private static async Task Work(GoldTown t, int tasks)
    {
        for (var n = 0; n < tasks; n++)
        {
            try
            {
                var submitting = t.M.TrySubmit();
                await t.M.Until(submitting, TimeSpan.FromSeconds(30));
                var next = (await t.M.Until(t.M.Wait(Worker, 1), TimeSpan.FromSeconds(30))).Assignment;
                await t.M.Settle();
                if (next is not null) await t.M.Until(t.M.Work.Answer(next.Id, GoldTown.Known), TimeSpan.FromSeconds(30));
                await t.M.Settle();
            }
            catch (Desks.OutcomeUnknownException)
            {
                return; // it is dead
            }
        }
    }
}
