using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;

namespace CaptchaGrains.Portal.Customers;

/// <summary>
/// A provider whose payments end as whoever pays chooses, on a page of the portal. For demonstrations and tests: whoever has it gives himself as much as he likes.
/// </summary>
public sealed class TestPaymentProvider : IPaymentProvider
{
    public string Name => "test";

    public Task<string> PageFor(Deposit deposit, CancellationToken gone) => Task.FromResult($"/customer/balance/pay/{deposit.Id}");
}
