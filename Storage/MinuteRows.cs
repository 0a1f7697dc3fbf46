using System.Data.Common;
using System.Text.Json;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;

namespace CaptchaGrains.Storage;

/// <summary>How the marketplace does, as rows, the same on every engine.</summary>
internal static class MinuteRows
{
    /// <summary>Captchas of one sample at most.</summary>
    public const int MaxSample = 1_000;

    public const int MaxEvery = 1_440;

    public static string Write(MarketMinute minute) => JsonSerializer.Serialize(minute, StateJson.Options);

    /// <param name="row">body.</param>
    public static MarketMinute Read(DbDataReader row) => Read(row.GetString(0));

    public static MarketMinute Read(string body) =>
        JsonSerializer.Deserialize<MarketMinute>(body, StateJson.Options) ?? throw new JsonException("A stored minute is null.");

    /// <param name="row">kind, sum.</param>
    public static AccountSum ReadSum(DbDataReader row) => new((AccountKind)row.GetInt16(0), new Money(row.GetInt64(1)));

    /// <param name="row">id, submitted_at, ended_at, status, request, attempts.</param>
    public static CaptchaTime ReadTime(DbDataReader row) => CaptchaTime.Of(
        new CaptchaId(row.GetInt64(0)), CaptchaJson.ReadRequest(row.GetString(4)), row.IsDBNull(2) ? null : TimeSpan.FromMilliseconds(row.GetInt64(2) - row.GetInt64(1)), row.GetInt16(3) == 3,
        CaptchaJson.ReadAttempts(row.IsDBNull(5) ? null : row.GetString(5)));
}
