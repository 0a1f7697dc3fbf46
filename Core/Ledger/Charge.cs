using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Ledger;

/// <summary>
/// The life of a charge as transfers: a hold at submission, then either posted to those who earned it or released in full.
/// A posted hold goes straight from the held account to worker and house; what is left of it goes back to the customer.
/// </summary>
public static class Charge
{
    public static ImmutableArray<Transfer> Hold(CaptchaId captcha, CustomerId customer, Quote quote) =>
        [new(new(captcha.Value, Purpose.Hold), AccountId.Of(customer), AccountId.Held(customer), quote.Price)];

    /// <summary>
    /// The customer pays the quoted price whoever solves it. What a worker earns above or below the rate is taken from the house's share or added to it; where
    /// the price is not enough, the house takes all of it and pays the worker, so that his statement has one entry for it either way.
    /// </summary>
    /// <param name="earned">What the worker was shown, above zero.</param>
    public static ImmutableArray<Transfer> Post(CaptchaId captcha, CustomerId customer, Quote quote, WorkerId worker, Money earned)
    {
        var held = AccountId.Held(customer);
        TransferId earning = new(captcha.Value, Purpose.Earning), fee = new(captcha.Value, Purpose.Fee);
        if (earned > quote.Price)
            return [new(earning, AccountId.HouseQuality, AccountId.Of(worker), earned), new(fee, held, AccountId.HouseQuality, quote.Price)];
        var post = new Transfer(earning, held, AccountId.Of(worker), earned);
        return earned < quote.Price ? [post, new(fee, held, AccountId.HouseRevenue, quote.Price - earned)] : [post];
    }

    /// <summary>What a charged price is made of, for the customer: what went to the worker, and what stayed with the house.</summary>
    public static Quote Split(Quote quote, Money earned) => earned < quote.Price ? new(earned, quote.Price - earned) : new(quote.Price, Money.Zero);

    public static ImmutableArray<Transfer> Void(CaptchaId captcha, CustomerId customer, Quote quote) =>
        [new(new(captcha.Value, Purpose.Release), AccountId.Held(customer), AccountId.Of(customer), quote.Price)];

    /// <summary>What the worker of a recheck or a gold task earns: as for any captcha, but from the house.</summary>
    public static ImmutableArray<Transfer> PostRecheck(CaptchaId recheck, Money earned, WorkerId worker) =>
        [new(new(recheck.Value, Purpose.Earning), AccountId.HouseQuality, AccountId.Of(worker), earned)];

    /// <summary>The whole price goes back; what the worker earned stays his.</summary>
    public static ImmutableArray<Transfer> Refund(CaptchaId captcha, CustomerId customer, Quote quote) =>
        [new(new(captcha.Value, Purpose.Refund), AccountId.HouseQuality, AccountId.Of(customer), quote.Price)];

    /// <param name="operation">The operation's id; a repeated deposit with the same id is the same deposit.</param>
    public static ImmutableArray<Transfer> Deposit(long operation, CustomerId customer, Money amount) =>
        [new(new(operation, Purpose.Deposit), AccountId.WorldDeposits, AccountId.Of(customer), amount)];
}
