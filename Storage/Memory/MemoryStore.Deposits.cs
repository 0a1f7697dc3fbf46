using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IDepositStore
{
    private readonly SortedDictionary<long, Deposit> _deposits = [];

    public Task<Deposit> AddDeposit(Deposit deposit)
    {
        lock (_lock)
        {
            if (_deposits.Values.FirstOrDefault(d => d.Origin == deposit.Origin) is { } known) return Task.FromResult(known);
            var stored = DepositJson.Stored(deposit);
            _deposits.Add(deposit.Id.Value, stored);
            return Task.FromResult(stored);
        }
    }

    public Task<Deposit?> FindDeposit(DepositId id)
    {
        lock (_lock) return Task.FromResult(_deposits.GetValueOrDefault(id.Value));
    }

    public Task<bool> ChangeDeposit(Deposit next)
    {
        lock (_lock)
        {
            if (!_deposits.TryGetValue(next.Id.Value, out var stored)) return Task.FromResult(false);
            var known = DepositJson.Stored(next);
            if (stored.Version != next.Version - 1) return Task.FromResult(stored == known);
            _deposits[next.Id.Value] = known;
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<Deposit>> DepositsOf(CustomerId customer, DepositId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_deposits.Values.Reverse().Where(d => d.Customer == customer && !(d.Id.Value >= before?.Value)).Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Deposit>> DepositsIn(DepositStatus status, DepositId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(_deposits.Values.Where(d => d.Status == status && d.Id.Value > after.Value).Take(take).ToImmutableArray());
    }
}
