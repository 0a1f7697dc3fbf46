using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : ISpendingStore
{
    public Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        // 1: a customer's account
        return _database.Read(session => session.Rows("SELECT owner FROM account WHERE kind = 1 AND owner > $1 ORDER BY owner LIMIT $2",
            row => new CustomerId(row.GetInt64(0)), after.Value, take).ToImmutableArray());
    }

    public Task<SpendingPosition> SpendingPosition(CustomerId customer) => _database.Read(session => Position(session, customer));

    // "kind < 10" is what the indexes are about; 2: what is held for a customer, 1: his account.
    public Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take) => Entries("""
        SELECT t.seq, t.at, t.purpose, t.credit_kind, t.amount, c.key_id, c.kind, json_extract(c.request, '$.Domain') FROM
          (SELECT * FROM transfer WHERE debit_kind = 2 AND debit_kind < 10 AND debit_owner = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS t
        LEFT JOIN captcha AS c ON c.id = t.subject AND t.purpose < 20 ORDER BY t.seq
        """, customer, after, take);

    public Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take) => Entries("""
        SELECT t.seq, t.at, t.purpose, t.credit_kind, t.amount, c.key_id, c.kind, json_extract(c.request, '$.Domain') FROM
          (SELECT * FROM transfer WHERE credit_kind = 1 AND credit_kind < 10 AND credit_owner = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS t
        LEFT JOIN captcha AS c ON c.id = t.subject AND t.purpose < 20 ORDER BY t.seq
        """, customer, after, take);

    public Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added) => _database.WriteOrUncertain(session =>
    {
        var moved = session.Write(next.Version == 1
            ? "INSERT INTO spending_position (customer, version, held, returned, spent) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
            : "UPDATE spending_position SET version = $2, held = $3, returned = $4, spent = $5 WHERE customer = $1 AND version = $2 - 1",
            next.Customer.Value, next.Version, next.Held, next.Returned, next.Spent.Nanos);
        if (moved == 0) return Position(session, next.Customer) == next;
        foreach (var (cell, sum) in added)
            session.Write("""
                INSERT INTO spending (customer, hour, key_id, kind, domain, charged, refunded, spent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (customer, hour, key_id, kind, domain) DO UPDATE SET charged = charged + $6, refunded = refunded + $7, spent = spent + $8
                """, next.Customer.Value, StoredTime.Of(cell.Hour), cell.Key?.Value ?? 0, (short)cell.Kind, cell.Domain, sum.Charged, sum.Refunded, sum.Spent.Nanos);
        return true;
    });

    public Task<ImmutableArray<SpendingLine>> Spending(CustomerId customer, DateTimeOffset from, DateTimeOffset until, SpendingCell? after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostLines);
        var last = after ?? new SpendingCell(from, null, 0, "");
        return _database.Read(session => session.Rows($"""
            SELECT {CustomerRows.Spending} FROM spending
            WHERE customer = $1 AND hour >= $2 AND hour < $3 AND (hour, key_id, kind, domain) > ($4, $5, $6, $7) ORDER BY hour, key_id, kind, domain LIMIT $8
            """, CustomerRows.ReadLine, customer.Value, StoredTime.Of(from), StoredTime.Of(until), StoredTime.Of(last.Hour), last.Key?.Value ?? 0, (short)last.Kind, last.Domain, take)
            .ToImmutableArray());
    }

    private Task<ImmutableArray<SpendingEntry>> Entries(string sql, CustomerId customer, long after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostEntries);
        return _database.Read(session => session.Rows(sql, CustomerRows.ReadEntry, customer.Value, after, take).ToImmutableArray());
    }

    private static SpendingPosition Position(SqliteSession session, CustomerId customer) => session.Row(
        "SELECT version, held, returned, spent FROM spending_position WHERE customer = $1", row => CustomerRows.ReadPosition(row, customer), customer.Value)
        ?? new SpendingPosition(customer);
}
