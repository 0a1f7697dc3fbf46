using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Customers;

/// <summary>What is kept of a customer beside his money.</summary>
/// <param name="MaxRate">The highest worker's rate that he pays for one captcha; null: any.</param>
public sealed record CustomerProfile(CustomerId Id, string Name, Money? MaxRate, bool IsSuspended)
{
    public static CustomerProfile New(CustomerId id, string name) => new(id, name, null, false);
}
