using System.Collections.Immutable;
using CaptchaGrains.Core.Pricing;
using Npgsql;
using NpgsqlTypes;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public Task AddRates(ImmutableArray<RatePoint> rates) => Certainly("The rates of a minute", () => _queries.Write(
        "INSERT INTO rate (at, kind, rate) SELECT * FROM unnest($1, $2, $3) ON CONFLICT (at, kind) DO UPDATE SET rate = EXCLUDED.rate",
        Array(rates.Select(p => StoredTime.Of(p.At)).ToArray(), NpgsqlDbType.Bigint), Array(rates.Select(p => (short)p.Kind).ToArray(), NpgsqlDbType.Smallint),
        Array(rates.Select(p => p.Rate.Nanos).ToArray(), NpgsqlDbType.Bigint)));

    public async Task<ImmutableArray<RatePoint>> LastRates(DateTimeOffset from, DateTimeOffset until, TimeSpan step)
    {
        var length = RateRows.StepOf(from, until, step);
        return [.. await _queries.Rows("""
            SELECT rate.kind, rate.at, rate.rate FROM rate
            JOIN (SELECT kind, max(at) AS at FROM rate WHERE at >= $1 AND at < $2 GROUP BY kind, at / $3) AS last ON last.at = rate.at AND last.kind = rate.kind
            ORDER BY rate.at, rate.kind
            """, RateRows.Point, Of(StoredTime.Of(from)), Of(StoredTime.Of(until)), Of(length))];
    }

    public Task ForgetRates(DateTimeOffset before) => Certainly("The end of old rates", () => _queries.Write("DELETE FROM rate WHERE at < $1", Of(StoredTime.Of(before))));

    private static NpgsqlParameter Array<T>(T[] values, NpgsqlDbType type) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
}
