using CaptchaGrains.Core.Quality;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class SkillEstimateTests
{
    private static readonly SkillOptions Options = SkillOptions.Default;

    private static readonly Gen<(bool Right, double Weight)> Evidence =
        from right in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
        from weight in Gen.OneOf(Gen.Constant(1.0), Gen.Choose(0, 100).Select(n => n / 100.0))
        select (right, weight);

    [Fact]
    public void More_right_answers_never_lower_an_estimate_and_wrong_ones_never_raise_it() => Property.HoldsForAll(Evidence, 300, history =>
    {
        var known = Fold(history);
        foreach (var weight in new[] { 0, 0.1, 1 })
        {
            var better = known.After(true, weight, Options);
            var worse = known.After(false, weight, Options);
            // Forgetting moves an estimate towards the start, so a right answer may lower the bounds of a perfect record by less than it forgets.
            Assert.True(better.Lower(Options) >= known.Lower(Options) - 1e-4);
            Assert.True(worse.Lower(Options) <= better.Lower(Options) + 1e-12 && worse.Upper(Options) <= better.Upper(Options) + 1e-12);
            Assert.True(weight == 0 || worse.Mean < better.Mean);
            Assert.True(worse.Mean <= known.Mean + 1e-12 || known.Mean < 0.5);
        }
    }, 300);

    [Fact]
    public void The_bounds_enclose_the_estimate() => Property.HoldsForAll(Evidence, 1_500, history =>
    {
        var known = Fold(history);
        Assert.InRange(known.Lower(Options), double.Epsilon, known.Upper(Options));
        Assert.InRange(known.Upper(Options), known.Lower(Options), 1);
        // The mean of a skewed distribution may leave the middle, but not these bounds.
        Assert.InRange(known.Mean, known.Lower(Options), known.Upper(Options));
        Assert.InRange(known.Evidence, 0, Options.MostEvidence + 1);
    }, 300);

    [Fact]
    public void The_fold_is_deterministic_and_can_go_on_from_a_snapshot() => Property.HoldsForAll(Evidence, 400, history =>
    {
        var half = Fold(history.Take(history.Count / 2));
        var snapshot = new SkillEstimate(half.Right, half.Wrong);
        Assert.Equal(Fold(history), history.Skip(history.Count / 2).Aggregate(snapshot, After));
    }, 300);

    [Fact]
    public void Rule_skill_forgets_half_in_five_hundred_answers()
    {
        var first = SkillEstimate.Fresh.After(false, 1, Options);
        var later = Enumerable.Repeat((true, 1.0), 500).Aggregate(first, After);
        Assert.Equal(0.5, later.Wrong, 1e-9);
        Assert.Equal(0.25, Enumerable.Repeat((true, 1.0), 500).Aggregate(later, After).Wrong, 1e-9);
    }

    [Fact]
    public void Worthless_evidence_changes_nothing_and_light_evidence_forgets_little()
    {
        var known = new SkillEstimate(40, 2);
        Assert.Same(known, known.After(false, 0, Options));
        var light = Enumerable.Repeat((true, 0.01), 500).Aggregate(known, After);
        Assert.InRange(light.Wrong, 1.98, 1.99); // 2 × 2^(−5 ÷ 500)
    }

    [Fact]
    public void Evidence_without_end_stays_bounded()
    {
        var known = Enumerable.Repeat((true, 1.0), 20_000).Aggregate(SkillEstimate.Fresh, After);
        Assert.InRange(known.Evidence, Options.MostEvidence, Options.MostEvidence + 1);
    }

    [Fact]
    public void A_worker_who_turns_bad_is_seen_to_be_bad_after_some_half_lives()
    {
        var known = Enumerable.Repeat((true, 1.0), 5_000).Aggregate(SkillEstimate.Fresh, After);
        Assert.True(known.IsHigh(Options));
        Assert.InRange(Enumerable.Repeat((false, 1.0), 1_500).Aggregate(known, After).Mean, 0.1, 0.15);
    }

    // With exact binomial sums: one wrong answer needs 44 right ones beside it, two need 58, five need 97. Without one, 28 would do for the bound.
    [Theory]
    [InlineData(29, 0, false)]
    [InlineData(30, 0, true)]
    [InlineData(29, 1, false)]
    [InlineData(43, 1, false)]
    [InlineData(44, 1, true)]
    [InlineData(57, 2, false)]
    [InlineData(58, 2, true)]
    [InlineData(96, 5, false)]
    [InlineData(97, 5, true)]
    [InlineData(299, 19, true)]
    public void Rule_skill_a_high_rating_needs_thirty_answers_of_evidence_and_a_lower_bound_of_nine_tenths(double right, double wrong, bool high) =>
        Assert.Equal(high, new SkillEstimate(right, wrong).IsHigh(Options));

    [Fact]
    public void Rule_skill_has_an_interval_that_misses_the_truth_as_often_as_it_says()
    {
        var random = new Random(7);
        int below = 0, above = 0;
        const int Workers = 4_000;
        for (var i = 0; i < Workers; i++)
        {
            var share = random.NextDouble();
            var known = SkillEstimate.Fresh;
            for (var n = 0; n < 60; n++) known = known.After(random.NextDouble() < share, 1, Options with { HalfLife = 1e6 });
            if (share < known.Lower(Options)) below++;
            if (share > known.Upper(Options)) above++;
        }
        // 200 are expected on each side, with a standard deviation of 14.
        Assert.InRange(below, 140, 260);
        Assert.InRange(above, 140, 260);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_weight_outside_its_range_is_a_mistake(double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SkillEstimate.Fresh.After(true, weight, Options));

    [Fact]
    public void Options_that_cannot_work_are_found()
    {
        Assert.Null(Options.Flaw());
        Assert.NotNull((Options with { HalfLife = 0 }).Flaw());
        Assert.NotNull((Options with { HalfLife = double.NaN }).Flaw());
        Assert.NotNull((Options with { Tail = 0.5 }).Flaw());
        Assert.NotNull((Options with { HighLowerBound = 1.1 }).Flaw());
        Assert.NotNull((Options with { HighEvidence = -1 }).Flaw());
        Assert.NotNull((Options with { HalfLife = 20 }).Flaw());
    }

    private static SkillEstimate Fold(IEnumerable<(bool Right, double Weight)> history) => history.Aggregate(SkillEstimate.Fresh, After);

    private static SkillEstimate After(SkillEstimate known, (bool Right, double Weight) evidence) => known.After(evidence.Right, evidence.Weight, Options);
}
