using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    private static readonly JsonTable<SpendingLine> AddedLines = new JsonTable<SpendingLine>("lines")
        .Long("hour", l => StoredTime.Of(l.Cell.Hour))
        .Long("key_id", l => l.Cell.Key?.Value ?? 0)
        .Short("kind", l => (short)l.Cell.Kind)
        .Text("domain", l => l.Cell.Domain)
        .Long("charged", l => l.Sum.Charged)
        .Long("refunded", l => l.Sum.Refunded)
        .Long("spent", l => l.Sum.Spent.Nanos);

    public async Task<ImmutableArray<CustomerId>> CustomersWithMoney(CustomerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        // 1: a customer's account, which has one row
        return [.. await _queries.Rows("SELECT TOP (@take) owner FROM account WHERE kind = 1 AND owner > @after ORDER BY owner",
            row => new CustomerId(row.GetInt64(0)), c => c.With("take", take).With("after", after.Value))];
    }

    public async Task<SpendingPosition> SpendingPosition(CustomerId customer) => await _queries.Row(
        "SELECT version, held, returned, spent FROM spending_position WHERE customer = @customer", row => CustomerRows.ReadPosition(row, customer),
        c => c.With("customer", customer.Value)) ?? new SpendingPosition(customer);

    // "kind < 10" is what the indexes are about; 2: what is held for a customer, 1: his account.
    public Task<ImmutableArray<SpendingEntry>> SpentFrom(CustomerId customer, long after, int take) => SpendingEntries("""
        SELECT t.seq, t.at, t.purpose, t.credit_kind, t.amount, c.key_id, c.kind, JSON_VALUE(c.request, '$.Domain') FROM
          (SELECT TOP (@take) * FROM transfer WHERE debit_kind = 2 AND debit_kind < 10 AND debit_owner = @customer AND seq > @after ORDER BY seq) AS t
        LEFT JOIN captcha AS c ON c.id = t.subject AND t.purpose < 20 ORDER BY t.seq
        """, customer, after, take);

    public Task<ImmutableArray<SpendingEntry>> ReturnedTo(CustomerId customer, long after, int take) => SpendingEntries("""
        SELECT t.seq, t.at, t.purpose, t.credit_kind, t.amount, c.key_id, c.kind, JSON_VALUE(c.request, '$.Domain') FROM
          (SELECT TOP (@take) * FROM transfer WHERE credit_kind = 1 AND credit_kind < 10 AND credit_owner = @customer AND seq > @after ORDER BY seq) AS t
        LEFT JOIN captcha AS c ON c.id = t.subject AND t.purpose < 20 ORDER BY t.seq
        """, customer, after, take);

    public async Task<bool> AddSpending(SpendingPosition next, ImmutableArray<SpendingLine> added)
    {
        try
        {
            // The position first: its row is what two who count at the same moment wait for, and only one of them finds it as it was.
            var moved = await _queries.Number($"""
                SET XACT_ABORT ON;
                BEGIN TRANSACTION;
                {(next.Version == 1
                    ? """
                      INSERT INTO spending_position (customer, version, held, returned, spent) SELECT @customer, @version, @held, @returned, @spent
                      WHERE NOT EXISTS (SELECT 1 FROM spending_position WITH (UPDLOCK, HOLDLOCK) WHERE customer = @customer);
                      """
                    : "UPDATE spending_position SET version = @version, held = @held, returned = @returned, spent = @spent WHERE customer = @customer AND version = @version - 1;")}
                DECLARE @moved bigint = @@ROWCOUNT;
                IF @moved = 1
                BEGIN
                  SELECT * INTO #added FROM {AddedLines.Rows} AS n;
                  UPDATE s SET charged = s.charged + n.charged, refunded = s.refunded + n.refunded, spent = s.spent + n.spent
                  FROM #added AS n JOIN spending AS s ON s.customer = @customer AND s.hour = n.hour AND s.key_id = n.key_id AND s.kind = n.kind
                    AND s.domain = n.domain COLLATE Latin1_General_100_BIN2;
                  INSERT INTO spending (customer, hour, key_id, kind, domain, charged, refunded, spent)
                  SELECT @customer, n.hour, n.key_id, n.kind, n.domain, n.charged, n.refunded, n.spent FROM #added AS n
                  WHERE NOT EXISTS (SELECT 1 FROM spending AS s WHERE s.customer = @customer AND s.hour = n.hour AND s.key_id = n.key_id AND s.kind = n.kind
                    AND s.domain = n.domain COLLATE Latin1_General_100_BIN2);
                END;
                COMMIT;
                SELECT @moved;
                """, c => c.With("customer", next.Customer.Value).With("version", next.Version).With("held", next.Held).With("returned", next.Returned)
                    .With("spent", next.Spent.Nanos).With(AddedLines, added));
            return moved == 1 || await SpendingPosition(next.Customer) == next;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"What customer {next.Customer} spent may or may not have been counted.", e);
        }
    }

    public async Task<ImmutableArray<SpendingLine>> Spending(CustomerId customer, DateTimeOffset from, DateTimeOffset until, SpendingCell? after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostLines);
        var last = after ?? new SpendingCell(from, null, 0, "");
        return [.. await _queries.Rows($"""
            SELECT TOP (@take) {CustomerRows.Spending} FROM spending WHERE customer = @customer AND hour >= @from AND hour < @until AND hour >= @hour
              AND (hour > @hour OR key_id > @key OR key_id = @key AND (kind > @kind OR kind = @kind AND domain > @domain)) ORDER BY hour, key_id, kind, domain
            """, CustomerRows.ReadLine, c => c.With("take", take).With("customer", customer.Value).With("from", StoredTime.Of(from)).With("until", StoredTime.Of(until))
                .With("hour", StoredTime.Of(last.Hour)).With("key", last.Key?.Value ?? 0L).With("kind", (short)last.Kind).With("domain", last.Domain))];
    }

    private async Task<ImmutableArray<SpendingEntry>> SpendingEntries(string sql, CustomerId customer, long after, int take)
    {
        Pages.RequireTake(take, ISpendingStore.MostEntries);
        return [.. await _queries.Rows(sql, CustomerRows.ReadEntry, c => c.With("take", take).With("customer", customer.Value).With("after", after))];
    }
}
