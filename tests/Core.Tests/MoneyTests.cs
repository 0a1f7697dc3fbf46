using CaptchaGrains.Core.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class MoneyTests
{
    // Small amounts, whole dollars, and the ends of the range, where arithmetic goes wrong.
    private static readonly Gen<long> Nanos = Gen.OneOf(
        Gen.Choose(-1_000, 1_000).Select(n => (long)n),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => n * 4_294_967_296L + n),
        Gen.Choose(0, 1_000).Select(n => long.MaxValue - n),
        Gen.Choose(0, 1_000).Select(n => long.MinValue + n),
        Gen.Choose(-9_000, 9_000).Select(n => n * 1_000_000_000L));

    private static readonly Gen<(long A, long B)> Pairs = Nanos.SelectMany(a => Nanos.Select(b => (a, b)));

    [Fact]
    public void Sums_and_differences_are_exact_or_throw() => Property.Holds(Pairs, p =>
    {
        Exactly((Int128)p.A + p.B, () => new Money(p.A) + new Money(p.B));
        Exactly((Int128)p.A - p.B, () => new Money(p.A) - new Money(p.B));
        Exactly((Int128)p.A * p.B, () => new Money(p.A).Times(p.B));
        Exactly(-(Int128)p.A, () => -new Money(p.A));
    });

    [Fact]
    public void Every_amount_can_be_written_and_read_back() => Property.Holds(Nanos, n =>
    {
        var money = new Money(n);
        Assert.Equal(money, Money.Parse(money.ToString()));
        Assert.Equal(money, Money.Parse(money.ToShortString()));
    });

    [Theory]
    [InlineData(long.MaxValue, "9223372036.854775807", "9223372036.854775807", "9223372036.85")]
    [InlineData(long.MinValue, "-9223372036.854775808", "-9223372036.854775808", "-9223372036.86")]
    [InlineData(0, "0.000000000", "0", "0.00")]
    [InlineData(140_000, "0.000140000", "0.00014", "0.00")]
    [InlineData(9_999_999, "0.009999999", "0.009999999", "0.00")]
    [InlineData(10_000_000, "0.010000000", "0.01", "0.01")]
    [InlineData(10_000_000_000, "10.000000000", "10", "10.00")]
    [InlineData(-1, "-0.000000001", "-0.000000001", "-0.01")]
    [InlineData(-10_000_000, "-0.010000000", "-0.01", "-0.01")]
    [InlineData(-10_000_001, "-0.010000001", "-0.010000001", "-0.02")]
    public void Amounts_are_written_as_dollars(long nanos, string full, string brief, string display)
    {
        Assert.Equal(full, new Money(nanos).ToString());
        Assert.Equal(brief, new Money(nanos).ToShortString());
        Assert.Equal(display, new Money(nanos).ToDisplayString());
    }

    [Fact]
    public void A_displayed_balance_is_never_more_than_there_is_and_less_than_a_cent_below() => Property.Holds(Nanos, n =>
    {
        // The display of the smallest amounts is below the range of the type, so the comparison is made in decimals.
        var shown = decimal.Parse(new Money(n).ToDisplayString(), System.Globalization.CultureInfo.InvariantCulture) * 1_000_000_000m;
        Assert.True(shown <= n && n - shown < 10_000_000m, $"{n} is shown as {shown}");
    });

    [Theory]
    [InlineData("0.14", 140_000_000)]
    [InlineData("-2.000000001", -2_000_000_001)]
    [InlineData("+1", 1_000_000_000)]
    [InlineData(".5", 500_000_000)]
    [InlineData("5.", 5_000_000_000)]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0000000000000000000000000000000000000001", 1_000_000_000)]
    public void Decimal_dollars_are_read_exactly(string text, long nanos) => Assert.Equal(new Money(nanos), Money.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData(" 1")]
    [InlineData("1e3")]
    [InlineData("0x1")]
    [InlineData("$1")]
    [InlineData("NaN")]
    [InlineData("١")]
    [InlineData("1\0")]
    [InlineData("0.0000000001")]
    [InlineData("0.00000000000000000000000000000000001")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("9223372036.854775808")]
    [InlineData("-9223372036.854775809")]
    [InlineData("99999999999999999999999999999999999999999")]
    public void What_is_no_exact_amount_in_range_is_refused(string? text)
    {
        Assert.False(Money.TryParse(text, out var money));
        Assert.Equal(Money.Zero, money);
        if (text is not null) Assert.Throws<FormatException>(() => Money.Parse(text));
    }

    [Fact]
    public void A_share_is_rounded_down_and_never_more_than_the_whole() => Property.Holds(
        Nanos.SelectMany(n => Gen.Choose(0, 1_000).SelectMany(a => Gen.Choose(1, 1_000).Select(b => (Whole: Math.Abs(n == long.MinValue ? n + 1 : n), Low: Math.Min(a, b), High: Math.Max(a, b))))),
        c =>
        {
            var share = new Money(c.Whole).Share(c.Low, c.High);
            Assert.True(share >= Money.Zero && share.Nanos <= c.Whole);
            var rest = (Int128)c.Whole * c.Low - (Int128)share.Nanos * c.High;
            Assert.True(rest >= 0 && rest < c.High, "the exact share, less what is smaller than a nano-dollar");
        });

    [Fact]
    public void Shares_of_one_whole_never_add_up_to_more_than_it() => Property.Holds(
        Nanos.SelectMany(n => Gen.Choose(0, 1_000).Select(per => (Whole: Math.Abs(n == long.MinValue ? n + 1 : n), PerMille: per))),
        c =>
        {
            var whole = new Money(c.Whole);
            var sum = whole.Share(c.PerMille, 1_000) + whole.Share(1_000 - c.PerMille, 1_000);
            Assert.True(sum <= whole && (whole - sum).Nanos <= 1);
        });

    [Fact]
    public void A_share_of_a_debt_is_rounded_down_too()
    {
        Assert.Equal(new Money(-4), new Money(-7).Share(1, 2));
        Assert.Equal(new Money(-4), new Money(7).Share(-1, 2));
        Assert.Equal(new Money(3), new Money(-7).Share(-1, 2));
        Assert.Equal(new Money(long.MinValue), new Money(long.MinValue).Share(1, 1));
    }

    [Fact]
    public void A_share_that_does_not_fit_throws()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue).Share(2, 1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue).Share(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Zero.Share(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Zero.Share(1, -1));
    }

    [Fact]
    public void Whole_dollars_fit_up_to_nine_billion()
    {
        Assert.Equal(new Money(9_223_372_036_000_000_000), Money.FromDollars(9_223_372_036));
        Assert.Throws<OverflowException>(() => Money.FromDollars(9_223_372_037));
    }

    [Fact]
    public void Amounts_are_ordered_as_their_nano_dollars_are() => Property.Holds(Pairs, p =>
    {
        var (a, b) = (new Money(p.A), new Money(p.B));
        Assert.Equal(p.A < p.B, a < b);
        Assert.Equal(p.A > p.B, a > b);
        Assert.Equal(p.A <= p.B, a <= b);
        Assert.Equal(p.A >= p.B, a >= b);
        Assert.Equal(Math.Min(p.A, p.B), Money.Min(a, b).Nanos);
        Assert.Equal(Math.Max(p.A, p.B), Money.Max(a, b).Nanos);
    });

    private static void Exactly(Int128 expected, Func<Money> compute)
    {
        if (expected >= long.MinValue && expected <= long.MaxValue) Assert.Equal((long)expected, compute().Nanos);
        else Assert.Throws<OverflowException>(() => compute());
    }
}
