using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>Takes payments outside of the town; its agent knows what becomes of them, and says so.</summary>
internal sealed class OutsideProvider : IPaymentProvider
{
    public string Name => "outside";

    public Task<string> PageFor(Deposit deposit, CancellationToken gone) => Task.FromResult($"https://pay.test/{deposit.Id}");
}
