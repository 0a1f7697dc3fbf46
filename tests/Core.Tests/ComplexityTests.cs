using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class ComplexityTests
{
    private static readonly KindPrice Image = PriceTable.ImageText;

    private static readonly Gen<(double Median, double Failures)> Work =
        Gen.Choose(1, 600).SelectMany(tenths => Gen.Choose(0, 100).Select(failures => (tenths / 10.0, failures / 100.0)));

    [Fact]
    public void It_lies_between_its_bounds_and_more_work_never_lowers_it() => Property.Holds(
        Work.SelectMany(all => Work.SelectMany(of => Work.Select(more => (All: all, Of: of, More: more)))), c =>
        {
            var known = Known(c.All, c.Of).Complexity(Kind.ImageText, CaptchaTraits.TwoWords);
            Assert.InRange(known, ComplexityRule.Least, ComplexityRule.Most);
            Assert.True(Known(c.All, (c.Of.Median + c.More.Median, c.Of.Failures)).Complexity(Kind.ImageText, CaptchaTraits.TwoWords) >= known);
            Assert.True(Known(c.All, (c.Of.Median, Math.Min(1, c.Of.Failures + c.More.Failures))).Complexity(Kind.ImageText, CaptchaTraits.TwoWords) >= known);
        });

    // Many plain ones and some of two words: half as long again; half of the turns for nothing against none; both at once, and the bounds.
    [Theory]
    [InlineData(10, 0, 15, 0, 1_500)]
    [InlineData(10, 0, 10, 0.5, 2_000)]
    [InlineData(10, 0.2, 10, 0.2, 1_000)]
    [InlineData(10, 0.1, 12, 0.25, 1_440)]
    [InlineData(10, 0, 30, 0, 2_000)]
    [InlineData(10, 0, 9, 0, 900)]
    [InlineData(10, 0, 2, 0, 800)]
    public void It_is_the_working_time_of_an_answer_against_that_of_the_kind(double median, double failures, double ofMedian, double ofFailures, int perMille) =>
        Assert.InRange(Known((median, failures), (ofMedian, ofFailures)).Complexity(Kind.ImageText, CaptchaTraits.TwoWords), perMille - 1, perMille + 1);

    [Fact]
    public void What_is_not_known_is_as_usual()
    {
        Assert.Equal(ComplexityRule.Usual, ImmutableArray<Effort>.Empty.Complexity(Kind.ImageText, CaptchaTraits.TwoWords));
        Assert.Equal(ComplexityRule.Usual, Known((10, 0), (20, 0)).Complexity(Kind.ImageText, CaptchaTraits.Arithmetic));
        foreach (var kind in Enum.GetValues<Kind>()) Assert.Equal(PriceTable.Of(kind).SecondsPerCaptcha, ImmutableArray<Effort>.Empty.SecondsPerCaptcha(kind), 6);
    }

    [Fact]
    public void A_few_turns_say_little_and_many_say_all_and_old_ones_fade()
    {
        var few = ComplexityRule.After([], [.. Turns(5, CaptchaTraits.TwoWords, 40), .. Turns(5, CaptchaTraits.Plain, 10)]);
        Assert.InRange(few.Complexity(Kind.ImageText, CaptchaTraits.TwoWords), 1_001, 1_500);
        Assert.InRange(few.Complexity(Kind.ImageText, CaptchaTraits.Plain), 850, 999);
        var many = Learned([], 60, 40);
        Assert.Equal(ComplexityRule.Most, many.Complexity(Kind.ImageText, CaptchaTraits.TwoWords));
        Assert.Equal(ComplexityRule.Least, many.Complexity(Kind.ImageText, CaptchaTraits.Plain));
        Assert.Equal(0.2 * 40 + 0.8 * 10, many.SecondsPerCaptcha(Kind.ImageText), 1);
        Assert.Equal(ComplexityRule.Memory, many.Sum(e => e.Turns), 6);
        var easy = Learned(many, 400, 10);
        Assert.InRange(easy.Complexity(Kind.ImageText, CaptchaTraits.TwoWords), 999, 1_005);
    }

    [Fact]
    public void Of_turns_without_an_answer_only_that_counts()
    {
        var before = Learned([], 1, 10);
        var after = ComplexityRule.After(before, [.. Enumerable.Repeat(new Turn(Kind.ImageText, CaptchaTraits.TwoWords, TimeSpan.FromSeconds(1), IsAnswered: false), 200)]);
        Assert.Equal(Effort(before, CaptchaTraits.TwoWords).MedianSeconds, Effort(after, CaptchaTraits.TwoWords).MedianSeconds);
        Assert.Equal(200 / 220.0, Effort(after, CaptchaTraits.TwoWords).FailureShare, 6);
        Assert.Equal(Effort(before, CaptchaTraits.Plain), Effort(after, CaptchaTraits.Plain));
        Assert.Equal(before, ComplexityRule.After(before, []));
        var nobody = ComplexityRule.After([], [new Turn(Kind.ImageText, CaptchaTraits.Plain, TimeSpan.FromSeconds(9), IsAnswered: false)]);
        Assert.Equal((ComplexityRule.Usual, 10.0), (nobody.Complexity(Kind.ImageText, CaptchaTraits.Plain), nobody.SecondsPerCaptcha(Kind.ImageText)));
    }

    [Fact]
    public void A_rate_is_multiplied_down_to_a_step_and_never_below_the_least() => Property.Holds(
        Gen.Choose(140, 700).SelectMany(micros => Gen.Choose(ComplexityRule.Least, ComplexityRule.Most).Select(c => (Rate: new Money(micros * 1_000L), PerMille: c))), c =>
        {
            var rate = Image.RateOf(c.Rate, c.PerMille);
            Assert.True(rate >= Image.MinRate && rate <= Image.MaxRate.Times(2));
            Assert.Equal(0, rate.Nanos % KindPrice.Step.Nanos);
            if (rate > Image.MinRate) Assert.InRange(c.Rate.Nanos * c.PerMille - rate.Nanos * 1_000, 0, KindPrice.Step.Nanos * 1_000 - 1);
            Assert.True(Image.RateOf(c.Rate, Math.Min(c.PerMille + 1, ComplexityRule.Most)) >= rate);
        });

    [Fact]
    public void A_fixed_rate_stays_fixed()
    {
        var fixedPrice = PriceTable.Of(Kind.RecaptchaV2);
        Assert.Equal(fixedPrice.MinRate, fixedPrice.RateOf(fixedPrice.MinRate, ComplexityRule.Most));
    }

    [Theory]
    [InlineData(CaptchaTraits.Plain, false, false, false, 0)]
    [InlineData(CaptchaTraits.Plain, false, false, false, 7)]
    [InlineData(CaptchaTraits.TwoWords | CaptchaTraits.CaseMatters, true, true, false, 0)]
    [InlineData(CaptchaTraits.Arithmetic | CaptchaTraits.Long, false, false, true, 8)]
    public void An_images_traits_are_those_of_its_request(CaptchaTraits traits, bool phrase, bool isCase, bool math, int least) =>
        Assert.Equal(traits, new CaptchaRequest(Kind.ImageText) { Phrase = phrase, CaseSensitive = isCase, Math = math, MinLength = least }.Traits());

    [Fact]
    public void What_is_much_to_do_depends_on_the_kind()
    {
        Assert.Equal(CaptchaTraits.Plain, new CaptchaRequest(Kind.Grid) { Grid = new GridShape(3, 3, false, null, null) }.Traits());
        Assert.Equal(CaptchaTraits.Long, new CaptchaRequest(Kind.Grid) { Grid = new GridShape(4, 4, false, null, null) }.Traits());
        Assert.Equal(CaptchaTraits.Plain, new CaptchaRequest(Kind.Coordinates) { Clicks = new ClickRange(1, 4) }.Traits());
        Assert.Equal(CaptchaTraits.Long, new CaptchaRequest(Kind.Coordinates) { Clicks = new ClickRange(2, 0) }.Traits());
        Assert.Equal(CaptchaTraits.Plain, new CaptchaRequest(Kind.Rotate) { Rotation = new Rotation(40, 1) }.Traits());
        Assert.Equal(CaptchaTraits.Long, new CaptchaRequest(Kind.Rotate) { Rotation = new Rotation(40, 2) }.Traits());
    }

    private static ImmutableArray<Effort> Known((double Median, double Failures) plain, (double Median, double Failures) of) =>
        [new(Kind.ImageText, CaptchaTraits.Plain, plain.Median, plain.Failures, 1e9), new(Kind.ImageText, CaptchaTraits.TwoWords, of.Median, of.Failures, 1e5)];

    /// <summary>Of a hundred captchas twenty have two words.</summary>
    private static ImmutableArray<Effort> Learned(ImmutableArray<Effort> known, int hundreds, int twoWords)
    {
        for (var n = 0; n < hundreds; n++) known = ComplexityRule.After(known, [.. Turns(20, CaptchaTraits.TwoWords, twoWords), .. Turns(80, CaptchaTraits.Plain, 10)]);
        return known;
    }

    private static Effort Effort(ImmutableArray<Effort> known, CaptchaTraits traits) => known.Single(e => e.Traits == traits);

    private static IEnumerable<Turn> Turns(int count, CaptchaTraits traits, double seconds) =>
        Enumerable.Repeat(new Turn(Kind.ImageText, traits, TimeSpan.FromSeconds(seconds), IsAnswered: true), count);
}
