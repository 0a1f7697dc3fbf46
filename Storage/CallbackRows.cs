using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage;

/// <summary>Callbacks out of the columns of a row, which are the same on every engine.</summary>
internal static class CallbackRows
{
    public const string Due = "captcha, customer, url, form, tries, taken";

    public const string Attempt = "attempt_at, duration, http_status, error";

    public static string Join(ImmutableArray<string> hosts) => string.Join('\n', hosts);

    /// <param name="row">hosts, secret, previous_secret, previous_until, version.</param>
    public static CallbackProfile ReadProfile(DbDataReader row, CustomerId customer) => new(
        customer, [.. row.GetString(0).Split('\n', StringSplitOptions.RemoveEmptyEntries)], row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
        StoredTime.Read(row.IsDBNull(3) ? null : row.GetInt64(3)), row.GetInt64(4));

    /// <param name="row">Of <see cref="Due"/>.</param>
    public static DueCallback ReadDue(DbDataReader row) => new(
        new CaptchaId(row.GetInt64(0)), new CustomerId(row.GetInt64(1)), row.GetString(2), (CallbackForm)row.GetInt16(3), row.GetInt32(4), row.GetInt64(5));

    /// <param name="row">url, status, due_at, attempts.</param>
    public static CallbackHistory ReadHistory(DbDataReader row, CaptchaId captcha)
    {
        var status = (CallbackStatus)row.GetInt16(1);
        return new CallbackHistory(
            captcha, row.GetString(0), status, status == CallbackStatus.Pending ? StoredTime.Read(row.GetInt64(2)) : null, row.GetInt32(3), []);
    }

    /// <param name="row">Of <see cref="Attempt"/>.</param>
    public static CallbackAttempt ReadAttempt(DbDataReader row) => new(
        StoredTime.Read(row.GetInt64(0)), TimeSpan.FromMilliseconds(row.GetInt32(1)), row.IsDBNull(2) ? null : row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3));
}
