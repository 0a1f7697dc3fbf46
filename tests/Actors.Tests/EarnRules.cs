using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The rules of the domain about the earn coefficient, and about what a good report brings.</summary>
public class EarnRules
{
    private static readonly Quote Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);
    private static readonly Money Best = Price.Rate.Share(1500, 1000);

    /// <summary>As the defaults, but for the evidence that is asked for: what <see cref="HighRating"/> gives is enough.</summary>
    private static readonly ReportOptions Numbers = new() { Earning = new EarnOptions { LeastEvidence = 50, BestSkill = 0.98 } };

    [Fact]
    public async Task Earn_coefficient_a_skilled_worker_sees_more_gets_what_he_saw_and_the_customer_pays_the_same()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        var id = await t.M.Submit();
        var assignment = (await t.M.Next(t.Second))!;
        Assert.Equal(Best, assignment.Rate);
        var answered = await t.M.Work.Answer(assignment.Id, "abc");
        Assert.Equal((AnswerOutcome.Accepted, Best, Best), (answered.Outcome, answered.Earned, answered.Balance));
        Assert.Equal(Best, (await t.M.Work.Answer(assignment.Id, "abc")).Earned); // the same again
        Assert.Equal(Marketplace.TenDollars - Price.Price, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Equal(Price.Price - Best, await t.M.Balance(AccountId.HouseRevenue));
        Assert.Equal(Best, Assert.Single(await t.M.Store.Statement(AccountId.Of(t.Second), null, 10)).Amount);
        Assert.Equal(Best, Assert.Single(await t.M.Store.LastAnswers(t.Second, 10)).Earned);
        var view = await t.M.Read(id);
        Assert.Equal((Price.Price, new Quote(Best, Price.Price - Best)), (view.Price, view.Charged));
    }

    [Fact]
    public async Task Earn_coefficient_without_two_hundred_answers_of_evidence_the_rate_is_paid_as_it_is()
    {
        using var t = await ReportRules.Town.Open(); // sixty of them
        await t.M.Submit();
        Assert.Equal(Price.Rate, (await t.M.Next(t.Second))!.Rate);
    }

    [Fact]
    public async Task Earn_coefficient_token_kinds_have_none()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        await t.M.Actors.Customer(t.M.Customer).AuthorizeDomain("example.com");
        await t.M.Submit(new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask("https://example.com/", "key") });
        Assert.Equal(PriceTable.Of(Kind.RecaptchaV2).MinRate, (await t.M.Next(t.Second))!.Rate);
    }

    [Fact]
    public async Task Earn_coefficient_a_recheck_is_paid_by_it_like_any_other_captcha()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        await t.ReportBad(await t.Answered(t.First, "abc"));
        var recheck = (await t.M.Next(t.Second))!;
        Assert.Equal(Best, recheck.Rate);
        await t.M.Work.Answer(recheck.Id, "abc");
        await t.M.Settle();
        Assert.Equal(Best, await t.M.Balance(AccountId.Of(t.Second)));
        Assert.Equal(-Best, await t.M.Balance(AccountId.HouseQuality));
    }

    [Fact]
    public async Task Earn_coefficient_a_vote_is_paid_by_it_and_the_customer_pays_as_quoted()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        var id = await t.M.Submit(new CaptchaRequest(Kind.ImageText) { Confident = new ConfidentTerms(2, 3, 2, 0) });
        await t.M.Settle();
        foreach (var (worker, rate) in new[] { (t.Second, Best), (t.Novice, Price.Rate) })
        {
            var vote = (await t.M.Next(worker))!;
            Assert.Equal(rate, vote.Rate);
            Assert.Equal((AnswerOutcome.Accepted, rate), await Paid(t, vote));
            Assert.Equal((AnswerOutcome.Accepted, rate), await Paid(t, vote)); // the same again
            Assert.Equal(rate, await t.M.Balance(AccountId.Of(worker)));
            await t.M.Settle();
        }
        var view = await t.M.Read(id);
        Assert.Equal((Price.Price.Times(2), new Quote(Price.Rate.Times(2), Price.Fee.Times(2))), (view.Price, view.Charged));
        Assert.Equal(Marketplace.TenDollars - Price.Price.Times(2), await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Equal(Money.Zero, await t.M.Balance(AccountId.Held(t.M.Customer)));
        Assert.Equal(Price.Fee.Times(2), await t.M.Balance(AccountId.HouseRevenue));
        Assert.Equal(Price.Rate - Best, await t.M.Balance(AccountId.HouseQuality)); // what the coefficient costs
    }

    [Fact]
    public async Task Earn_coefficient_above_the_price_the_house_pays_the_rest()
    {
        using var t = await ReportRules.Town.Open(Numbers with { Earning = Numbers.Earning with { MostPerMille = 2000 } });
        await t.Answered(t.Second, "abc");
        Assert.Equal(Price.Rate.Times(2), await t.M.Balance(AccountId.Of(t.Second)));
        Assert.Equal(Price.Price - Price.Rate.Times(2), await t.M.Balance(AccountId.HouseQuality));
        Assert.Equal(Money.Zero, await t.M.Balance(AccountId.HouseRevenue));
        Assert.Equal(Marketplace.TenDollars - Price.Price, await t.M.Balance(AccountId.Of(t.M.Customer)));
        Assert.Single(await t.M.Store.Statement(AccountId.Of(t.Second), null, 10));
    }

    [Fact]
    public async Task Earn_coefficient_what_was_shown_is_fixed_for_that_assignment()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        await t.M.Submit();
        var assignment = (await t.M.Next(t.Second))!;
        for (var i = 0; i < 80; i++) await HighRating.Tell(t.M, t.Second, Kind.ImageText, isRight: false); // he is a bad one now
        Assert.Equal(Best, (await t.M.Next(t.Second))!.Rate); // what he has open
        Assert.Equal(Best, (await t.M.Work.Answer(assignment.Id, "abc")).Earned);
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        await t.M.Submit();
        Assert.Equal(Price.Rate.Share(800, 1000), (await t.M.Next(t.Second))!.Rate);
    }

    [Fact]
    public async Task Earn_coefficient_a_late_answer_is_paid_what_its_worker_saw()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        await t.M.Submit();
        var assignment = (await t.M.Next(t.Second))!;
        await t.M.Pass(TimeSpan.FromSeconds(31)); // the lease is over
        Assert.Equal(Price.Rate, (await t.M.Next(t.Novice))!.Rate);
        Assert.Equal(Best, (await t.M.Work.Answer(assignment.Id, "abc")).Earned);
    }

    [Fact]
    public async Task Earn_coefficient_reputation_changes_no_rate()
    {
        using var t = await ReportRules.Town.Open(Numbers);
        var worker = t.First;
        for (var i = 0; i < 1_000; i++) await t.M.Store.Commit(Solved(await Submitted(t.M, 2_000_000 + i), worker));
        await t.M.Pass(TimeSpan.FromMinutes(1.1));
        Assert.Equal(1, (await t.M.Actors.Worker(worker).View()).Reputation);
        await t.M.Submit();
        Assert.Equal(Price.Rate, (await t.M.Next(worker))!.Rate);
    }

    [Fact]
    public async Task Good_reports_raise_the_earn_coefficient_of_answerable_kinds()
    {
        using var t = await ReportRules.Town.Open(new ReportOptions { Earning = new EarnOptions { LeastEvidence = 1, WorstSkill = 0.4 } });
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(Desks.ReportVerdict.Recorded, await t.M.Reports.Report(t.M.Customer, await t.Answered(t.First, "abc"), true));
            await t.M.Settle();
        }
        await t.M.Submit();
        var shown = (await t.M.Next(t.First))!.Rate;
        Assert.True(shown > Price.Rate, $"{shown}");
        var skill = Assert.Single((await t.M.Actors.Worker(t.First).View()).Skills);
        Assert.Equal((Kind.ImageText, shown), (skill.Kind, EarnCoefficient.Apply(Price.Rate, skill.EarnPerMille)));
    }

    [Fact]
    public async Task Good_reports_bring_tokens_first_to_the_worker_who_made_them()
    {
        using var t = await ReportRules.Town.Open();
        await t.M.Actors.Customer(t.M.Customer).AuthorizeDomain("example.com");
        Assert.Equal(Desks.ReportVerdict.Recorded, await t.M.Reports.Report(t.M.Customer, await Token(t, t.Novice), true));
        await t.M.Settle();
        // He who has waited longest comes first among equals, and these are not.
        var first = t.M.Wait(t.First, 20);
        await t.M.Settle();
        t.M.Time.Advance(TimeSpan.FromSeconds(1));
        var good = t.M.Wait(t.Novice, 20);
        await t.M.Settle();
        var id = await t.M.Submit(TokenRequest);
        Assert.Equal(id, (await t.M.Until(good, TimeSpan.FromSeconds(3))).Assignment!.Id.Captcha);
        Assert.Null((await t.M.Until(first, TimeSpan.FromSeconds(25))).Assignment);
    }

    private static async Task<(AnswerOutcome, Money)> Paid(ReportRules.Town t, Assignment assignment)
    {
        var result = await t.M.Work.Answer(assignment.Id, "abc");
        return (result.Outcome, result.Earned);
    }

    private static CaptchaRequest TokenRequest { get; } = new(Kind.RecaptchaV2) { Token = new TokenTask("https://example.com/", "key") };

    private static async Task<CaptchaId> Token(ReportRules.Town t, WorkerId worker)
    {
        var id = await t.M.Submit(TokenRequest);
        await t.Answer(worker, new string('t', 30));
        return id;
    }

    private static async Task<CaptchaState> Submitted(Marketplace m, long id)
    {
        var captcha = new CaptchaState { Id = new CaptchaId(id), Customer = m.Customer, Request = Marketplace.Plain, Quote = Price, SubmittedAt = m.Time.GetUtcNow() };
        Assert.Equal(CommitVerdict.Created, (await m.Store.Commit(SubmitCommit.Of(captcha, CaptchaImages.None, id))).Verdict);
        return captcha;
    }

    private static EndCommit Solved(CaptchaState captcha, WorkerId worker) =>
        EndCommit.Of(captcha.Grant(worker, captcha.SubmittedAt).Next.Accept(worker, "abc", captcha.SubmittedAt).Next);
}
