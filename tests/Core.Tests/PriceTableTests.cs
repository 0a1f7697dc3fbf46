using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Workers;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class PriceTableTests
{
    private static readonly KindPrice Image = PriceTable.ImageText;

    private static readonly Gen<long> Counts = Gen.OneOf(
        Gen.Choose(0, 100).Select(n => (long)n), Gen.Choose(0, 1_000_000).Select(n => (long)n), Gen.Choose(0, 9).Select(n => long.MaxValue - n));

    private static readonly Gen<(long Submitted, long Workers, long More)> Loads =
        Counts.SelectMany(s => Counts.SelectMany(w => Gen.Choose(0, 10_000).Select(m => (s, w, (long)m))));

    [Fact]
    public void A_rate_is_never_below_the_minimum_nor_above_the_maximum() => Property.Holds(Loads, c =>
    {
        var rate = RateAt(Image, c.Submitted, c.Workers);
        Assert.True(Image.MinRate <= rate && rate <= Image.MaxRate);
    });

    [Fact]
    public void More_captchas_never_lower_a_rate() => Property.Holds(Loads, c =>
    {
        var more = c.Submitted > long.MaxValue - c.More ? long.MaxValue : c.Submitted + c.More;
        Assert.True(RateAt(Image, more, c.Workers) >= RateAt(Image, c.Submitted, c.Workers));
    }, 2_000);

    [Fact]
    public void More_workers_never_raise_a_rate() => Property.Holds(Loads, c =>
    {
        var more = c.Workers > long.MaxValue - c.More ? long.MaxValue : c.Workers + c.More;
        Assert.True(RateAt(Image, c.Submitted, more) <= RateAt(Image, c.Submitted, c.Workers));
    }, 2_000);

    // Ten seconds for each: one worker solves six a minute.
    [Theory]
    [InlineData(0, 0, 140_000)]
    [InlineData(1, 0, 700_000)]
    [InlineData(0, 1, 140_000)]
    [InlineData(6, 1, 140_000)]
    [InlineData(7, 1, 186_000)]
    [InlineData(12, 1, 420_000)]
    [InlineData(17, 1, 653_000)]
    [InlineData(18, 1, 700_000)]
    [InlineData(19, 1, 700_000)]
    [InlineData(1_000, 100, 326_000)]
    [InlineData(long.MaxValue, long.MaxValue, 140_000)]
    [InlineData(long.MaxValue, 1, 700_000)]
    public void The_rate_grows_from_the_minimum_at_full_work_to_the_maximum_at_three_times_that(long submitted, long workers, long nanos) =>
        Assert.Equal(new Money(nanos), RateAt(Image, submitted, workers));

    [Fact]
    public void A_fixed_rate_does_not_move()
    {
        var fixedPrice = Image with { MaxRate = Image.MinRate };
        Assert.Equal(Image.MinRate, RateAt(fixedPrice, 1_000, 1));
        Assert.Equal(Image.MinRate, RateAt(fixedPrice, 15, 1));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Counts_below_zero_are_a_mistake(long submitted, long workers) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RateAt(Image, submitted, workers));

    [Fact]
    public void The_price_is_the_rate_and_the_fee_and_the_fee_is_its_share_rounded_down() => Property.Holds(
        Gen.Choose(1, int.MaxValue).SelectMany(rate => Gen.Choose(0, 2_000).Select(perMille => (Rate: rate, PerMille: perMille))), c =>
        {
            var quote = (Image with { FeePerMille = c.PerMille }).QuoteAt(new Money(c.Rate));
            Assert.Equal(new Money(c.Rate), quote.Rate);
            Assert.Equal(new Money((long)c.Rate * c.PerMille / 1_000), quote.Fee);
            Assert.Equal(quote.Rate + quote.Fee, quote.Price);
        });

    [Fact]
    public void A_thousand_images_cost_from_fourteen_cents_to_seventy_and_half_of_it_on_top()
    {
        Assert.Equal("0.14", Image.MinRate.Times(1_000).ToShortString());
        Assert.Equal("0.7", Image.MaxRate.Times(1_000).ToShortString());
        Assert.Equal("0.00021", Image.QuoteAt(Image.MinRate).Price.ToShortString());
        Assert.Same(Image, PriceTable.Of(Kind.ImageText));
    }

    [Fact]
    public void Every_kind_has_a_price_and_nothing_else_does()
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            var price = PriceTable.Of(kind);
            Assert.Equal(kind, price.Kind);
            Assert.True(price.MinRate.IsPositive && price.MinRate <= price.MaxRate, kind.ToString());
            // A rate that is fixed is a rule of the marketplace for this kind only.
            Assert.Equal(kind == Kind.RecaptchaV2, price.MinRate == price.MaxRate);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceTable.Of((Kind)99));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    [InlineData(2_999, 2)]
    public void Reputation_is_a_point_for_each_thousand_solved(long solved, long points) => Assert.Equal(points, Reputation.Of(solved));

    private static Money RateAt(KindPrice price, long submitted, long workers) => price.RateAt(submitted, workers, price.SecondsPerCaptcha * 1_000);
}
