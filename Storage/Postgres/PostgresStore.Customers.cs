using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    // The debits of a customer's account are the holds of his captchas, and nothing else. "kind < 10" is what the index is about; 1: a customer's account.
    private const string Holds = """
        (SELECT seq, subject FROM transfer WHERE debit_kind = 1 AND debit_kind < 10 AND debit_owner = $1 AND purpose = 1 AND seq < $2 ORDER BY seq DESC LIMIT $3)
        """;

    public async Task<CustomerPage<CustomerCaptcha>> CaptchasOf(CustomerId customer, CaptchaFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        var rows = await _queries.Rows($"""
            SELECT {CustomerRows.Captcha} FROM {Holds} AS t JOIN captcha AS c ON c.id = t.subject
            WHERE ($4 = 0 OR c.kind = $4) AND ($5 = 0 OR c.status = $5) ORDER BY t.seq DESC LIMIT $6
            """, CustomerRows.ReadCaptcha, Of(customer.Value), Of(before ?? long.MaxValue), Of((long)ICustomerHistory.MostLooked),
            Of((short)(filter.Kind ?? 0)), Of((short)(filter.Status ?? 0)), Of((long)take));
        return CustomerRows.Page(rows, take, await Looked(customer, before));
    }

    public async Task<CaptchaCounts> CountCaptchas(CustomerId customer, DateTimeOffset since) => CustomerRows.Counts(await _queries.Rows($"""
        SELECT c.status, count(*) FROM {Holds} AS t JOIN captcha AS c ON c.id = t.subject WHERE c.submitted_at >= $4 GROUP BY c.status
        """, CustomerRows.ReadCount, Of(customer.Value), Of(long.MaxValue), Of((long)ICustomerHistory.MostLooked), Of(StoredTime.Of(since))));

    public async Task<CustomerPage<CallbackHistory>> CallbacksOf(CustomerId customer, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        var rows = await _queries.Rows($"""
            SELECT {CustomerRows.Callback} FROM {Holds} AS t JOIN callback AS b ON b.captcha = t.subject WHERE b.customer = $1 ORDER BY t.seq DESC LIMIT $4
            """, CustomerRows.ReadCallback, Of(customer.Value), Of(before ?? long.MaxValue), Of((long)ICustomerHistory.MostLooked), Of((long)take));
        return CustomerRows.Page(rows, take, await Looked(customer, before));
    }

    private async Task<(long Count, long Oldest)> Looked(CustomerId customer, long? before) => (await _queries.Rows(
        $"SELECT count(*), coalesce(min(seq), 0) FROM {Holds} AS t", row => (row.GetInt64(0), row.GetInt64(1)),
        Of(customer.Value), Of(before ?? long.MaxValue), Of((long)ICustomerHistory.MostLooked)))[0];
}
