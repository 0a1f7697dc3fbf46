using System.Collections.Immutable;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IMinuteStore
{
    private readonly SortedDictionary<long, string> _minutes = [];

    public Task<ImmutableArray<AccountSum>> AccountSums()
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<AccountSum>>([.. _balances.GroupBy(b => b.Key.Kind).OrderBy(g => g.Key)
                .Select(g => new AccountSum(g.Key, g.Aggregate(Money.Zero, (sum, b) => sum + b.Value)))]);
        }
    }

    public Task<ImmutableArray<CaptchaTime>> CaptchaTimes(DateTimeOffset submittedBefore, int take)
    {
        Pages.RequireTake(take, MinuteRows.MaxSample);
        var limit = StoredTime.Cut(submittedBefore);
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<CaptchaTime>>([.. _captchas.Values.Reverse().Select(c => c.State)
                .Where(c => c.SubmittedAt < limit && !c.IsOfHouse).Take(take)
                .Select(c => CaptchaTime.Of(c.Id, c.Request, c.EndedAt is { } end ? end - c.SubmittedAt : null, c.Solution is not null, c.IsEnded ? c.Attempts : []))]);
        }
    }

    public Task<int> CountRefunded(CaptchaId from, CaptchaId to)
    {
        lock (_lock)
            return Task.FromResult(_transfers.Keys.Count(t => t.Purpose == Purpose.Refund && t.Ordinal == 0 && t.Subject >= from.Value && t.Subject <= to.Value));
    }

    public Task AddMinute(MarketMinute minute, int keep)
    {
        lock (_lock)
        {
            _minutes.TryAdd(minute.Minute, MinuteRows.Write(minute));
            foreach (var old in _minutes.Keys.TakeWhile(m => m <= minute.Minute - keep).ToList()) _minutes.Remove(old);
        }
        return Task.CompletedTask;
    }

    public Task<MarketMinute?> LastMinute()
    {
        lock (_lock) return Task.FromResult(_minutes.Count == 0 ? null : MinuteRows.Read(_minutes.Last().Value));
    }

    public Task<ImmutableArray<MarketMinute>> Minutes(long from, int every, int take)
    {
        Pages.RequireTake(every, MinuteRows.MaxEvery);
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<MarketMinute>>([.. _minutes.Where(m => m.Key >= from && m.Key % every == 0).Take(take)
                .Select(m => MinuteRows.Read(m.Value))]);
        }
    }
}
