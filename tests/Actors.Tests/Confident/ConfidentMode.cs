using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests.Confident;

/// <summary>Confident mode through the actors: who is asked, when it ends, and who pays what.</summary>
public class ConfidentMode
{
    private static Quote Price => Crowd.Price;

    [Fact]
    public async Task Two_who_agree_are_an_answer_and_what_was_held_for_others_goes_back()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2);
        Assert.Equal(Price.Price.Times(5), await c.M.Balance(AccountId.Held(c.M.Customer)));
        await c.Answer(11, "abc");
        Assert.Equal(CaptchaViewStatus.Processing, (await c.Read(id)).Status);
        await c.Answer(12, "ABC");
        var view = await c.Read(id);
        Assert.Equal((CaptchaViewStatus.Solved, 2), (view.Status, view.Attempts));
        Assert.Equal(new Quote(Price.Rate.Times(2), Price.Fee.Times(2)), view.Charged);
        Assert.Equal((2, 2), (view.Agreement!.Matches, view.Agreement.Answers));
        Assert.InRange(view.Agreement.Confidence, 0.98, 1);
        Assert.Equal(Price.Price.Times(2), await c.Spent());
        Assert.Equal(Price.Rate, await c.Earned(11));
        Assert.Equal(Price.Rate, await c.Earned(12));
        Assert.Equal(Price.Fee.Times(2), await c.M.Balance(AccountId.HouseRevenue));
        Assert.Equal(Money.Zero, await c.House());
    }

    [Fact]
    public async Task Two_who_disagree_bring_a_third_who_decides()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2);
        await c.Answer(11, "abcd");
        Assert.NotNull(await c.Take(12));
        Assert.Null(await c.Take(13)); // nobody else is asked before it is needed
        await c.Answer(12, "wxyz");
        await c.Answer(13, "wxyz");
        var view = await c.Read(id);
        Assert.Equal((CaptchaViewStatus.Solved, "wxyz", 3), (view.Status, view.Answer, view.Attempts));
        Assert.Equal(Price.Price.Times(3), await c.Spent());
        foreach (var worker in new[] { 11, 12, 13 }) Assert.Equal(Price.Rate, await c.Earned(worker));
        Assert.Equal(Money.Zero, await c.House());
        Assert.Equal(new WorkerId(12), (await c.State(id)).Solution!.Worker);
    }

    [Fact]
    public async Task Who_never_agree_cost_the_customer_nothing_and_are_paid_by_the_house()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 3, 2);
        await c.Answer(11, "aaaa");
        await c.Answer(12, "kkkk");
        await c.Answer(13, "xxxx");
        var view = await c.Read(id);
        Assert.Equal((CaptchaViewStatus.Unsolvable, 3), (view.Status, view.Agreement!.Answers));
        Assert.Equal(Money.Zero, view.Price);
        Assert.Equal(Money.Zero, await c.Spent());
        foreach (var worker in new[] { 11, 12, 13 }) Assert.Equal(Price.Rate, await c.Earned(worker));
        Assert.Equal(-Price.Rate.Times(3), await c.House());
    }

    [Fact]
    public async Task It_is_given_up_as_soon_as_the_matches_cannot_come_any_more()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(3, 4, 3);
        await c.Answer(11, "aaaa");
        await c.Answer(12, "kkkk");
        await c.Answer(13, "xxxx");
        Assert.Equal(CaptchaViewStatus.Unsolvable, (await c.Read(id)).Status);
        Assert.Null(await c.Take(14));
    }

    [Fact]
    public async Task Without_anybody_it_ends_when_its_time_is_over()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2);
        await c.M.Pass(TimeSpan.FromSeconds(170));
        Assert.Equal(CaptchaViewStatus.Processing, (await c.Read(id)).Status);
        await c.M.Pass(TimeSpan.FromSeconds(20));
        var view = await c.Read(id);
        Assert.Equal((CaptchaViewStatus.Unsolvable, 0), (view.Status, view.Agreement!.Answers));
        Assert.Equal(Money.Zero, await c.Spent());
        Assert.Equal(Money.Zero, await c.House());
        Assert.DoesNotContain(c.M.Store.Captchas(), s => !s.IsEnded);
    }

    [Fact]
    public async Task When_the_time_is_over_enough_answers_are_an_answer()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2, confidence: 0.99999999);
        await c.Answer(11, "abc");
        await c.Answer(12, "abc");
        Assert.Equal(CaptchaViewStatus.Processing, (await c.Read(id)).Status);
        await c.M.Pass(TimeSpan.FromSeconds(190));
        var view = await c.Read(id);
        Assert.Equal((CaptchaViewStatus.Solved, "abc", 2), (view.Status, view.Answer, view.Attempts));
        Assert.Equal(Price.Price.Times(2), await c.Spent());
    }

    [Fact]
    public async Task Fewer_answers_than_ordered_are_none_and_the_house_pays_the_honest_try()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2);
        await c.Answer(11, "abc");
        await c.M.Pass(TimeSpan.FromSeconds(190));
        Assert.Equal((CaptchaViewStatus.Unsolvable, 1), ((await c.Read(id)).Status, (await c.Read(id)).Agreement!.Answers));
        Assert.Equal(Money.Zero, await c.Spent());
        Assert.Equal(-Price.Rate, await c.House());
    }

    [Fact]
    public async Task A_worker_who_is_late_is_told_so_and_is_not_paid()
    {
        using var c = await Crowd.Open();
        await c.Submit(1, 1, 1);
        var late = (await c.Take(11))!;
        await c.M.Pass(TimeSpan.FromSeconds(100));
        Assert.Equal(AnswerOutcome.LeaseOver, (await c.M.Work.Answer(late.Id, "abc")).Outcome);
        Assert.Equal(Money.Zero, await c.Earned(11));
        Assert.Equal(Money.Zero, await c.Spent());
    }

    [Fact]
    public async Task A_vote_is_a_captcha_like_any_other_to_its_worker()
    {
        using var c = await Crowd.Open();
        var request = Crowd.Asking(2, 5, 2) with { Instruction = "red letters", CallbackUrl = "http://callback.test/", SoftwareId = 7 };
        var id = await c.M.Submit(request);
        await c.M.Settle();
        var (one, other) = ((await c.Take(11))!, (await c.Take(12))!);
        Assert.Equal(3, new HashSet<CaptchaId> { id, one.Id.Captcha, other.Id.Captcha }.Count);
        foreach (var assignment in new[] { one, other })
        {
            Assert.Equal(request with { Confident = null, CallbackUrl = null, SoftwareId = 0 }, assignment.Request);
            Assert.Equal(Price.Rate, assignment.Rate);
            Assert.Equal(TimeSpan.FromSeconds(30), assignment.LeaseEndsAt - assignment.GrantedAt);
            Assert.Equal((await c.M.Store.FindImage(id, Ports.ImagePart.Captcha))!.Bytes, (await c.M.Store.FindImage(assignment.Id.Captcha, Ports.ImagePart.Captcha))!.Bytes);
        }
        await c.Answer(one, "abc");
        var entry = Assert.Single(await c.M.Store.Statement(AccountId.Of(new WorkerId(11)), null, 10));
        Assert.Equal((Purpose.Earning, one.Id.Captcha), (entry.Purpose, entry.Captcha!.Value));
        Assert.Equal(1, await c.M.Store.CountSolved(new WorkerId(11)));
    }

    [Fact]
    public async Task Nobody_has_two_votes_on_a_captcha_whether_he_answered_gave_it_back_or_let_it_run_out()
    {
        using var c = await Crowd.Open();
        await c.Submit(2, 5, 2);
        await c.Answer(11, "abc");
        Assert.Null(await c.Take(11));
        await c.M.Work.GiveBack((await c.Take(12))!.Id, AttemptEnd.TooHard);
        Assert.NotNull(await c.Take(13));
        await c.M.Pass(TimeSpan.FromSeconds(31));
        Assert.Null(await c.Take(12));
        Assert.Null(await c.Take(13));
        await c.Answer(14, "xyz"); // a third one is wanted now
        Assert.Null(await c.Take(11));
        Assert.Null(await c.Take(12));
        Assert.Null(await c.Take(13));
        Assert.Null(await c.Take(14));
        Assert.NotNull(await c.Take(15));
    }

    [Fact]
    public async Task An_account_that_is_linked_to_a_voter_gets_no_vote_at_the_same_time_nor_later()
    {
        using var c = await Crowd.Open();
        c.Links.Link(new WorkerId(11), new WorkerId(12));
        var id = await c.Submit(2, 5, 2);
        var one = (await c.Take(11))!;
        Assert.Null(await c.Take(12));
        await c.Answer(one, "abc");
        Assert.Null(await c.Take(12));
        await c.Answer(13, "abc");
        Assert.Equal(CaptchaViewStatus.Solved, (await c.Read(id)).Status);
    }

    [Fact]
    public async Task An_answer_of_an_account_that_is_found_to_be_linked_meanwhile_does_not_count_and_its_worker_is_paid()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2);
        await c.Answer(11, "abc");
        var other = (await c.Take(12))!;
        c.Links.Link(new WorkerId(11), new WorkerId(12));
        // The first answer was counted as one of an account without others: so is the cluster, of which it is the smallest.
        await c.Answer(other, "abc");
        Assert.Equal(CaptchaViewStatus.Processing, (await c.Read(id)).Status);
        await c.Answer(13, "abc");
        Assert.Equal((CaptchaViewStatus.Solved, 2), ((await c.Read(id)).Status, (await c.Read(id)).Attempts));
        Assert.Equal(Price.Price.Times(2), await c.Spent());
        Assert.Equal(Price.Rate, await c.Earned(12));
        Assert.Equal(-Price.Rate, await c.House());
    }

    [Fact]
    public async Task A_vote_that_three_workers_gave_back_is_replaced_and_three_such_votes_end_it()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(1, 5, 1);
        for (var worker = 11; worker < 20; worker++)
        {
            Assert.Equal(CaptchaViewStatus.Processing, (await c.Read(id)).Status);
            await c.M.Work.GiveBack((await c.Take(worker))!.Id, AttemptEnd.Unreadable);
            await c.M.Settle();
        }
        Assert.Equal((CaptchaViewStatus.Unsolvable, 0), ((await c.Read(id)).Status, (await c.Read(id)).Agreement!.Answers));
        Assert.Equal(Money.Zero, await c.House());
    }

    [Fact]
    public async Task A_good_worker_needs_no_second_and_one_of_whom_nothing_is_known_does()
    {
        using var c = await Crowd.Open();
        var good = await c.M.Worker(50);
        await HighRating.Give(c.M, good);
        var first = await c.Submit(1, 5, 1, 0.98);
        await c.Answer(50, "abc");
        var alone = await c.Read(first);
        Assert.Equal((CaptchaViewStatus.Solved, 1), (alone.Status, alone.Attempts));
        Assert.Equal(Price.Price, await c.Spent());

        var second = await c.Submit(1, 5, 1, 0.98);
        await c.Answer(11, "abc");
        Assert.Equal(CaptchaViewStatus.Processing, (await c.Read(second)).Status);
        await c.Answer(12, "abc");
        Assert.Equal((CaptchaViewStatus.Solved, 2), ((await c.Read(second)).Status, (await c.Read(second)).Attempts));
    }

    [Fact]
    public async Task Agreement_is_no_evidence_of_skill()
    {
        using var c = await Crowd.Open();
        await c.Submit(3, 3, 2);
        await c.Answer(11, "abc");
        await c.Answer(12, "abc");
        await c.Answer(13, "xyz");
        foreach (var worker in new[] { 11, 12, 13 })
        {
            Assert.Empty(await c.M.Store.EvidenceOf(new WorkerId(worker), 10));
            Assert.Equal(ReadyVerdict.MayWork, (await c.M.Actors.Worker(new WorkerId(worker)).Ready()).Verdict);
        }
    }

    [Fact]
    public async Task What_is_withdrawn_is_asked_of_nobody_any_more_and_who_is_at_it_is_paid()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(2, 5, 2);
        var busy = (await c.Take(11))!;
        await c.M.Actors.Captcha(id).Withdraw(c.M.Customer);
        await c.M.Settle();
        Assert.Equal(CaptchaViewStatus.Unsolvable, (await c.Read(id)).Status);
        Assert.Equal(Money.Zero, await c.Spent());
        Assert.Null(await c.Take(12));
        await c.Answer(busy, "abc");
        Assert.Equal(Price.Rate, await c.Earned(11));
        Assert.Equal(-Price.Rate, await c.House());
        Assert.DoesNotContain(c.M.Store.Captchas(), s => !s.IsEnded);
    }

    [Fact]
    public async Task Who_cannot_pay_the_most_attempts_is_refused_and_nothing_is_held()
    {
        using var c = await Crowd.Open();
        var left = Price.Price.Times(5) - new Money(1);
        await c.M.Store.Commit(new TransferCommit([new(new(77, Purpose.Deposit), AccountId.Of(c.M.Customer), AccountId.WorldDeposits, Marketplace.TenDollars - left)], c.M.Time.GetUtcNow()));
        Assert.Equal(SubmitVerdict.NoFunds, (await c.M.TrySubmit(Crowd.Asking(1, 5, 1))).Result.Verdict);
        Assert.Equal(Money.Zero, await c.M.Balance(AccountId.Held(c.M.Customer)));
        Assert.Equal(SubmitVerdict.Accepted, (await c.M.TrySubmit(Crowd.Asking(1, 4, 1))).Result.Verdict);
    }

    [Fact]
    public async Task The_maximum_rate_is_about_one_attempt_and_the_daily_cap_about_what_may_be_charged()
    {
        using var c = await Crowd.Open();
        var images = new CaptchaImages(new StoredImage("image/png", [.. new byte[120]]), null);
        var key = new KeyTerms(new ApiKeyId(1), Price.Price.Times(5), Price.Rate);
        Assert.Equal(SubmitVerdict.KeyCapReached, (await c.M.Desk.Submit(c.M.Customer, Crowd.Asking(2, 6, 2), images, key)).Result.Verdict);
        var (id, result) = await c.M.Desk.Submit(c.M.Customer, Crowd.Asking(2, 5, 2), images, key);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        Assert.Equal(SubmitVerdict.KeyCapReached, (await c.M.Desk.Submit(c.M.Customer, Marketplace.Plain, images, key)).Result.Verdict);
        await c.M.Settle();
        await c.Answer(11, "abc");
        await c.Answer(12, "abc");
        Assert.Equal(CaptchaViewStatus.Solved, (await c.Read(id)).Status);
        // What was charged, and not what was held, counts for the day.
        Assert.Equal(Price.Price.Times(2), await c.M.Store.SpentByKey(new ApiKeyId(1), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Nobody_can_be_given_or_answer_the_captcha_itself()
    {
        using var c = await Crowd.Open();
        var id = await c.Submit(1, 5, 1);
        var worker = await c.M.Worker(11);
        Assert.Equal(LeaseOutcome.NotAvailable, (await c.M.Actors.Captcha(id).Lease(worker)).Outcome);
        Assert.Equal(AnswerOutcome.NotYours, (await c.M.Actors.Captcha(id).Answer(worker, "abc")).Outcome);
    }

    [Fact]
    public async Task When_it_is_over_no_actor_is_left()
    {
        using var c = await Crowd.Open();
        await c.Submit(2, 5, 2);
        await c.Answer(11, "abc");
        await c.Answer(12, "abc");
        await c.M.Pass(TimeSpan.FromSeconds(70));
        Assert.Equal(0, c.M.Local.CaptchasAlive);
    }
}
