using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Quality;

/// <summary>
/// The life of a charge in confident mode: a hold for the most attempts; at the answer every worker who answered is paid from it and the rest goes back; without an
/// answer all of it goes back, and the house pays the workers, for an honest try is paid and an unsolved captcha costs nothing.
/// </summary>
/// <param name="Single">Rate and fee of one attempt, fixed at submission.</param>
public sealed record ConfidentCharge(CaptchaId Captcha, CustomerId Customer, Quote Single, ConfidentTerms Terms)
{
    public ImmutableArray<Transfer> Hold() => Charge.Hold(Captcha, Customer, Terms.Hold(Single));

    /// <param name="workers">Who answered, in the order of their answers: at least the minimum of attempts, at most the maximum.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer workers or more.</exception>
    public ImmutableArray<Transfer> Post(IReadOnlyList<WorkerId> workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers.Count, Terms.MinAttempts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers.Count, Terms.MaxAttempts);
        var held = AccountId.Held(Customer);
        var charge = Terms.Charge(Single, workers.Count);
        var transfers = Earnings(held, workers);
        if (charge.Fee.IsPositive) transfers = transfers.Add(new(new(Captcha.Value, Purpose.Fee), held, AccountId.HouseRevenue, charge.Fee));
        var rest = Terms.Release(Single, workers.Count);
        return rest.IsPositive ? transfers.Add(new(new(Captcha.Value, Purpose.Release), held, AccountId.Of(Customer), rest)) : transfers;
    }

    /// <param name="workers">Who answered, at most the maximum of attempts; may be nobody.</param>
    /// <exception cref="ArgumentOutOfRangeException">More workers.</exception>
    public ImmutableArray<Transfer> GiveUp(IReadOnlyList<WorkerId> workers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers.Count, Terms.MaxAttempts);
        return [.. Charge.Void(Captcha, Customer, Terms.Hold(Single)), .. Earnings(AccountId.HouseQuality, workers)];
    }

    private ImmutableArray<Transfer> Earnings(AccountId from, IReadOnlyList<WorkerId> workers) =>
        [.. workers.Select((worker, i) => new Transfer(new(Captcha.Value, Purpose.Earning, (short)i), from, AccountId.Of(worker), Single.Rate))];
}
