using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IPayoutStore
{
    private readonly Dictionary<string, Payout> _payouts = [];
    private readonly SortedDictionary<long, string> _payoutOrigins = [];
    private readonly Dictionary<WorkerId, WorkerDestination> _destinations = [];

    public Task<Payout?> FindPayout(PayoutId id)
    {
        lock (_lock) return Task.FromResult(_payoutOrigins.TryGetValue(id.Value, out var origin) ? _payouts[origin] : null);
    }

    public Task<Payout?> FindPayout(string origin)
    {
        lock (_lock) return Task.FromResult(_payouts.GetValueOrDefault(origin));
    }

    public Task<ImmutableArray<Payout>> PayoutsOf(WorkerId worker, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_payoutOrigins.Values.Reverse().Select(o => _payouts[o]).Where(p => p.Worker == worker && !(p.Id.Value >= before?.Value)).Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Payout>> PayoutsIn(PayoutStatus status, PayoutId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_payoutOrigins.Values.Select(o => _payouts[o]).Where(p => p.Status == status && p.Id.Value > after.Value).Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Payout>> LatestPayouts(PayoutStatus status, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_payoutOrigins.Values.Reverse().Select(o => _payouts[o]).Where(p => p.Status == status && !(p.Id.Value >= before?.Value)).Take(take).ToImmutableArray());
    }

    public Task<WorkerDestination?> FindDestination(WorkerId worker)
    {
        lock (_lock) return Task.FromResult(_destinations.GetValueOrDefault(worker));
    }

    public Task<bool> SetDestination(WorkerDestination next)
    {
        lock (_lock)
        {
            var stored = _destinations.GetValueOrDefault(next.Worker);
            var known = PayoutJson.Stored(next);
            if (next.Version != (stored?.Version ?? 0) + 1) return Task.FromResult(stored == known);
            _destinations[next.Worker] = known;
            return Task.FromResult(true);
        }
    }

    private void Write(PayoutCommit step)
    {
        _payouts[step.Payout.Origin] = PayoutJson.Stored(step.Payout);
        _payoutOrigins[step.Payout.Id.Value] = step.Payout.Origin;
    }
}
