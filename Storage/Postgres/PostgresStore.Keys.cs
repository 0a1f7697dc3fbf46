using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<ImmutableArray<ApiKeyRow>> KeysOf(CustomerId customer) => [.. await _queries.Rows(
        $"SELECT {StoredRows.KeyColumns} FROM api_key WHERE customer = $1 ORDER BY id", StoredRows.ApiKey, Of(customer.Value))];

    public async Task<bool> SetKeyRules(CustomerId customer, ApiKeyId key, KeyRules rules) => await _queries.Write(
        "UPDATE api_key SET rules = $3 WHERE customer = $1 AND id = $2", Of(customer.Value), Of(key.Value), Of(KeyJson.Write(rules))) == 1;

    public async Task<bool> RevokeKey(CustomerId customer, ApiKeyId key, DateTimeOffset now) => await _queries.Write(
        "UPDATE api_key SET revoked_at = coalesce(revoked_at, $3) WHERE customer = $1 AND id = $2",
        Of(customer.Value), Of(key.Value), Of(StoredTime.Of(now))) == 1;

    public async Task<bool> ExpireKey(CustomerId customer, ApiKeyId key, DateTimeOffset at) => await _queries.Write(
        "UPDATE api_key SET expires_at = least(expires_at, $3) WHERE customer = $1 AND id = $2",
        Of(customer.Value), Of(key.Value), Of(StoredTime.Of(at))) == 1;

    public async Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => new(await _queries.Number("""
        SELECT coalesce(sum(rate + fee), 0)::bigint FROM captcha WHERE key_id = $1 AND key_capped AND submitted_at >= $2 AND status <> 4
        """, Of(key.Value), Of(StoredTime.Of(since))));

    public Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now) => _reservations.Reserve(row, now);

    public Task<int> RemoveExpired(DateTimeOffset now, int take)
    {
        Pages.RequireTake(take, Pages.MaxRemoved);
        // Every gateway sweeps: one does not wait for what another is removing.
        return _queries.Write("""
            DELETE FROM idempotency WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM idempotency WHERE expires_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED))
            """, Of(StoredTime.Of(now)), Of((long)take));
    }
}
