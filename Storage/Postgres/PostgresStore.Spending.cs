using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Spending;
using Npgsql;
using NpgsqlTypes;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        // 1: a customer's account, which has one row
        return [.. await _queries.Rows("SELECT owner FROM account WHERE kind = 1 AND owner > $1 ORDER BY owner LIMIT $2",
            row => new CustomerId(row.GetInt64(0)), Of(after.Value), Of((long)take))];
    }

    public async Task<SpendingPosition> SpendingPosition(CustomerId customer) => await _queries.Row(
        "SELECT version, held, returned, spent FROM spending_position WHERE customer = $1", row => CustomerRows.ReadPosition(row, customer), Of(customer.Value))
        ?? new SpendingPosition(customer);

    // "kind < 10" is what the indexes are about; 2: what is held for a customer, 1: his account.
    public Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take) => SpendingEntries("""
        SELECT t.seq, t.at, t.purpose, t.credit_kind, t.amount, c.key_id, c.kind, c.request::json->>'Domain' FROM
          (SELECT * FROM transfer WHERE debit_kind = 2 AND debit_kind < 10 AND debit_owner = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS t
        LEFT JOIN captcha AS c ON c.id = t.subject AND t.purpose < 20 ORDER BY t.seq
        """, customer, after, take);

    public Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take) => SpendingEntries("""
        SELECT t.seq, t.at, t.purpose, t.credit_kind, t.amount, c.key_id, c.kind, c.request::json->>'Domain' FROM
          (SELECT * FROM transfer WHERE credit_kind = 1 AND credit_kind < 10 AND credit_owner = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS t
        LEFT JOIN captcha AS c ON c.id = t.subject AND t.purpose < 20 ORDER BY t.seq
        """, customer, after, take);

    /// <summary>One statement: the lines are added where the position moved, and nowhere else.</summary>
    public async Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added)
    {
        try
        {
            var moved = await _queries.Number($"""
                WITH moved AS ({(next.Version == 1
                    ? "INSERT INTO spending_position (customer, version, held, returned, spent) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1"
                    : "UPDATE spending_position SET version = $2, held = $3, returned = $4, spent = $5 WHERE customer = $1 AND version = $2 - 1 RETURNING 1")}),
                added AS (
                  INSERT INTO spending (customer, hour, key_id, kind, domain, charged, refunded, spent)
                  SELECT $1, n.hour, n.key_id, n.kind, n.domain, n.charged, n.refunded, n.spent
                  FROM unnest($6, $7, $8, $9, $10, $11, $12) AS n(hour, key_id, kind, domain, charged, refunded, spent) WHERE EXISTS (SELECT 1 FROM moved)
                  ON CONFLICT (customer, hour, key_id, kind, domain) DO UPDATE SET charged = spending.charged + excluded.charged,
                    refunded = spending.refunded + excluded.refunded, spent = spending.spent + excluded.spent RETURNING 1)
                SELECT count(*) FROM moved
                """, Of(next.Customer.Value), Of(next.Version), Of(next.Held), Of(next.Returned), Of(next.Spent.Nanos),
                Array(NpgsqlDbType.Bigint, added, l => StoredTime.Of(l.Cell.Hour)), Array(NpgsqlDbType.Bigint, added, l => l.Cell.Key?.Value ?? 0),
                Array(NpgsqlDbType.Smallint, added, l => (short)l.Cell.Kind), Array(NpgsqlDbType.Text, added, l => l.Cell.Domain),
                Array(NpgsqlDbType.Bigint, added, l => l.Sum.Charged), Array(NpgsqlDbType.Bigint, added, l => l.Sum.Refunded),
                Array(NpgsqlDbType.Bigint, added, l => l.Sum.Spent.Nanos));
            return moved == 1 || await SpendingPosition(next.Customer) == next;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"What customer {next.Customer} spent may or may not have been counted.", e);
        }
    }

    public async Task<ImmutableArray<SpendingLine>> Spending(CustomerId customer, DateTimeOffset from, DateTimeOffset until, SpendingCell? after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostLines);
        var last = after ?? new SpendingCell(from, null, 0, "");
        return [.. await _queries.Rows($"""
            SELECT {CustomerRows.Spending} FROM spending
            WHERE customer = $1 AND hour >= $2 AND hour < $3 AND (hour, key_id, kind, domain) > ($4, $5, $6, $7) ORDER BY hour, key_id, kind, domain LIMIT $8
            """, CustomerRows.ReadLine, Of(customer.Value), Of(StoredTime.Of(from)), Of(StoredTime.Of(until)), Of(StoredTime.Of(last.Hour)), Of(last.Key?.Value ?? 0L),
            Of((short)last.Kind), Of(last.Domain), Of((long)take))];
    }

    private async Task<ImmutableArray<SpendingEntry>> SpendingEntries(string sql, CustomerId customer, long after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostEntries);
        return [.. await _queries.Rows(sql, CustomerRows.ReadEntry, Of(customer.Value), Of(after), Of((long)take))];
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, ImmutableArray<SpendingLine> lines, Func<SpendingLine, T> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = lines.Select(value).ToArray() };
}
