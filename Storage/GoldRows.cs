using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Storage;

/// <summary>Gold tasks out of the columns of a row, which are the same on every engine.</summary>
internal static class GoldRows
{
    public const string Columns = "id, kind, origin, state, why, added_at, until, recheck, request, answer, had";

    /// <summary>How the views of a row ended: a sum for each column of <see cref="GoldTally"/>.</summary>
    /// <param name="yes">What the engine calls true.</param>
    /// <param name="no">What the engine calls false.</param>
    public static string Tally(string yes, string no) => string.Join(", ", new[] { ("", yes), ("", no), ($" AND is_high = {yes}", yes), ($" AND is_high = {yes}", no) }
        .Select(c => $"(SELECT count(*) FROM gold_view AS v WHERE v.gold = g.id AND v.agreed = {c.Item2}{c.Item1})"));

    public static string Join(ImmutableArray<WorkerId> workers) => string.Join(',', workers);

    /// <param name="row">Of <see cref="Columns"/> and <see cref="Tally"/>.</param>
    public static GoldEntry Read(DbDataReader row) => new()
    {
        Id = new CaptchaId(row.GetInt64(0)),
        Origin = (GoldOrigin)row.GetInt16(2),
        State = (GoldState)row.GetInt16(3),
        Why = row.IsDBNull(4) ? null : (GoldEnd)row.GetInt16(4),
        AddedAt = StoredTime.Read(row.GetInt64(5)),
        Until = StoredTime.Read(row.IsDBNull(6) ? null : row.GetInt64(6)),
        Recheck = row.IsDBNull(7) ? null : new CaptchaId(row.GetInt64(7)),
        Request = CaptchaJson.ReadRequest(row.GetString(8)),
        Answer = row.GetString(9),
        Had = [.. row.GetString(10).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(w => new WorkerId(long.Parse(w, CultureInfo.InvariantCulture)))],
        Tally = new GoldTally(Count(row, 11), Count(row, 12), Count(row, 13), Count(row, 14)),
    };

    private static int Count(DbDataReader row, int column) => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
}
