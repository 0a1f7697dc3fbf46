using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : ICustomerHistory
{
    // The debits of a customer's account are the holds of his captchas, and nothing else. "kind < 10" is what the index is about; 1: a customer's account.
    private const string Holds = """
        (SELECT seq, subject FROM transfer WHERE debit_kind = 1 AND debit_kind < 10 AND debit_owner = $1 AND purpose = 1 AND seq < $2 ORDER BY seq DESC LIMIT $3)
        """;

    public Task<CustomerPage<CustomerCaptcha>> CaptchasOf(CustomerId customer, CaptchaFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        var from = before ?? long.MaxValue;
        return _database.Read(session => CustomerRows.Page(session.Rows($"""
            SELECT {CustomerRows.Captcha} FROM {Holds} AS t JOIN captcha AS c ON c.id = t.subject
            WHERE ($4 IS NULL OR c.kind = $4) AND ($5 IS NULL OR c.status = $5) ORDER BY t.seq DESC LIMIT $6
            """, CustomerRows.ReadCaptcha, customer.Value, from, ICustomerHistory.MostLooked, (short?)filter.Kind, (short?)filter.Status, take), take, Looked(session, customer, from)));
    }

    public Task<CaptchaCounts> CountCaptchas(CustomerId customer, DateTimeOffset since) => _database.Read(session => CustomerRows.Counts(session.Rows($"""
        SELECT c.status, count(*) FROM {Holds} AS t JOIN captcha AS c ON c.id = t.subject WHERE c.submitted_at >= $4 GROUP BY c.status
        """, CustomerRows.ReadCount, customer.Value, long.MaxValue, ICustomerHistory.MostLooked, StoredTime.Of(since))));

    public Task<CustomerPage<CallbackHistory>> CallbacksOf(CustomerId customer, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        var from = before ?? long.MaxValue;
        return _database.Read(session => CustomerRows.Page(session.Rows($"""
            SELECT {CustomerRows.Callback} FROM {Holds} AS t JOIN callback AS b ON b.captcha = t.subject WHERE b.customer = $1 ORDER BY t.seq DESC LIMIT $4
            """, CustomerRows.ReadCallback, customer.Value, from, ICustomerHistory.MostLooked, take), take, Looked(session, customer, from)));
    }

    private static (long Count, long Oldest) Looked(SqliteSession session, CustomerId customer, long before) => session.Rows(
        $"SELECT count(*), coalesce(min(seq), 0) FROM {Holds} AS t", row => (row.GetInt64(0), row.GetInt64(1)), customer.Value, before, ICustomerHistory.MostLooked)[0];
}
