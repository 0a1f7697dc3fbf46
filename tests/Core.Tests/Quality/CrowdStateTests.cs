using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class CrowdStateTests
{
    private static readonly AnswerLikeness Likeness =
        AnswerLikeness.Of(new CaptchaRequest(Kind.ImageText), ComparisonOptions.Default, MistakeOptions.Default);

    [Fact]
    public void The_first_ones_are_asked_together_and_further_ones_one_at_a_time()
    {
        var terms = new ConfidentTerms(2, 4, 2, 0);
        Assert.Equal(2, Next(CrowdState.Empty, terms).Order);
        var two = Ordered(CrowdState.Empty, 2);
        Assert.Equal(CrowdStep.Wait, Next(two, terms));
        Assert.Equal(CrowdStep.Wait, Next(two.Count(Vote(1, "a")), terms));
        var disputed = two.Count(Vote(1, "abcd")).Count(Vote(2, "wxyz"));
        Assert.Equal(1, Next(disputed, terms).Order);
        var third = Ordered(disputed, 1);
        Assert.Equal(CrowdStep.Wait, Next(third, terms));
        var end = Next(third.Count(Vote(3, "ABCD")), terms).End!;
        Assert.Equal(("abcd", 2, 3), (end.Solution!.Answer, end.Result.Matches, end.Result.Answers));
    }

    [Fact]
    public void One_who_is_linked_to_a_voter_is_not_counted_and_somebody_else_is_asked()
    {
        var terms = new ConfidentTerms(2, 3, 2, 0);
        var state = Ordered(CrowdState.Empty, 2).Count(Vote(1, "abcd", cluster: 7)).Count(Vote(2, "abcd", cluster: 7));
        Assert.Single(state.Answers);
        Assert.Equal(1, Next(state, terms).Order);
    }

    [Fact]
    public void A_vote_that_is_counted_again_changes_nothing()
    {
        var state = Ordered(CrowdState.Empty, 2).Count(Vote(1, "abcd"));
        Assert.Same(state, state.Count(Vote(1, "wxyz")));
        Assert.Same(state, state.Count(Vote(9, "abcd"))); // never ordered
    }

    [Fact]
    public void When_the_time_is_over_enough_answers_are_an_answer_and_fewer_are_none()
    {
        var terms = new ConfidentTerms(2, 5, 2, 0.9999999);
        var one = Ordered(CrowdState.Empty, 2).Count(Vote(1, "abcd"));
        Assert.Equal((1, 0), (Next(one, terms, isLate: true).End!.Result.Answers, Next(one, terms, isLate: true).End!.Result.Matches));
        Assert.Null(Next(one, terms, isLate: true).End!.Solution);
        var two = one.Count(Vote(2, "abcd"));
        Assert.Equal(1, Next(two, terms).Order);
        Assert.Equal("abcd", Next(two, terms, isLate: true).End!.Solution!.Answer);
    }

    [Fact]
    public void A_vote_that_nobody_answers_is_replaced_twice()
    {
        var terms = new ConfidentTerms(1, 5, 1, 0.5);
        var state = CrowdState.Empty;
        for (var i = 1; i <= CrowdState.MostUnanswered; i++)
        {
            Assert.Equal(1, Next(state, terms).Order);
            state = Ordered(state, 1).Count(new CountedVote(new CaptchaId(i), null, 0, [new WorkerId(i)]));
        }
        var end = Next(state, terms).End!;
        Assert.Null(end.Solution);
        Assert.Equal(0, end.Result.Answers);
        Assert.Equal(3, end.Result.Had.Length);
    }

    [Fact]
    public void The_answer_is_that_of_the_best_of_its_givers()
    {
        var terms = new ConfidentTerms(2, 2, 2, 0);
        var end = Next(Ordered(CrowdState.Empty, 2).Count(Vote(1, "abcd", share: 0.7)).Count(Vote(2, "Abcd", share: 0.99)), terms).End!;
        Assert.Equal(new Solution(new WorkerId(2), "Abcd"), end.Solution);
        Assert.Equal([new WorkerId(2), new WorkerId(1)], end.Result.Givers);
    }

    [Fact]
    public void Whatever_comes_in_it_ends_and_asks_no_more_than_it_may()
    {
        var cases =
            from least in Gen.Choose(1, 5)
            from most in Gen.Choose(least, 10)
            from matches in Gen.Choose(1, most)
            from confidence in Gen.Choose(0, 999).Select(n => n / 1_000.0)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (Terms: new ConfidentTerms(least, most, matches, confidence), Seed: seed);
        Property.Holds(cases, c =>
        {
            var random = new Random(c.Seed);
            var state = CrowdState.Empty;
            for (var steps = 0; ; steps++)
            {
                Assert.True(steps < 100);
                var next = Next(state, c.Terms);
                if (next.End is { } end)
                {
                    Assert.InRange(end.Result.Answers, end.Solution is null ? 0 : c.Terms.MinAttempts, c.Terms.MaxAttempts);
                    Assert.True(end.Solution is null || end.Result.Matches >= c.Terms.MinMatches);
                    return;
                }
                state = Ordered(state, next.Order);
                Assert.True(state.Votes.Length <= c.Terms.MaxAttempts + CrowdState.MostUnanswered);
                var open = state.Open.ToArray();
                Assert.NotEmpty(open);
                var vote = open[random.Next(open.Length)].Value;
                state = state.Count(random.Next(5) == 0
                    ? new CountedVote(new CaptchaId(vote), null, 0, [])
                    : Vote(vote, random.Next(3) == 0 ? "wxyz" : "abcd", cluster: random.Next(20)));
            }
        });
    }

    [Theory]
    [InlineData(Kind.ImageText, 1, 1, 90)]
    [InlineData(Kind.ImageText, 1, 5, 210)]
    [InlineData(Kind.ImageText, 3, 5, 150)]
    [InlineData(Kind.Audio, 1, 10, 300)]
    public void There_is_a_lease_more_for_each_further_attempt_and_five_minutes_at_most(Kind kind, int least, int most, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new ConfidentTerms(least, most, 1, 0).Lifetime(kind));

    private static CrowdStep Next(CrowdState state, ConfidentTerms terms, bool isLate = false) => state.Next(terms, Likeness, ConfidentOptions.Default, isLate);

    private static CrowdState Ordered(CrowdState state, int votes) =>
        state with { Votes = [.. state.Votes, .. Enumerable.Range(state.Votes.Length + 1, votes).Select(n => new CaptchaId(n))] };

    private static CountedVote Vote(long number, string answer, double share = 0.94, long cluster = 0) => new(
        new CaptchaId(number), new CrowdAnswer(new WorkerId(number), answer, share), cluster == 0 ? number : cluster, ImmutableArray.Create(new WorkerId(number)));
}
