using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Tests.Captchas;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class ConfidentChargeTests
{
    private static readonly CustomerId Customer = new(3);

    private static readonly Gen<(ConfidentCharge Charge, WorkerId[] Workers)> Cases =
        from least in Gen.Choose(1, 10)
        from most in Gen.Choose(least, 10)
        from rate in Gen.Choose(1, 2_000_000_000)
        from fee in Gen.Choose(0, 1_000_000_000)
        from used in Gen.Choose(least, most)
        select (
            new ConfidentCharge(new CaptchaId(9), Customer, new Quote(new Money(rate), new Money(fee)), new ConfidentTerms(least, most, 1, 0.98)),
            Enumerable.Range(1, used).Select(i => new WorkerId(i)).ToArray());

    [Fact]
    public void An_answer_pays_every_worker_and_charges_the_least_attempts_and_the_extra_ones_to_the_nano_dollar() => Property.Holds(Cases, c =>
    {
        var (ledger, before) = Held(c.Charge);
        Paid(ledger, c.Charge, c.Workers);
        ledger.Book(c.Charge.Post(c.Workers.Length));
        ledger.Book(c.Charge.Post(c.Workers.Length)); // a repeated commit changes nothing
        var extra = c.Workers.Length - c.Charge.Terms.MinAttempts;
        Assert.Equal(c.Charge.Single.Price.Times(c.Charge.Terms.MinAttempts + extra), before - ledger[AccountId.Of(Customer)]);
        Assert.Equal(Money.Zero, ledger[AccountId.Held(Customer)]);
        Assert.All(c.Workers, w => Assert.Equal(c.Charge.Single.Rate, ledger[AccountId.Of(w)]));
        Assert.Equal(c.Charge.Single.Fee.Times(c.Workers.Length), ledger[AccountId.HouseRevenue]);
        Assert.Equal(Money.Zero, ledger[AccountId.HouseQuality]);
        Assert.Equal(0, ledger.Sum);
    });

    [Fact]
    public void Without_an_answer_the_customer_pays_nothing_and_the_house_pays_the_workers() => Property.Holds(Cases, c =>
    {
        var (ledger, before) = Held(c.Charge);
        Paid(ledger, c.Charge, c.Workers);
        ledger.Book(c.Charge.GiveUp());
        Assert.Equal(before, ledger[AccountId.Of(Customer)]);
        Assert.Equal(Money.Zero, ledger[AccountId.Held(Customer)]);
        Assert.All(c.Workers, w => Assert.Equal(c.Charge.Single.Rate, ledger[AccountId.Of(w)]));
        Assert.Equal(-c.Charge.Single.Rate.Times(c.Workers.Length), ledger[AccountId.HouseQuality]);
        Assert.Equal(0, ledger.Sum);
    });

    [Fact]
    public void The_price_of_one_attempt_is_found_again_from_what_is_held_and_from_what_was_charged() => Property.Holds(Cases, c =>
    {
        var (single, terms) = (c.Charge.Single, c.Charge.Terms);
        Assert.Equal(single, terms.Single(terms.Hold(single)));
        Assert.Equal(single, terms.Single(terms.Charge(single, c.Workers.Length), c.Workers.Length));
    });

    [Fact]
    public void Fewer_answers_than_ordered_are_no_answer_and_more_than_allowed_never_are()
    {
        var charge = new ConfidentCharge(new CaptchaId(9), Customer, new Quote(new Money(140_000), new Money(70_000)), new ConfidentTerms(2, 3, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => charge.Post(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => charge.Post(4));
        Assert.Single(charge.GiveUp());
    }

    /// <summary>Each vote is a captcha of its own, which the house pays.</summary>
    private static void Paid(ToyLedger ledger, ConfidentCharge charge, WorkerId[] workers)
    {
        foreach (var worker in workers) ledger.Book(Charge.PostRecheck(new CaptchaId(100 + worker.Value), charge.Single.Rate, worker));
    }

    private static (ToyLedger Ledger, Money Before) Held(ConfidentCharge charge)
    {
        var ledger = new ToyLedger();
        var before = charge.Terms.Hold(charge.Single).Price;
        ledger.Book(Charge.Deposit(1, Customer, before));
        ledger.Book(charge.Hold());
        return (ledger, before);
    }
}
