using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class ConfidentTests
{
    private static readonly ConfidentOptions Options = ConfidentOptions.Default;
    private static readonly ConfidentTerms Terms = new(1, 5, 1, 0.98);

    private static readonly Gen<ConfidentTerms> AnyTerms =
        from least in Gen.Choose(1, 10)
        from most in Gen.Choose(least, 10)
        from matches in Gen.Choose(1, most)
        from confidence in Gen.Choose(0, 999).Select(n => n / 1_000.0)
        select new ConfidentTerms(least, most, matches, confidence);

    private static readonly Gen<CrowdAnswer[]> AnyAnswers =
        (from text in Gen.Elements("x0", "xo", "7k", "ab", "q9", "g9") from share in Gen.Choose(1, 99).Select(n => n / 100.0) select (text, share))
        .ArrayOf().Where(a => a.Length is > 0 and <= 10)
        .Select(all => all.Select((a, i) => new CrowdAnswer(new WorkerId(i + 1), a.text, a.share)).ToArray());

    [Fact]
    public void One_answer_is_as_sure_as_its_worker() => Property.Holds(Gen.Choose(1, 999).Select(n => n / 1_000.0), share =>
    {
        var best = Weigh(("x7k", share));
        Assert.Equal(("x7k", 1), (best.Answer, best.Matches));
        Assert.Equal(share, best.Confidence, 1e-9);
    });

    [Fact]
    public void Agreement_makes_surer_and_contradiction_less_sure()
    {
        var one = Weigh(("x7k", 0.94)).Confidence;
        Assert.True(Weigh(("x7k", 0.94), ("x7k", 0.94)).Confidence > one);
        Assert.True(Weigh(("x7k", 0.94), ("abc", 0.94)).Confidence < one);
        Assert.InRange(Weigh(("x7k", 0.94), ("abc", 0.94)).Confidence, 0.4, 0.51);
    }

    [Fact]
    public void Two_who_agree_are_believed_less_than_independent_mistakes_would_allow()
    {
        var independent = 1 - 0.06 * 0.06 / 10_000;
        Assert.InRange(Weigh(("x7k", 0.94), ("x7k", 0.94)).Confidence, 0.99, independent - 0.001);
    }

    [Fact]
    public void A_good_worker_outweighs_two_bad_ones() => Assert.Equal("x7k", Weigh(("x7k", 0.99), ("abc", 0.3), ("def", 0.3)).Answer);

    [Fact]
    public void A_cheat_neither_makes_an_agreement_surer_nor_much_less_sure()
    {
        var two = Weigh(("x7k", 0.95), ("x7k", 0.95)).Confidence;
        Assert.Equal(two, Weigh(("x7k", 0.95), ("x7k", 0.95), ("zzz", 0.02)).Confidence, 0.01);
    }

    [Fact]
    public void The_confidence_is_a_probability_and_the_order_of_answers_does_not_matter() => Property.Holds(AnyAnswers, answers =>
    {
        var best = AnswerPosterior.Of(answers, TypingCrowd.Likeness, Options);
        Assert.InRange(best.Confidence, double.Epsilon, 1);
        Assert.Equal(answers.Count(a => a.Answer == best.Answer), best.Matches);
        var turned = AnswerPosterior.Of([.. answers.Reverse()], TypingCrowd.Likeness, Options);
        Assert.Equal(best.Confidence, turned.Confidence, 1e-12);
    });

    [Fact]
    public void A_decision_comes_between_the_least_and_the_most_attempts() => Property.Holds(
        AnyTerms.SelectMany(t => AnyAnswers.Select(a => (Terms: t, Answers: a))), c =>
        {
            var decision = ConfidentDecision.Of(c.Terms, c.Answers, TypingCrowd.Likeness, Options);
            var most = c.Answers.GroupBy(a => a.Answer).Max(g => g.Count());
            var canMatch = most + c.Terms.MaxAttempts - c.Answers.Length >= c.Terms.MinMatches;
            if (c.Answers.Length >= c.Terms.MaxAttempts) Assert.NotEqual(ConfidentStep.AskAnother, decision.Step);
            if (decision.Step == ConfidentStep.Done) Assert.True(decision.Best!.Matches >= c.Terms.MinMatches && c.Answers.Length >= Math.Min(c.Terms.MinAttempts, c.Answers.Length));
            if (decision.Step == ConfidentStep.GiveUp) Assert.True(!canMatch || c.Answers.Length >= c.Terms.MaxAttempts);
            if (decision.Step == ConfidentStep.AskAnother) Assert.True(canMatch);
        }, 2_000);

    [Fact]
    public void Without_an_answer_somebody_is_asked() =>
        Assert.Equal(new ConfidentDecision(ConfidentStep.AskAnother, null), ConfidentDecision.Of(Terms, [], TypingCrowd.Likeness, Options));

    [Fact]
    public void The_least_attempts_are_made_even_when_the_first_answer_is_sure()
    {
        Assert.Equal(ConfidentStep.Done, Decide(Terms, ("x7k", 0.99)));
        Assert.Equal(ConfidentStep.AskAnother, Decide(Terms with { MinAttempts = 2 }, ("x7k", 0.99)));
        Assert.Equal(ConfidentStep.Done, Decide(Terms with { MinAttempts = 2 }, ("x7k", 0.99), ("x7k", 0.99)));
    }

    [Fact]
    public void An_unsure_answer_asks_another_and_the_last_attempt_takes_the_best()
    {
        var two = Terms with { MaxAttempts = 2 };
        Assert.Equal(ConfidentStep.AskAnother, Decide(two, ("x7k", 0.9)));
        Assert.Equal(ConfidentStep.Done, Decide(two, ("x7k", 0.9), ("abc", 0.8)));
    }

    [Fact]
    public void Too_few_matches_give_up_as_soon_as_they_cannot_come_any_more()
    {
        var three = Terms with { MaxAttempts = 4, MinMatches = 3 };
        Assert.Equal(ConfidentStep.AskAnother, Decide(three, ("a", 0.9), ("b", 0.9)));
        Assert.Equal(ConfidentStep.GiveUp, Decide(three, ("a", 0.9), ("b", 0.9), ("c", 0.9)));
        Assert.Equal(ConfidentStep.GiveUp, Decide(three, ("a", 0.9), ("b", 0.9), ("a", 0.9), ("b", 0.9)));
    }

    [Fact]
    public void The_price_is_the_rate_times_the_least_attempts_and_the_extra_ones_used() => Property.Holds(
        from terms in AnyTerms
        from used in Gen.Choose(0, terms.MaxAttempts)
        from rate in Gen.Choose(1, 2_000_000_000)
        from fee in Gen.Choose(0, 2_000_000_000)
        select (Terms: terms, Used: used, Quote: new Quote(new Money(rate), new Money(fee))), c =>
        {
            var extra = Math.Max(0, c.Used - c.Terms.MinAttempts);
            var charge = c.Terms.Charge(c.Quote, c.Used);
            Assert.Equal(c.Quote.Rate.Times(c.Terms.MinAttempts + extra), charge.Rate);
            Assert.Equal(c.Quote.Price.Times(c.Terms.MinAttempts + extra), charge.Price);
            Assert.Equal(c.Terms.Hold(c.Quote).Price, charge.Price + c.Terms.Release(c.Quote, c.Used));
            Assert.False(c.Terms.Release(c.Quote, c.Used).IsNegative);
        });

    [Fact]
    public void An_image_that_needs_a_second_worker_costs_twice_the_price_of_one()
    {
        var quote = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);
        Assert.Equal("0.00105", Terms.Hold(quote).Price.ToShortString());
        Assert.Equal("0.00042", Terms.Charge(quote, 2).Price.ToShortString());
        Assert.Equal("0.00063", Terms.Release(quote, 2).ToShortString());
    }

    [Theory]
    [InlineData(0, 5, 1, 0.9)]
    [InlineData(3, 2, 1, 0.9)]
    [InlineData(1, 11, 1, 0.9)]
    [InlineData(1, 5, 0, 0.9)]
    [InlineData(1, 5, 6, 0.9)]
    [InlineData(1, 5, 1, 1.0)]
    [InlineData(1, 5, 1, double.NaN)]
    public void Terms_that_cannot_be_met_are_found(int least, int most, int matches, double confidence) =>
        Assert.NotNull(new ConfidentTerms(least, most, matches, confidence).Flaw());

    [Fact]
    public void Terms_and_options_that_can_work_have_no_flaw()
    {
        Property.Holds(AnyTerms, t => Assert.Null(t.Flaw()));
        Assert.Null(Options.Flaw());
        Assert.NotNull((Options with { TypicalShare = 1 }).Flaw());
        Assert.NotNull((Options with { TypicalEvidence = 0 }).Flaw());
        Assert.NotNull((Options with { HardShare = 1 }).Flaw());
        Assert.NotNull((Options with { HardFactor = 0.5 }).Flaw());
        Assert.NotNull((Options with { HardFactor = 9 }).Flaw());
        Assert.NotNull((Options with { TypicalMistakes = 2 }).Flaw());
        Assert.NotNull((Options with { TypicalVariants = 0 }).Flaw());
        Assert.NotNull((Options with { OtherVariants = 0 }).Flaw());
    }

    private static ConfidentStep Decide(ConfidentTerms terms, params (string Text, double Share)[] answers) =>
        ConfidentDecision.Of(terms, Answers(answers), TypingCrowd.Likeness, Options).Step;

    private static WeighedAnswer Weigh(params (string Text, double Share)[] answers) => AnswerPosterior.Of(Answers(answers), TypingCrowd.Likeness, Options);

    private static CrowdAnswer[] Answers((string Text, double Share)[] answers) =>
        [.. answers.Select((a, i) => new CrowdAnswer(new WorkerId(i + 1), a.Text, a.Share))];
}
