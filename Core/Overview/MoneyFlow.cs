using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Overview;

/// <summary>
/// What went through the books between two moments. It follows from what the kinds of accounts held then: every transfer has two sides, so what customers had and brought in, and do not have any more,
/// was charged, and so on. Nothing is counted, and nothing can be missed.
/// </summary>
/// <param name="Deposits">World → customers.</param>
/// <param name="Charged">By customers, refunds taken off; what is held only is not charged. <see cref="Earned"/> and <see cref="House"/> together.</param>
/// <param name="Earned">By workers, whoever paid it.</param>
/// <param name="PaidOut">Workers → world; what came back is taken off.</param>
/// <param name="House">What is left to the house, its own expenses taken off; below zero: it paid more than it got.</param>
public sealed record MoneyFlow(Money Deposits, Money Charged, Money Earned, Money PaidOut, Money House)
{
    public static MoneyFlow Between(IReadOnlyCollection<AccountSum> earlier, IReadOnlyCollection<AccountSum> later)
    {
        var deposits = -Grown(AccountKind.WorldDeposits);
        var paidOut = Grown(AccountKind.WorldPayouts);
        var earned = Grown(AccountKind.Worker) + Grown(AccountKind.WorkerPayout) + paidOut;
        var house = Grown(AccountKind.HouseRevenue) + Grown(AccountKind.HouseQuality) + Grown(AccountKind.HouseReferral);
        return new MoneyFlow(deposits, deposits - Grown(AccountKind.Customer) - Grown(AccountKind.CustomerHeld), earned, paidOut, house);

        Money Grown(AccountKind kind) => Of(later, kind) - Of(earlier, kind);
    }

    private static Money Of(IReadOnlyCollection<AccountSum> sums, AccountKind kind) =>
        sums.Where(s => s.Kind == kind).Aggregate(Money.Zero, (sum, s) => sum + s.Sum);
}
