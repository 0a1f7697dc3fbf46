using System.Globalization;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Ledger;

/// <summary>Stored as a small integer: never renumber.</summary>
public enum AccountKind : short
{
    Customer = 1,
    CustomerHeld = 2,
    Worker = 3,
    WorkerPayout = 4,
    HouseRevenue = 10,
    HouseQuality = 11,
    HouseReferral = 12,
    WorldDeposits = 20,
    WorldPayouts = 21,
}

/// <summary>An account of the ledger. The sum over all accounts is zero in every snapshot.</summary>
/// <param name="Owner">The customer's or worker's number; 0 for the house and the world.</param>
public readonly record struct AccountId(AccountKind Kind, long Owner) : IComparable<AccountId>
{
    public static AccountId HouseRevenue => new(AccountKind.HouseRevenue, 0);

    public static AccountId HouseQuality => new(AccountKind.HouseQuality, 0);

    public static AccountId HouseReferral => new(AccountKind.HouseReferral, 0);

    public static AccountId WorldDeposits => new(AccountKind.WorldDeposits, 0);

    public static AccountId WorldPayouts => new(AccountKind.WorldPayouts, 0);

    public static AccountId Of(CustomerId customer) => new(AccountKind.Customer, customer.Value);

    public static AccountId Held(CustomerId customer) => new(AccountKind.CustomerHeld, customer.Value);

    public static AccountId Of(WorkerId worker) => new(AccountKind.Worker, worker.Value);

    public static AccountId Payout(WorkerId worker) => new(AccountKind.WorkerPayout, worker.Value);

    /// <summary>Whether the balance may never go below zero: all accounts of customers and workers. The house and the world may owe.</summary>
    public bool IsGuarded => Kind is AccountKind.Customer or AccountKind.CustomerHeld or AccountKind.Worker or AccountKind.WorkerPayout;

    public int CompareTo(AccountId other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : Owner.CompareTo(other.Owner);

    public static bool operator <(AccountId left, AccountId right) => left.CompareTo(right) < 0;

    public static bool operator >(AccountId left, AccountId right) => left.CompareTo(right) > 0;

    public static bool operator <=(AccountId left, AccountId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AccountId left, AccountId right) => left.CompareTo(right) >= 0;

    public override string ToString()
    {
        var owner = Owner.ToString(CultureInfo.InvariantCulture);
        return Kind switch
        {
            AccountKind.Customer => $"customer:{owner}",
            AccountKind.CustomerHeld => $"customer:{owner}:held",
            AccountKind.Worker => $"worker:{owner}",
            AccountKind.WorkerPayout => $"worker:{owner}:payout",
            AccountKind.HouseRevenue => "house:revenue",
            AccountKind.HouseQuality => "house:quality",
            AccountKind.HouseReferral => "house:referral",
            AccountKind.WorldDeposits => "world:deposits",
            AccountKind.WorldPayouts => "world:payouts",
            _ => $"{Kind}:{owner}",
        };
    }
}
