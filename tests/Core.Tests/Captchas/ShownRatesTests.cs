using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using FsCheck.Fluent;
using Xunit;
using static CaptchaGrains.Core.Tests.Captchas.CaptchaSample;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>The rate that a worker was shown is what he is paid, and the customer pays what was quoted.</summary>
public sealed class ShownRatesTests
{
    private static readonly Money More = new(200_000);

    [Fact]
    public void What_he_was_shown_is_paid_also_for_a_late_answer()
    {
        var late = New().Grant(Worker(1), At(0), More).Next.Advance(At(40)).Grant(Worker(2), At(41), new Money(99)).Next;
        var (verdict, solved) = late.Accept(Worker(1), "2763", At(50));
        Assert.Equal((AnswerVerdict.Accepted, More), (verdict, solved.Earned));
        Assert.Equal([new Money(99), More], solved.Attempts.Select(a => a.Rate!.Value));
        Assert.Equal([Money.Zero, More], EndCommit.Of(solved).Outcomes.Select(o => o.Earned));
    }

    [Fact]
    public void Of_a_lost_lease_counts_what_he_saw_and_of_a_known_one_what_it_says()
    {
        Assert.Equal(More, New().Accept(Worker(1), "2763", At(5), vouched: true, seen: More).Next.Earned);
        Assert.Null(New().Accept(Worker(1), "2763", At(5), vouched: true, seen: Terms.Rate).Next.Attempts[0].Rate);
        Assert.Equal(Terms.Rate, New().GrantedTo(1, 0).Accept(Worker(1), "2763", At(5), vouched: true, seen: More).Next.Earned);
    }

    [Fact]
    public void Asking_again_for_his_lease_changes_nothing_of_what_he_was_shown()
    {
        var granted = New().Grant(Worker(1), At(0), More).Next;
        Assert.Same(granted, granted.Grant(Worker(1), At(1), new Money(1)).Next);
        Assert.Equal(Money.Zero, granted.Earned); // nobody has answered
    }

    [Fact]
    public void The_customer_pays_the_quote_whoever_solves_and_all_of_it_goes_to_the_worker_and_the_house() => Property.Holds(
        from rate in Gen.Choose(1, 2_000_000)
        from fee in Gen.Choose(0, 1_000_000)
        from perMille in Gen.Choose(500, 2_000)
        select (Quote: new Quote(new Money(rate), new Money(fee)), Earned: EarnCoefficient.Apply(new Money(rate), perMille)),
        c =>
        {
            var (captcha, customer, worker) = (new CaptchaId(1), new CustomerId(2), new WorkerId(3));
            var ledger = new ToyLedger();
            ledger.Book(Charge.Deposit(1, customer, c.Quote.Price));
            ledger.Book(Charge.Hold(captcha, customer, c.Quote));
            ledger.Book(Charge.Post(captcha, customer, c.Quote, worker, c.Earned));
            ledger.Book(Charge.Post(captcha, customer, c.Quote, worker, c.Earned)); // a repeated commit changes nothing
            Assert.Equal(Money.Zero, ledger[AccountId.Held(customer)]);
            Assert.Equal(Money.Zero, ledger[AccountId.Of(customer)]);
            Assert.Equal(c.Earned, ledger[AccountId.Of(worker)]);
            Assert.Equal(c.Quote.Price - c.Earned, ledger[AccountId.HouseRevenue] + ledger[AccountId.HouseQuality]);
            Assert.False(ledger[AccountId.HouseRevenue].IsNegative);
            Assert.Single(ledger.Booked, t => t.Credit == AccountId.Of(worker)); // one entry in his statement, as for any answer
            Assert.True(ledger.Sum == 0, "the sum over all accounts is zero");

            var charged = Charge.Split(c.Quote, c.Earned);
            Assert.Equal(c.Quote.Price, charged.Price);
            Assert.Equal(Money.Max(Money.Zero, c.Quote.Price - c.Earned), charged.Fee);

            var recheck = new ToyLedger();
            recheck.Book(Charge.PostRecheck(captcha, c.Earned, worker));
            Assert.Equal((c.Earned, -c.Earned), (recheck[AccountId.Of(worker)], recheck[AccountId.HouseQuality]));
        }, 2_000);

    [Fact]
    public void The_coefficients_that_were_planned_fit_into_the_price()
    {
        var quote = Core.Pricing.PriceTable.ImageText.QuoteAt(Core.Pricing.PriceTable.ImageText.MinRate);
        Assert.True(EarnCoefficient.Apply(quote.Rate, EarnOptions.Default.MostPerMille) <= quote.Price);
    }
}
