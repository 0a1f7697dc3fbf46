using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Desks;

/// <summary>What a customer decides for all of his keys.</summary>
public sealed class CustomerSettings(IActors actors, Repeat repeat)
{
    /// <param name="alertBelow">He is told when his balance falls below it; above zero; null: never.</param>
    /// <param name="maxRate">The highest worker's rate that he pays; above zero; null: any.</param>
    /// <returns>False: no such customer.</returns>
    /// <exception cref="OutcomeUnknownException">One of them may or may not be saved; save them again.</exception>
    public async Task<bool> Save(CustomerId customer, Money? alertBelow, Money? maxRate) =>
        await repeat.UntilKnown(() => actors.Customer(customer).SetAlert(alertBelow)) && await repeat.UntilKnown(() => actors.Customer(customer).SetMaxRate(maxRate));
}
