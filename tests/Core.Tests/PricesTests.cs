using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class PricesTests
{
    private static readonly PriceTerms Dearer = Terms(200, 900, 400);

    /// <summary>Whatever somebody may write: most of it may be set, some of it not.</summary>
    private static readonly Gen<(Kind Kind, PriceTerms Terms)> Wishes =
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from min in Gen.Choose(-10, 11_000)
        from above in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(-5, 9_000)))
        from odd in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(1, 999)))
        from fee in Gen.Choose(-5, 1_010)
        select (kind, new PriceTerms(new Money(min * 1_000L + odd), new Money((min + above) * 1_000L), fee));

    private static readonly Gen<(long Submitted, long Workers, long More, int Complexity)> Loads =
        from submitted in Gen.Choose(0, 100_000)
        from workers in Gen.Choose(0, 2_000)
        from more in Gen.Choose(0, 10_000)
        from complexity in Gen.Choose(ComplexityRule.Least, ComplexityRule.Most)
        select ((long)submitted, (long)workers, (long)more, complexity);

    [Fact]
    public void Where_nothing_is_set_the_products_own_prices_hold()
    {
        foreach (var kind in Enum.GetValues<Kind>()) Assert.Same(PriceTable.Of(kind), Prices.Default.Of(kind));
    }

    [Fact]
    public void Every_price_of_the_product_may_be_set()
    {
        foreach (var kind in Enum.GetValues<Kind>()) Assert.Null(PriceLimits.FlawOf(kind, PriceTable.Of(kind).Terms));
    }

    [Fact]
    public void A_price_that_is_set_takes_the_place_of_the_one_before_and_leaves_other_kinds_alone()
    {
        var (_, once) = Prices.Default.Change(Kind.ImageText, Dearer);
        var (_, other) = once.Change(Kind.Grid, Terms(600, 600, 0));
        var (flaw, then) = other.Change(Kind.ImageText, Terms(300, 400, 1_000));
        Assert.Null(flaw);
        Assert.Equal(Terms(300, 400, 1_000), then.Of(Kind.ImageText).Terms);
        Assert.Equal(PriceTable.ImageText.SecondsPerCaptcha, then.Of(Kind.ImageText).SecondsPerCaptcha);
        Assert.Equal(Terms(600, 600, 0), then.Of(Kind.Grid).Terms);
        Assert.Equal(2, then.Set.Length);
        Assert.Equal(Dearer, once.Of(Kind.ImageText).Terms);
    }

    [Theory]
    [InlineData(Kind.Text, 0, 100, 500, PriceFlaw.MinNotPositive)]
    [InlineData(Kind.Text, -1_000, 100, 500, PriceFlaw.MinNotPositive)]
    [InlineData(Kind.Text, 1_500, 2_000, 500, PriceFlaw.MinNotWhole)]
    [InlineData(Kind.Text, 1_000, 2_001, 500, PriceFlaw.MaxNotWhole)]
    [InlineData(Kind.Text, 2_000, 1_000, 500, PriceFlaw.MaxBelowMin)]
    [InlineData(Kind.Text, 1_000, 10_001_000, 500, PriceFlaw.MaxTooHigh)]
    [InlineData(Kind.Text, 10_001_000, 10_001_000, 500, PriceFlaw.MinTooHigh)]
    [InlineData(Kind.Text, 1_000, 1_000, -1, PriceFlaw.FeeOutOfRange)]
    [InlineData(Kind.Text, 1_000, 1_000, 1_001, PriceFlaw.FeeOutOfRange)]
    [InlineData(Kind.ImageText, 139_000, 700_000, 500, PriceFlaw.MinBelowPromise)]
    [InlineData(Kind.RecaptchaV2, 1_000_000, 1_001_000, 500, PriceFlaw.NotFixed)]
    public void What_may_not_be_set_is_refused_and_changes_nothing(Kind kind, long min, long max, int fee, PriceFlaw why)
    {
        var (flaw, then) = Prices.Default.Change(kind, new PriceTerms(new Money(min), new Money(max), fee));
        Assert.Equal(why, flaw);
        Assert.Same(Prices.Default, then);
    }

    [Theory]
    [InlineData(Kind.Text, 1_000, 10_000_000, 1_000)]
    [InlineData(Kind.Text, 1_000, 1_000, 0)]
    [InlineData(Kind.ImageText, 140_000, 140_000, 500)]
    [InlineData(Kind.RecaptchaV2, 900_000, 900_000, 500)]
    public void The_bounds_themselves_may_be_set(Kind kind, long min, long max, int fee) =>
        Assert.Null(PriceLimits.FlawOf(kind, new PriceTerms(new Money(min), new Money(max), fee)));

    [Fact]
    public void Whatever_is_accepted_keeps_the_rate_within_its_bounds_and_more_load_never_lowers_it()
    {
        var accepted = 0;
        Property.Holds(Wishes.SelectMany(w => Loads.Select(l => (Wish: w, Load: l))), c =>
        {
            var (flaw, prices) = Prices.Default.Change(c.Wish.Kind, c.Wish.Terms);
            if (flaw is not null) return;
            accepted++;
            var price = prices.Of(c.Wish.Kind);
            var (rate, more) = (RateAt(price, c.Load.Submitted, c.Load.Workers), RateAt(price, c.Load.Submitted + c.Load.More, c.Load.Workers));
            Assert.True(c.Wish.Terms.MinRate <= rate && rate <= c.Wish.Terms.MaxRate, $"{rate}");
            Assert.True(more >= rate, $"{more} < {rate}");
            Assert.True(RateAt(price, c.Load.Submitted, c.Load.Workers + c.Load.More) <= rate);
            Assert.Equal(0, rate.Nanos % KindPrice.Step.Nanos);
            Assert.True(price.RateOf(rate, c.Load.Complexity) >= c.Wish.Terms.MinRate);
            Assert.True(price.RateOf(more, c.Load.Complexity) >= price.RateOf(rate, c.Load.Complexity));
            var quote = price.QuoteAt(rate);
            Assert.True(quote.Rate.IsPositive && !quote.Fee.IsNegative && quote.Fee <= quote.Rate);
        }, 3_000);
        Assert.True(accepted > 500, $"only {accepted} were accepted");
    }

    private static PriceTerms Terms(long min, long max, int fee) => new(KindPrice.Step.Times(min), KindPrice.Step.Times(max), fee);

    private static Money RateAt(KindPrice price, long submitted, long workers) => price.RateAt(submitted, workers, price.SecondsPerCaptcha * 1_000);
}
