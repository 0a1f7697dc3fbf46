using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using Npgsql;
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

    public async Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now)
    {
        try
        {
            var written = await _queries.Row($"""
                INSERT INTO idempotency ({StoredRows.IdempotencyColumns}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (customer, key_hash)
                DO UPDATE SET fingerprint = excluded.fingerprint, captcha = excluded.captcha, expires_at = excluded.expires_at
                WHERE idempotency.expires_at <= $6 RETURNING {StoredRows.IdempotencyColumns}
                """, StoredRows.Idempotency, Of(row.Customer.Value), Of(row.KeyHash), Of(row.Fingerprint), Of(row.Captcha.Value),
                Of(StoredTime.Of(row.ExpiresAt)), Of(StoredTime.Of(now)));
            return written ?? await _queries.Row(
                $"SELECT {StoredRows.IdempotencyColumns} FROM idempotency WHERE customer = $1 AND key_hash = $2",
                StoredRows.Idempotency, Of(row.Customer.Value), Of(row.KeyHash)) ?? throw new StoreUncertainException("The row expired at this moment.");
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException("The idempotency key may or may not have been kept.", e);
        }
    }

    public Task<int> RemoveExpired(DateTimeOffset now, int take)
    {
        Pages.RequireTake(take, Pages.MaxRemoved);
        // Every gateway sweeps: one does not wait for what another is removing.
        return _queries.Write("""
            DELETE FROM idempotency WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM idempotency WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
            """, Of(StoredTime.Of(now)), Of((long)take));
    }
}
