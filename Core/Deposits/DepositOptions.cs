using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Deposits;

/// <summary>Numbers of deposits.</summary>
public sealed record DepositOptions
{
    public static DepositOptions Default { get; } = new();

    /// <summary>Taking a smaller amount would cost more than it is.</summary>
    public Money Minimum { get; init; } = Money.FromDollars(1);

    /// <summary>Of one deposit: a slip of the pen shall not become a fortune.</summary>
    public Money Maximum { get; init; } = Money.FromDollars(10_000);

    /// <summary>A customer has so long to pay.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Deposits that one customer may ask for in 24 hours: asking and leaving must not fill the list.</summary>
    public int MostADay { get; init; } = 20;

    /// <summary>Whole cents within the bounds: nobody can pay less than a cent.</summary>
    public bool Allows(Money amount) => amount >= Minimum && amount <= Maximum && amount.Nanos % 10_000_000 == 0;
}
