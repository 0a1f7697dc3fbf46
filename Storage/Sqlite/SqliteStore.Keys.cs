using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IKeyStore, IIdempotencyStore
{
    public Task<ImmutableArray<ApiKeyRow>> KeysOf(CustomerId customer) => _database.Read(session => session.Rows(
        $"SELECT {StoredRows.KeyColumns} FROM api_key WHERE customer = $1 ORDER BY id", StoredRows.ApiKey, customer.Value).ToImmutableArray());

    public Task<bool> SetKeyRules(CustomerId customer, ApiKeyId key, KeyRules rules) => _database.WriteOrUncertain(session => session.Write(
        "UPDATE api_key SET rules = $3 WHERE customer = $1 AND id = $2", customer.Value, key.Value, KeyJson.Write(rules)) == 1);

    public Task<bool> RevokeKey(CustomerId customer, ApiKeyId key, DateTimeOffset now) => _database.WriteOrUncertain(session => session.Write(
        "UPDATE api_key SET revoked_at = coalesce(revoked_at, $3) WHERE customer = $1 AND id = $2", customer.Value, key.Value, StoredTime.Of(now)) == 1);

    public Task<bool> ExpireKey(CustomerId customer, ApiKeyId key, DateTimeOffset at) => _database.WriteOrUncertain(session => session.Write(
        "UPDATE api_key SET expires_at = min(coalesce(expires_at, $3), $3) WHERE customer = $1 AND id = $2",
        customer.Value, key.Value, StoredTime.Of(at)) == 1);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => _database.Read(session => new Money(session.Number("""
        SELECT coalesce(sum(rate + fee), 0) FROM captcha WHERE key_id = $1 AND key_capped = 1 AND submitted_at >= $2 AND status <> 4
        """, key.Value, StoredTime.Of(since)) ?? 0));

    public Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now) => _database.WriteOrUncertain(session =>
    {
        session.Write($"""
            INSERT INTO idempotency ({StoredRows.IdempotencyColumns}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (customer, key_hash)
            DO UPDATE SET fingerprint = excluded.fingerprint, captcha = excluded.captcha, expires_at = excluded.expires_at WHERE idempotency.expires_at <= $6
            """, row.Customer.Value, row.KeyHash, row.Fingerprint, row.Captcha.Value, StoredTime.Of(row.ExpiresAt), StoredTime.Of(now));
        return session.Row($"SELECT {StoredRows.IdempotencyColumns} FROM idempotency WHERE customer = $1 AND key_hash = $2", StoredRows.Idempotency,
            row.Customer.Value, row.KeyHash)!;
    });

    public Task<int> RemoveExpired(DateTimeOffset now, int take)
    {
        Pages.RequireTake(take, Pages.MaxRemoved);
        return _database.WriteOrUncertain(session => session.Write("""
            DELETE FROM idempotency WHERE (customer, key_hash) IN (
              SELECT customer, key_hash FROM idempotency WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
            """, StoredTime.Of(now), take));
    }
}
