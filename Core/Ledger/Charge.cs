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

    public static ImmutableArray<Transfer> Post(CaptchaId captcha, CustomerId customer, Quote quote, WorkerId worker)
    {
        var earning = new Transfer(new(captcha.Value, Purpose.Earning), AccountId.Held(customer), AccountId.Of(worker), quote.Rate);
        return quote.Fee.IsPositive
            ? [earning, new(new(captcha.Value, Purpose.Fee), AccountId.Held(customer), AccountId.HouseRevenue, quote.Fee)]
            : [earning];
    }

    public static ImmutableArray<Transfer> Void(CaptchaId captcha, CustomerId customer, Quote quote) =>
        [new(new(captcha.Value, Purpose.Release), AccountId.Held(customer), AccountId.Of(customer), quote.Price)];

    /// <summary>What the worker of a recheck or a gold task earns: as for any captcha, but from the house.</summary>
    public static ImmutableArray<Transfer> PostRecheck(CaptchaId recheck, Quote quote, WorkerId worker) =>
        [new(new(recheck.Value, Purpose.Earning), AccountId.HouseQuality, AccountId.Of(worker), quote.Rate)];

    /// <summary>The whole price goes back; what the worker earned stays his.</summary>
    public static ImmutableArray<Transfer> Refund(CaptchaId captcha, CustomerId customer, Quote quote) =>
        [new(new(captcha.Value, Purpose.Refund), AccountId.HouseQuality, AccountId.Of(customer), quote.Price)];

    /// <param name="operation">The operation's id; a repeated deposit with the same id is the same deposit.</param>
    public static ImmutableArray<Transfer> Deposit(long operation, CustomerId customer, Money amount) =>
        [new(new(operation, Purpose.Deposit), AccountId.WorldDeposits, AccountId.Of(customer), amount)];
}
