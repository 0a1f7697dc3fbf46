using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public async Task<ImmutableArray<ApiKeyRow>> KeysOf(CustomerId customer) => [.. await _queries.Rows(
        $"SELECT {StoredRows.KeyColumns} FROM api_key WHERE customer = @customer ORDER BY id", StoredRows.ApiKey, c => c.With("customer", customer.Value))];

    public async Task<bool> SetKeyRules(CustomerId customer, ApiKeyId key, KeyRules rules) => await _queries.Write(
        "UPDATE api_key SET rules = @rules WHERE customer = @customer AND id = @id;",
        c => Of(c, customer, key).WithLong("rules", KeyJson.Write(rules))) == 1;

    public async Task<bool> RevokeKey(CustomerId customer, ApiKeyId key, DateTimeOffset now) => await _queries.Write(
        "UPDATE api_key SET revoked_at = COALESCE(revoked_at, @now) WHERE customer = @customer AND id = @id;",
        c => Of(c, customer, key).With("now", StoredTime.Of(now))) == 1;

    public async Task<bool> ExpireKey(CustomerId customer, ApiKeyId key, DateTimeOffset at) => await _queries.Write(
        "UPDATE api_key SET expires_at = CASE WHEN expires_at < @at THEN expires_at ELSE @at END WHERE customer = @customer AND id = @id;",
        c => Of(c, customer, key).With("at", StoredTime.Of(at))) == 1;

    public async Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => new(await _queries.Number("""
        SELECT COALESCE(SUM(rate + fee), 0) FROM captcha WHERE key_id = @key AND key_capped = 1 AND submitted_at >= @since AND status <> 4;
        """, c => c.With("key", key.Value).With("since", StoredTime.Of(since))));

    public async Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now)
    {
        try
        {
            await _queries.Write($"""
                MERGE idempotency WITH (HOLDLOCK) AS i USING (SELECT @customer AS customer, @hash AS key_hash) AS n
                  ON i.customer = n.customer AND i.key_hash = n.key_hash
                WHEN MATCHED AND i.expires_at <= @now THEN UPDATE SET fingerprint = @fingerprint, captcha = @captcha, expires_at = @expires
                WHEN NOT MATCHED THEN INSERT ({StoredRows.IdempotencyColumns}) VALUES (n.customer, n.key_hash, @fingerprint, @captcha, @expires);
                """,
                c => c.With("customer", row.Customer.Value).With("hash", row.KeyHash).With("fingerprint", row.Fingerprint)
                    .With("captcha", row.Captcha.Value).With("expires", StoredTime.Of(row.ExpiresAt)).With("now", StoredTime.Of(now)));
            return await _queries.Row(
                $"SELECT {StoredRows.IdempotencyColumns} FROM idempotency WHERE customer = @customer AND key_hash = @hash", StoredRows.Idempotency,
                c => c.With("customer", row.Customer.Value).With("hash", row.KeyHash)) ?? throw new StoreUncertainException("The row expired at this moment.");
        }
        catch (DbException e)
        {
            throw new StoreUncertainException("The idempotency key may or may not have been kept.", e);
        }
    }

    public Task<int> RemoveExpired(DateTimeOffset now, int take)
    {
        Pages.RequireTake(take, Pages.MaxRemoved);
        // Every gateway sweeps: one does not wait for what another is removing.
        return _queries.Write("""
            WITH expired AS (SELECT TOP (@take) * FROM idempotency WITH (ROWLOCK, READPAST) WHERE expires_at <= @now ORDER BY expires_at)
            DELETE FROM expired;
            """, c => c.With("now", StoredTime.Of(now)).With("take", take));
    }

    private static DbCommand Of(DbCommand command, CustomerId customer, ApiKeyId key) => command.With("customer", customer.Value).With("id", key.Value);
}
