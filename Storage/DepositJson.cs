using System.Data.Common;
using System.Text.Json;
using CaptchaGrains.Core.Deposits;

namespace CaptchaGrains.Storage;

/// <summary>Deposits as they are stored: one text, by which a repeated step is recognised.</summary>
internal static class DepositJson
{
    public static string Write(Deposit deposit) => JsonSerializer.Serialize(Stored(deposit), StateJson.Options);

    public static Deposit Read(string json) => JsonSerializer.Deserialize<Deposit>(json, StateJson.Options) ?? throw new JsonException("A stored deposit is null.");

    /// <param name="row">body.</param>
    public static Deposit Row(DbDataReader row) => Read(row.GetString(0));

    /// <summary>As it comes back.</summary>
    public static Deposit Stored(Deposit deposit) => deposit with
    {
        RequestedAt = StoredTime.Cut(deposit.RequestedAt),
        PaidAt = StoredTime.Cut(deposit.PaidAt),
        EndedAt = StoredTime.Cut(deposit.EndedAt),
    };
}
