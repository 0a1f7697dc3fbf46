using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Quality;

/// <summary>
/// The life of a charge in confident mode. At submission the price of the most attempts is held. Each worker is paid by the house when he answers, as for any captcha that is the
/// house's; at the answer the house gets that back from what is held, its fee as well, and the rest goes back. Without an answer all of it goes back, and what the workers were
/// paid stays with the house: an honest try is paid, and an unsolved captcha costs nothing.
/// </summary>
/// <param name="Single">Rate and fee of one attempt, fixed at submission.</param>
public sealed record ConfidentCharge(CaptchaId Captcha, CustomerId Customer, Quote Single, ConfidentTerms Terms)
{
    public ImmutableArray<Transfer> Hold() => Charge.Hold(Captcha, Customer, Terms.Hold(Single));

    /// <param name="answers">That were weighed: at least the minimum of attempts, at most the maximum.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer answers or more.</exception>
    public ImmutableArray<Transfer> Post(int answers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(answers, Terms.MinAttempts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(answers, Terms.MaxAttempts);
        var held = AccountId.Held(Customer);
        var charge = Terms.Charge(Single, answers);
        ImmutableArray<Transfer> transfers = [new(new(Captcha.Value, Purpose.Votes), held, AccountId.HouseQuality, charge.Rate)];
        if (charge.Fee.IsPositive) transfers = transfers.Add(new(new(Captcha.Value, Purpose.Fee), held, AccountId.HouseRevenue, charge.Fee));
        var rest = Terms.Release(Single, answers);
        return rest.IsPositive ? transfers.Add(new(new(Captcha.Value, Purpose.Release), held, AccountId.Of(Customer), rest)) : transfers;
    }

    /// <summary>There is no answer.</summary>
    public ImmutableArray<Transfer> GiveUp() => Charge.Void(Captcha, Customer, Terms.Hold(Single));
}
