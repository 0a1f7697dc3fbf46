using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

/// <summary>Tallies of tokens, complaints out of proportion, ratings for domains, and the earn coefficient.</summary>
public sealed class ReportNumbersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenLimitOptions Limits = TokenLimitOptions.Default;
    private static readonly ComplaintOptions Complaints = ComplaintOptions.Default;
    private static readonly DomainRatingOptions Ratings = DomainRatingOptions.Default;
    private static readonly EarnOptions Earning = EarnOptions.Default;

    [Fact]
    public void Too_many_bad_reports_limit_and_time_heals()
    {
        var tally = Tally(answers: 20, good: 0, bad: 8, toReporters: false);
        Assert.Equal(TokenLimit.TooManyBad, tally.Limit(Noon, Limits));
        Assert.Null(tally.Limit(Noon + TimeSpan.FromHours(1), Limits)); // eight of them no more
        Assert.Null(Tally(answers: 20, good: 0, bad: 7, toReporters: false).Limit(Noon, Limits));
        Assert.Null(Tally(answers: 40, good: 0, bad: 8, toReporters: false).Limit(Noon, Limits));
    }

    [Theory]
    [InlineData(8, 24)] // the shortest
    [InlineData(32, 144)] // two half-lives until eight are left
    public void A_limit_lasts_until_enough_is_forgotten(int bad, int hours)
    {
        var tally = Tally(answers: bad, good: 0, bad: bad, toReporters: false);
        Assert.Equal((TokenLimit.TooManyBad, Noon + TimeSpan.FromHours(hours)), tally.LimitUntil(Noon, Limits));
        Assert.Null(tally.Limit(Noon + TimeSpan.FromHours(hours + 1), Limits));
        Assert.Null(TokenTally.Empty.LimitUntil(Noon, Limits));
    }

    [Fact]
    public void None_good_among_many_answers_to_customers_who_send_them_limits()
    {
        Assert.Equal(TokenLimit.NoneGood, Tally(answers: 50, good: 0, bad: 0, toReporters: true).Limit(Noon, Limits));
        Assert.Null(Tally(answers: 50, good: 0, bad: 0, toReporters: false).Limit(Noon, Limits));
        Assert.Null(Tally(answers: 49, good: 0, bad: 0, toReporters: true).Limit(Noon, Limits));
        Assert.Null(Tally(answers: 50, good: 1, bad: 0, toReporters: true).Limit(Noon, Limits));
    }

    [Fact]
    public void A_tally_halves_with_each_half_life_and_does_not_depend_on_the_order_of_what_came() => Property.HoldsForAll(
        from hours in Gen.Choose(0, 500) from what in Gen.Choose(0, 3) select (Hours: hours, What: what), 20,
        events =>
        {
            var (forth, back) = (Fold(events), Fold(events.Reverse()));
            Near(forth, back);
            var later = forth.Plus(TokenTally.Empty with { At = forth.At + Limits.HalfLife }, Limits);
            Assert.Equal(forth.Bad / 2, later.Bad, 9);
            Near(forth.Plus(back, Limits), back.Plus(forth, Limits));
        }, 300);

    [Theory]
    [InlineData(51, 26, 0, 0, true)]
    [InlineData(50, 50, 0, 0, false)]
    [InlineData(51, 25, 0, 0, false)]
    [InlineData(0, 0, 20, 9, true)]
    [InlineData(0, 0, 20, 8, false)]
    [InlineData(0, 0, 19, 19, false)]
    public void Rule_complaints_are_out_of_proportion_by_these_numbers(int complaints, int lost, int tokens, int bad, bool outOfProportion) =>
        Assert.Equal(outOfProportion, new ComplaintRecord(complaints, lost, tokens, bad).IsOutOfProportion(Complaints));

    [Fact]
    public void One_bad_report_on_a_new_domain_sinks_nobody()
    {
        var overall = new SkillEstimate(90, 10);
        Assert.Equal(overall.Mean, DomainRating.Of(SkillEstimate.Fresh, overall.Mean, Ratings), 12);
        Assert.InRange(DomainRating.Of(new SkillEstimate(0, 1), overall.Mean, Ratings), 0.8, overall.Mean);
        Assert.InRange(DomainRating.Of(new SkillEstimate(0, 30), overall.Mean, Ratings), 0, Ratings.Low);
    }

    [Fact]
    public void Rule_v3_a_rating_lies_between_what_was_seen_there_and_overall_and_a_good_report_never_lowers_it() => Property.Holds(
        from right in Gen.Choose(0, 100)
        from wrong in Gen.Choose(0, 100)
        from r in Gen.Choose(0, 500)
        from w in Gen.Choose(0, 500)
        select (Here: new SkillEstimate(right, wrong), Overall: new SkillEstimate(r, w)),
        c =>
        {
            var rating = DomainRating.Of(c.Here, c.Overall.Mean, Ratings);
            var seen = c.Here.Evidence > 0 ? c.Here.Right / c.Here.Evidence : c.Overall.Mean;
            Assert.InRange(rating, Math.Min(seen, c.Overall.Mean) - 1e-12, Math.Max(seen, c.Overall.Mean) + 1e-12);
            Assert.True(DomainRating.Of(c.Here with { Right = c.Here.Right + 1 }, c.Overall.Mean, Ratings) >= rating);
        });

    [Fact]
    public void Low_on_all_domains_needs_three_of_them()
    {
        Assert.False(DomainRating.IsLowEverywhere([0.1, 0.2], Ratings));
        Assert.True(DomainRating.IsLowEverywhere([0.1, 0.2, 0.3], Ratings));
        Assert.False(DomainRating.IsLowEverywhere([0.1, 0.2, 0.3, 0.9], Ratings));
        Assert.Equal(0, DomainRating.Needed(null, Ratings));
        Assert.Equal(0.495, DomainRating.Needed(0.9m, Ratings), 12);
    }

    [Theory]
    [InlineData(199, 0, 1000)]
    [InlineData(400, 0, 1500)]
    [InlineData(100, 100, 800)]
    [InlineData(360, 40, 1161)]
    public void Rule_good_the_earn_coefficient_grows_with_skill_from_two_hundred_answers_of_evidence(double right, double wrong, int perMille) =>
        Assert.Equal(perMille, EarnCoefficient.PerMille(new SkillEstimate(right, wrong), Earning));

    [Fact]
    public void More_skill_never_pays_less_and_every_rate_stays_within_bounds() => Property.Holds(
        from right in Gen.Choose(0, 1000)
        from wrong in Gen.Choose(0, 300)
        from nanos in Gen.Choose(1, 2_000_000)
        select (Skill: new SkillEstimate(right, wrong), Rate: new Money(nanos)),
        c =>
        {
            var coefficient = EarnCoefficient.PerMille(c.Skill, Earning);
            var paid = EarnCoefficient.Apply(c.Rate, coefficient);
            Assert.True(paid.IsPositive && paid <= c.Rate.Share(1500, 1000) + new Money(1) && paid >= c.Rate.Share(800, 1000));
            if (c.Skill.Evidence >= Earning.LeastEvidence)
                Assert.True(EarnCoefficient.PerMille(c.Skill with { Right = c.Skill.Right + 10 }, Earning) >= coefficient);
        });

    [Fact]
    public void Numbers_out_of_their_range_are_refused()
    {
        Assert.Equal(ReportOptions.Default, ReportOptions.Default.Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportOptions { FindSecondWithin = TimeSpan.Zero }.Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportOptions { Comparison = new ComparisonOptions { PointShare = double.NaN } }.Validated());
        Assert.Throws<ArgumentException>(() => new ReportOptions { Series = new SeriesOptions { Suspicious = 6 } }.Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportOptions { Earning = new EarnOptions { BestSkill = 0.8 } }.Validated());
        Assert.Throws<ArgumentException>(() => new ReportOptions { Skill = new SkillOptions { Tail = 0.6 } }.Validated());
    }

    private static TokenTally Tally(int answers, int good, int bad, bool toReporters)
    {
        var tally = TokenTally.Empty;
        for (var i = 0; i < answers; i++) tally = tally.Answered(toReporters, Noon, Limits);
        for (var i = 0; i < good; i++) tally = tally.Reported(true, Noon, Limits);
        for (var i = 0; i < bad; i++) tally = tally.Reported(false, Noon, Limits);
        return tally;
    }

    private static TokenTally Fold(IEnumerable<(int Hours, int What)> events) => events.Aggregate(TokenTally.Empty, (tally, e) =>
    {
        var at = Noon + TimeSpan.FromHours(e.Hours);
        return e.What < 2 ? tally.Answered(e.What == 1, at, Limits) : tally.Reported(e.What == 2, at, Limits);
    });

    private static void Near(TokenTally a, TokenTally b)
    {
        Assert.Equal(a.At, b.At);
        Assert.Equal(a.Answers, b.Answers, 9);
        Assert.Equal(a.Good, b.Good, 9);
        Assert.Equal(a.Bad, b.Bad, 9);
        Assert.Equal(a.ToReporters, b.ToReporters, 9);
    }
}
