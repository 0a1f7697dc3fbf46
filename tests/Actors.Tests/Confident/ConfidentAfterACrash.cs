using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests.Confident;

/// <summary>
/// The process dies with its memory at any write of the life of a captcha that several answer, before or after it became durable, and the marketplace is opened again over what is
/// durable: the outcome is the same, to the nano-dollar.
/// </summary>
public class ConfidentAfterACrash
{
    /// <summary>The votes ordered, two made, two answered and counted, a third ordered, made, answered and counted with the decision, and the end: eleven, and one that never comes.</summary>
    private const int Writes = 12;

    private static Quote Price => Crowd.Price;

    public static TheoryData<int, bool> Crashes
    {
        get
        {
            var crashes = new TheoryData<int, bool>();
            for (var write = 1; write <= Writes; write++)
            {
                crashes.Add(write, false);
                crashes.Add(write, true);
            }
            return crashes;
        }
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task An_answer_that_a_third_decides_ends_the_same(int write, bool isDurable)
    {
        using var after = await LiveThrough(write, isDurable, worker => worker == 11 ? "abcd" : "wxyz");
        var captcha = Assert.Single(after.Store.Captchas(), s => s.Customer == after.Customer);
        Assert.Equal((CaptchaStatus.Solved, "wxyz", 3), (captcha.Status, captcha.Solution?.Answer, captcha.Crowd?.Answers));
        Assert.Equal(Marketplace.TenDollars - Price.Price.Times(3), await after.Balance(AccountId.Of(after.Customer)));
        Assert.Equal(Money.Zero, await after.Balance(AccountId.HouseQuality));
        Assert.Equal(Price.Fee.Times(3), await after.Balance(AccountId.HouseRevenue));
        foreach (var worker in new[] { 11, 12, 13 }) Assert.Equal(Price.Rate, await after.Balance(AccountId.Of(new WorkerId(worker))));
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_dispute_that_nobody_decides_ends_the_same(int write, bool isDurable)
    {
        using var after = await LiveThrough(write, isDurable, worker => new string((char)('a' + 3 * (worker - 10)), 4), most: 3);
        var captcha = Assert.Single(after.Store.Captchas(), s => s.Customer == after.Customer);
        Assert.Equal((CaptchaStatus.Unsolvable, 3), (captcha.Status, captcha.Crowd?.Answers));
        Assert.Equal(Marketplace.TenDollars, await after.Balance(AccountId.Of(after.Customer)));
        Assert.Equal(-Price.Rate.Times(3), await after.Balance(AccountId.HouseQuality));
        foreach (var worker in new[] { 11, 12, 13 }) Assert.Equal(Price.Rate, await after.Balance(AccountId.Of(new WorkerId(worker))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_submission_that_nobody_learned_of_is_all_or_nothing(bool isDurable)
    {
        MortalStore? mortal = null;
        var before = await Marketplace.Open(wrap: s => mortal = new MortalStore(s), wrapStates: s => mortal!.States(s, "crowd/"));
        mortal!.DieAt(1, isDurable);
        await Until(before, before.TrySubmit(Crowd.Asking(2, 5, 2)), mortal);
        Assert.True(mortal.IsDead);
        using var after = await Reopen(before);
        await after.Pass(TimeSpan.FromSeconds(200));
        Assert.Equal(isDurable ? 3 : 0, after.Store.Captchas().Length); // itself and two votes
        Assert.DoesNotContain(after.Store.Captchas(), c => !c.IsEnded);
        Assert.Equal(Marketplace.TenDollars, await after.Balance(AccountId.Of(after.Customer)));
    }

    private static async Task<Marketplace> LiveThrough(int write, bool isDurable, Func<long, string> answers, int most = 5)
    {
        MortalStore? mortal = null;
        var before = await Marketplace.Open(wrap: s => mortal = new MortalStore(s), wrapStates: s => mortal!.States(s, "crowd/"));
        for (var worker = 11; worker <= 13; worker++) await before.Worker(worker);
        // The submission is the first write, and accepted: what the customer knows of has to come to its end.
        mortal!.DieAt(1 + write, isDurable);
        await before.Submit(Crowd.Asking(2, most, 2));
        await before.Settle();
        for (var worker = 11; worker <= 13; worker++) await Answer(before, worker, answers, mortal);
        Assert.Equal(write < Writes, mortal.IsDead);

        var after = await Reopen(before);
        for (var seconds = 0; seconds < 60; seconds++)
        {
            for (var worker = 11; worker <= 13; worker++) await Answer(after, worker, answers, null);
            await after.Pass(TimeSpan.FromSeconds(1));
        }
        await after.Pass(TimeSpan.FromSeconds(200));
        Assert.DoesNotContain(after.Store.Captchas(), c => !c.IsEnded);
        return after;
    }

    private static async Task<Marketplace> Reopen(Marketplace before)
    {
        var (customer, now) = (before.Customer, before.Time.GetUtcNow());
        before.Local.Dispose();
        var after = await Marketplace.Open(store: before.Store);
        Assert.Equal(customer, after.Customer);
        after.Time.Advance(now - after.Time.GetUtcNow());
        await after.Local.Recover();
        return after;
    }

    private static async Task Answer(Marketplace m, long worker, Func<long, string> answers, MortalStore? mortal)
    {
        var next = m.Work.Next(new WorkerId(worker), null, TimeSpan.Zero, CancellationToken.None);
        if (!await Until(m, next, mortal) || (await next).Assignment is not { } assignment) return;
        await Until(m, m.Work.Answer(assignment.Id, answers(worker)), mortal);
        await m.Settle();
    }

    /// <returns>False: the process died, and nobody will ever reply.</returns>
    private static async Task<bool> Until(Marketplace m, Task reply, MortalStore? mortal)
    {
        while (!reply.IsCompleted && mortal is not { IsDead: true }) await m.Settle();
        return reply.IsCompletedSuccessfully && mortal is not { IsDead: true };
    }
}
