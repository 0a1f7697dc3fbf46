using CaptchaGrains.Core.Quality;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class BetaDistributionTests
{
    // For whole shapes the function is a sum of binomial probabilities; these were computed with exact fractions.
    [Theory]
    [InlineData(2, 3, 0.5, 0.6875)]
    [InlineData(5, 5, 0.2, 0.01958144)]
    [InlineData(31, 1, 0.9, 0.03815204244769458)]
    [InlineData(90, 12, 0.86, 0.22900432102806026)]
    [InlineData(401, 21, 0.95, 0.46430463729004057)]
    [InlineData(700, 30, 0.94, 0.00995335617015885)]
    [InlineData(3, 200, 0.01, 0.3287618289616106)]
    public void The_cumulative_probability_has_its_known_values(double a, double b, double x, double known) =>
        Assert.Equal(known, BetaDistribution.Cumulative(a, b, x), 1e-12);

    [Theory]
    [InlineData(31, 1, 0.9078859400526763, 0.998346745733359)]
    [InlineData(29, 3, 0.8105355325744613, 0.9730998803088509)]
    [InlineData(96, 6, 0.8987310283393475, 0.9738153751817129)]
    [InlineData(300, 20, 0.9138263337187849, 0.9580664449798505)]
    [InlineData(1, 1, 0.05, 0.95)]
    [InlineData(2, 9, 0.036771437887465085, 0.3941633024365046)]
    public void The_quantiles_have_their_known_values(double a, double b, double low, double high)
    {
        Assert.Equal(low, BetaDistribution.Quantile(a, b, 0.05), 1e-12);
        Assert.Equal(high, BetaDistribution.Quantile(a, b, 0.95), 1e-12);
    }

    [Fact]
    public void The_arcsine_law_and_powers_are_met_for_any_argument() => Property.Holds(Gen.Choose(0, 1_000).Select(n => n / 1_000.0), x =>
    {
        Assert.Equal(2 / Math.PI * Math.Asin(Math.Sqrt(x)), BetaDistribution.Cumulative(0.5, 0.5, x), 1e-12);
        Assert.Equal(Math.Pow(x, 7.5), BetaDistribution.Cumulative(7.5, 1, x), 1e-12);
        Assert.Equal(1 - Math.Pow(1 - x, 3.25), BetaDistribution.Cumulative(1, 3.25, x), 1e-12);
    });

    [Theory]
    [InlineData(0.1, 2.2527126517342055)]
    [InlineData(0.5, 0.5723649429247004)]
    [InlineData(1, 0)]
    [InlineData(1.5, -0.12078223763524543)]
    [InlineData(4, 1.7917594692280554)]
    [InlineData(10.25, 13.368023671476049)]
    [InlineData(100, 359.1342053695754)]
    [InlineData(731.5, 4090.435120610755)]
    public void The_logarithm_of_gamma_has_its_known_values(double z, double known) => Assert.Equal(known, BetaDistribution.LogGamma(z), 1e-12 * Math.Max(1, known));

    [Fact]
    public void The_quantile_undoes_the_cumulative_probability() => Property.Holds(
        from a in Gen.Choose(25, 80_000)
        from b in Gen.Choose(25, 80_000)
        from p in Gen.Choose(1, 999)
        select (A: a / 100.0, B: b / 100.0, P: p / 1_000.0),
        c => Assert.Equal(c.P, BetaDistribution.Cumulative(c.A, c.B, BetaDistribution.Quantile(c.A, c.B, c.P)), 1e-9));

    [Theory]
    [InlineData(0, 1, 0.5)]
    [InlineData(1, -1, 0.5)]
    [InlineData(1, double.NaN, 0.5)]
    [InlineData(1, double.PositiveInfinity, 0.5)]
    [InlineData(1, 1, 1.5)]
    [InlineData(1, 1, double.NaN)]
    public void A_shape_of_zero_and_a_probability_above_one_are_mistakes(double a, double b, double p) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaDistribution.Quantile(a, b, p));
}
