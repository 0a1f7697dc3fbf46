using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    // The debits of a customer's account are the holds of his captchas, and nothing else. "kind < 10" is what the index is about; 1: a customer's account.
    private const string Holds = """
        (SELECT TOP (@looked) seq, subject FROM transfer WHERE debit_kind = 1 AND debit_kind < 10 AND debit_owner = @customer AND purpose = 1 AND seq < @before ORDER BY seq DESC)
        """;

    public async Task<CustomerPage<CustomerCaptcha>> CaptchasOf(CustomerId customer, CaptchaFilter filter, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        var rows = await _queries.Rows($"""
            SELECT TOP (@take) {CustomerRows.Captcha} FROM {Holds} AS t JOIN captcha AS c ON c.id = t.subject
            WHERE (@kind = 0 OR c.kind = @kind) AND (@status = 0 OR c.status = @status) ORDER BY t.seq DESC
            """, CustomerRows.ReadCaptcha, c => c.With("customer", customer.Value).With("before", before ?? long.MaxValue).With("looked", ICustomerHistory.MostLooked)
                .With("kind", (short)(filter.Kind ?? 0)).With("status", (short)(filter.Status ?? 0)).With("take", take));
        return CustomerRows.Page(rows, take, await Looked(customer, before));
    }

    public async Task<CaptchaCounts> CountCaptchas(CustomerId customer, DateTimeOffset since) => CustomerRows.Counts(await _queries.Rows($"""
        SELECT c.status, COUNT_BIG(*) FROM {Holds} AS t JOIN captcha AS c ON c.id = t.subject WHERE c.submitted_at >= @since GROUP BY c.status
        """, CustomerRows.ReadCount, c => c.With("customer", customer.Value).With("before", long.MaxValue).With("looked", ICustomerHistory.MostLooked)
            .With("since", StoredTime.Of(since))));

    public async Task<CustomerPage<CallbackHistory>> CallbacksOf(CustomerId customer, long? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        var rows = await _queries.Rows($"""
            SELECT TOP (@take) {CustomerRows.Callback} FROM {Holds} AS t JOIN callback AS b ON b.captcha = t.subject WHERE b.customer = @customer ORDER BY t.seq DESC
            """, CustomerRows.ReadCallback, c => c.With("customer", customer.Value).With("before", before ?? long.MaxValue).With("looked", ICustomerHistory.MostLooked)
                .With("take", take));
        return CustomerRows.Page(rows, take, await Looked(customer, before));
    }

    private async Task<(long Count, long Oldest)> Looked(CustomerId customer, long? before) => (await _queries.Rows(
        $"SELECT COUNT_BIG(*), COALESCE(MIN(seq), 0) FROM {Holds} AS t", row => (row.GetInt64(0), row.GetInt64(1)),
        c => c.With("customer", customer.Value).With("before", before ?? long.MaxValue).With("looked", ICustomerHistory.MostLooked)))[0];
}
