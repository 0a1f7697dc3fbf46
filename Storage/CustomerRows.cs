using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Storage;

/// <summary>What customers see of their captchas, callbacks and spending out of the columns of a row, which are the same on every engine.</summary>
internal static class CustomerRows
{
    public const string Captcha = "t.seq, c.id, c.kind, c.status, c.rate + c.fee, c.submitted_at, c.ended_at, c.answer, c.key_id";

    public const string Callback = "t.seq, b.captcha, b.url, b.status, b.due_at, b.attempts";

    public const string Spending = "hour, key_id, kind, domain, charged, refunded, spent";

    /// <param name="row">Of <see cref="Captcha"/>.</param>
    public static (long Place, CustomerCaptcha Item) ReadCaptcha(DbDataReader row) => (row.GetInt64(0), new CustomerCaptcha(
        new CaptchaId(row.GetInt64(1)), (Kind)row.GetInt16(2), (CaptchaStatus)row.GetInt16(3), new Money(row.GetInt64(4)), StoredTime.Read(row.GetInt64(5)),
        StoredTime.Read(row.IsDBNull(6) ? null : row.GetInt64(6)), row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : new ApiKeyId(row.GetInt64(8))));

    /// <param name="row">Of <see cref="Callback"/>.</param>
    public static (long Place, CallbackHistory Item) ReadCallback(DbDataReader row)
    {
        var status = (CallbackStatus)row.GetInt16(3);
        return (row.GetInt64(0), new CallbackHistory(new CaptchaId(row.GetInt64(1)), row.GetString(2), status,
            status == CallbackStatus.Pending ? StoredTime.Read(row.GetInt64(4)) : null, row.GetInt32(5), []));
    }

    /// <param name="row">status, how many.</param>
    public static (CaptchaStatus Status, long Count) ReadCount(DbDataReader row) => ((CaptchaStatus)row.GetInt16(0), row.GetInt64(1));

    public static CaptchaCounts Counts(IEnumerable<(CaptchaStatus Status, long Count)> rows)
    {
        var of = rows.ToLookup(r => r.Status, r => r.Count);
        return new CaptchaCounts(of[CaptchaStatus.Queued].Sum(), of[CaptchaStatus.Solved].Sum(), of[CaptchaStatus.Unsolvable].Sum());
    }

    /// <param name="row">seq, at, purpose, to, amount, key, kind, domain.</param>
    public static SpendingEntry ReadEntry(DbDataReader row) => new(
        row.GetInt64(0), StoredTime.Read(row.GetInt64(1)), (Purpose)row.GetInt16(2), (AccountKind)row.GetInt16(3), new Money(row.GetInt64(4)),
        row.IsDBNull(5) ? null : new ApiKeyId(row.GetInt64(5)), row.IsDBNull(6) ? null : (Kind)row.GetInt16(6), row.IsDBNull(7) ? "" : row.GetString(7));

    /// <param name="row">Of <see cref="Spending"/>.</param>
    public static SpendingLine ReadLine(DbDataReader row) => new(
        new SpendingCell(StoredTime.Read(row.GetInt64(0)), row.GetInt64(1) is not 0 and var key ? new ApiKeyId(key) : null, (Kind)row.GetInt16(2), row.GetString(3)),
        new SpendingSum(row.GetInt64(4), row.GetInt64(5), new Money(row.GetInt64(6))));

    /// <param name="row">version, held, returned, spent.</param>
    public static SpendingPosition ReadPosition(DbDataReader row, CustomerId customer) => new(customer)
    {
        Version = row.GetInt64(0),
        Held = row.GetInt64(1),
        Returned = row.GetInt64(2),
        Spent = new Money(row.GetInt64(3)),
    };

    /// <summary>A page of what was found among the captchas that were looked through.</summary>
    /// <param name="looked">How many those were, and the place of the oldest.</param>
    public static CustomerPage<T> Page<T>(IReadOnlyList<(long Place, T Item)> rows, int take, (long Count, long Oldest) looked) => new(
        [.. rows.Select(r => r.Item)],
        rows.Count == take ? rows[^1].Place : looked.Count == ICustomerHistory.MostLooked ? looked.Oldest : null);
}
