using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>Captchas that several answer: what is held, what is charged, and what their votes came to.</summary>
public abstract class ConfidentContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly ConfidentTerms Terms = new(2, 5, 2, 0.98);

    private static CaptchaState Crowded => Given.Captcha(10) with
    {
        Request = Given.Captcha(10).Request with { Confident = Terms },
        Quote = Terms.Hold(Given.Price),
    };

    [Fact]
    public async Task Terms_are_kept_with_the_captcha_and_the_most_is_held()
    {
        await Submit();
        await Reopen();
        var found = await Market.FindCaptcha(new CaptchaId(10));
        Assert.Equal(Crowded, found! with { Attempts = Crowded.Attempts });
        Assert.Equal(Given.Price.Price.Times(5), await Market.Balance(AccountId.Held(Given.Customer(1))));
        Assert.Equal(Given.Price.Price, await Market.Balance(AccountId.Of(Given.Customer(1))));
    }

    [Fact]
    public async Task An_answer_is_charged_by_those_who_answered_and_the_rest_goes_back_once()
    {
        await Submit();
        var end = EndCommit.Of(Crowded.Conclude(Agreed(3), Given.Noon.AddSeconds(20)));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(end)).Verdict);
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(end)).Verdict);
        await Reopen();
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(end)).Verdict);
        var found = (await Market.FindCaptcha(new CaptchaId(10)))!;
        Assert.Equal((CaptchaStatus.Solved, Given.Price.Price.Times(3)), (found.Status, found.Quote.Price));
        AssertSame(end.Captcha.Crowd!, found.Crowd!);
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.Held(Given.Customer(1))));
        Assert.Equal(Given.Price.Price.Times(3), await Market.Balance(AccountId.Of(Given.Customer(1))));
        Assert.Equal(Given.Price.Rate.Times(3), await Market.Balance(AccountId.HouseQuality));
        Assert.Equal(Given.Price.Fee.Times(3), await Market.Balance(AccountId.HouseRevenue));
        // The votes are solved captchas of their workers; this one is nobody's.
        Assert.Equal(0, await Market.CountSolved(Given.Worker(7)));
        Assert.Equal(0, await Bed.CountWrongAccounts());
        var votes = (await Market.Statement(AccountId.Held(Given.Customer(1)), null, 10)).Single(e => e.Purpose == Purpose.Votes);
        Assert.Equal((new CaptchaId(10), -Given.Price.Rate.Times(3)), (votes.Captcha, votes.Amount));
    }

    [Fact]
    public async Task Without_an_answer_all_of_it_goes_back_and_it_is_kept_how_many_answered()
    {
        await Submit();
        var end = EndCommit.Of(Crowded.Conclude(new CrowdEnd(null, new CrowdResult(0, 4, [])), Given.Noon.AddSeconds(20)));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(end)).Verdict);
        await Reopen();
        var found = (await Market.FindCaptcha(new CaptchaId(10)))!;
        Assert.Equal((CaptchaStatus.Unsolvable, 4), (found.Status, found.Crowd!.Answers));
        Assert.Equal(Given.Price.Price.Times(6), await Market.Balance(AccountId.Of(Given.Customer(1))));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Of_two_different_ends_one_happens()
    {
        await Submit();
        var ends = new[] { Agreed(3), Agreed(2), new CrowdEnd(null, new CrowdResult(0, 5, [])) }
            .Select((e, i) => EndCommit.Of(Crowded.Conclude(e with { Solution = e.Solution is null ? null : e.Solution with { Worker = Given.Worker(7 + i) } }, Given.Noon.AddSeconds(20))));
        var verdicts = await Task.WhenAll(ends.Select(async e => (await Market.Commit(e)).Verdict));
        Assert.Single(verdicts, CommitVerdict.Created);
        Assert.Equal(2, verdicts.Count(v => v == CommitVerdict.Conflict));
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.Held(Given.Customer(1))));
    }

    [Fact]
    public async Task A_vote_holds_nothing_and_its_worker_is_paid_by_the_house()
    {
        var terms = new RecheckTerms(new CaptchaId(10), new CaptchaId(10), Given.Noon.AddSeconds(200), [Given.Worker(3)], [4]) { VoteFor = Given.Customer(1) };
        var vote = Given.Captcha(11) with { Customer = CustomerId.House, Quote = new Quote(Given.Price.Rate, Money.Zero), Recheck = terms };
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Submit(vote))).Verdict);
        await Reopen();
        var found = (await Market.FindCaptcha(new CaptchaId(11)))!.Recheck!;
        Assert.Equal((true, Given.Customer(1), new CaptchaId(10)), (found.IsVote, found.VoteFor, found.Of));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Answer(vote))).Verdict);
        Assert.Equal(Given.Price.Rate, await Market.Balance(AccountId.Of(Given.Worker(7))));
        Assert.Equal(-Given.Price.Rate, await Market.Balance(AccountId.HouseQuality));
        Assert.Equal(1, await Market.CountSolved(Given.Worker(7)));
    }

    [Fact]
    public async Task A_key_has_spent_what_is_held_and_at_the_end_what_was_charged()
    {
        var key = new KeyTerms(new ApiKeyId(1), Money.FromDollars(1), null);
        await Market.Commit(Given.Deposit(1, 1, 6));
        await Market.Commit(Given.Submit(Crowded) with { Key = key });
        Assert.Equal(Given.Price.Price.Times(5), await Market.SpentByKey(key.Key, Given.Noon));
        await Market.Commit(EndCommit.Of(Crowded.Conclude(Agreed(2), Given.Noon.AddSeconds(20))));
        await Reopen();
        Assert.Equal(Given.Price.Price.Times(2), await Market.SpentByKey(key.Key, Given.Noon));
    }

    private async Task Submit()
    {
        await Market.Commit(Given.Deposit(1, 1, 6));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Submit(Crowded))).Verdict);
    }

    private static CrowdEnd Agreed(int answers) => new(
        new Solution(Given.Worker(7), "W9H5K"), new CrowdResult(0.9934567891234567, answers, [Given.Worker(7), Given.Worker(8)]) { Had = [Given.Worker(7), Given.Worker(8), Given.Worker(9)] });

    private static void AssertSame(CrowdResult expected, CrowdResult found)
    {
        Assert.Equal((expected.Confidence, expected.Answers), (found.Confidence, found.Answers));
        Assert.Equal(expected.Givers, found.Givers);
        Assert.Equal(expected.Had, found.Had);
    }
}
