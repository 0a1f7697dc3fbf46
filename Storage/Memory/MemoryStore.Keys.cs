using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IKeyStore, IIdempotencyStore
{
    private readonly Dictionary<(CustomerId, string), IdempotencyRow> _reserved = [];

    public Task<ImmutableArray<ApiKeyRow>> KeysOf(CustomerId customer)
    {
        lock (_lock) return Task.FromResult(_keys.Values.Where(k => k.Customer == customer).OrderBy(k => k.Id.Value).ToImmutableArray());
    }

    public Task<bool> SetKeyRules(CustomerId customer, ApiKeyId key, KeyRules rules) => ChangeKey(customer, key, k => k with { Rules = rules });

    public Task<bool> RevokeKey(CustomerId customer, ApiKeyId key, DateTimeOffset now) =>
        ChangeKey(customer, key, k => k with { RevokedAt = k.RevokedAt ?? StoredTime.Cut(now) });

    public Task<bool> ExpireKey(CustomerId customer, ApiKeyId key, DateTimeOffset at) =>
        ChangeKey(customer, key, k => k with { ExpiresAt = k.ExpiresAt < at ? k.ExpiresAt : StoredTime.Cut(at) });

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since)
    {
        lock (_lock)
        {
            var counted = _captchas.Values.Where(c => c.Key is { DailyCap: not null } terms && terms.Key == key
                && c.State.SubmittedAt >= since && c.State.Status != CaptchaStatus.Unsolvable);
            return Task.FromResult(counted.Aggregate(Money.Zero, (sum, c) => sum + c.State.Quote.Price));
        }
    }

    public Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now)
    {
        lock (_lock)
        {
            var key = (row.Customer, row.KeyHash);
            if (!_reserved.TryGetValue(key, out var stored) || stored.ExpiresAt <= now)
                _reserved[key] = stored = row with { ExpiresAt = StoredTime.Cut(row.ExpiresAt) };
            return Task.FromResult(stored);
        }
    }

    public Task<int> RemoveExpired(DateTimeOffset now, int take)
    {
        Pages.RequireTake(take, Pages.MaxRemoved);
        lock (_lock)
        {
            var expired = _reserved.Where(r => r.Value.ExpiresAt <= now).OrderBy(r => r.Value.ExpiresAt).Take(take).Select(r => r.Key).ToList();
            foreach (var key in expired) _reserved.Remove(key);
            return Task.FromResult(expired.Count);
        }
    }

    private Task<bool> ChangeKey(CustomerId customer, ApiKeyId key, Func<ApiKeyRow, ApiKeyRow> change)
    {
        lock (_lock)
        {
            if (_keys.Values.FirstOrDefault(k => k.Customer == customer && k.Id == key) is not { } row) return Task.FromResult(false);
            _keys[row.Hash] = change(row);
            return Task.FromResult(true);
        }
    }
}
