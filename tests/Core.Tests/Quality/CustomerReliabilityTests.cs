using CaptchaGrains.Core.Quality;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class CustomerReliabilityTests
{
    private static readonly ReliabilityOptions Options = ReliabilityOptions.Default;

    [Fact]
    public void A_new_customer_is_believed_by_half()
    {
        Assert.Equal(0.5, CustomerReliability.Fresh.Weight(saidGood: false, Options));
        Assert.Equal(0.125, CustomerReliability.Fresh.Weight(saidGood: true, Options));
    }

    [Fact]
    public void Rule_skill_counts_reports_by_the_customers_reliability()
    {
        var customer = CustomerReliability.Fresh;
        for (var i = 0; i < 2; i++) customer = customer.After(saidGood: false, wasTrue: false, Options);
        Assert.Equal(0, customer.Weight(false, Options), 0.001);
        Assert.Equal(0.125, customer.Weight(true, Options)); // of the other sort of report nothing is known
        for (var i = 0; i < 100; i++) customer = customer.After(saidGood: false, wasTrue: i % 20 == 0, Options);
        Assert.Equal(0, customer.Weight(false, Options));
    }

    [Fact]
    public void Who_reports_truly_is_believed_nearly_in_full()
    {
        var customer = CustomerReliability.Fresh;
        for (var i = 0; i < 100; i++) customer = customer.After(false, true, Options).After(true, true, Options);
        Assert.InRange(customer.Weight(false, Options), 0.97, 1);
        Assert.InRange(customer.Weight(true, Options), 0.97 * 0.25, 0.25);
    }

    [Fact]
    public void A_weight_stays_in_its_range_and_a_true_report_never_lowers_it() => Property.HoldsForAll(
        from good in Gen.Elements(true, false) from truth in Gen.Elements(true, false) select (Good: good, True: truth), 400, history =>
        {
            var customer = history.Aggregate(CustomerReliability.Fresh, (c, r) => c.After(r.Good, r.True, Options));
            foreach (var good in new[] { true, false })
            {
                var weight = customer.Weight(good, Options);
                Assert.InRange(weight, 0, good ? Options.MostOfGood : Options.MostOfBad);
                // What was presumed at the start is never forgotten, so a perfect record stands still at some point.
                Assert.True(customer.After(good, true, Options).Weight(good, Options) >= weight - 1e-12);
                Assert.True(customer.After(good, false, Options).Weight(good, Options) <= weight);
                Assert.Equal(customer.Weight(!good, Options), customer.After(good, false, Options).Weight(!good, Options));
            }
        }, 300);

    [Fact]
    public void Options_that_cannot_work_are_found()
    {
        Assert.Null(Options.Flaw());
        Assert.NotNull((Options with { PresumedRight = 0 }).Flaw());
        Assert.NotNull((Options with { PresumedWrong = 0 }).Flaw());
        Assert.NotNull((Options with { MostOfBad = 1.5 }).Flaw());
        Assert.NotNull((Options with { MostOfGood = -1 }).Flaw());
        Assert.NotNull((Options with { HalfLife = 0 }).Flaw());
    }
}
