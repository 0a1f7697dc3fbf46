using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IRateStore
{
    public Task AddRates(ImmutableArray<RatePoint> rates) => _database.WriteOrUncertain(session =>
    {
        foreach (var point in rates)
            session.Write("INSERT INTO rate (at, kind, rate) VALUES ($1, $2, $3) ON CONFLICT (at, kind) DO UPDATE SET rate = excluded.rate",
                StoredTime.Of(point.At), (long)point.Kind, point.Rate.Nanos);
        return true;
    });

    public Task<ImmutableArray<RatePoint>> LastRates(DateTimeOffset from, DateTimeOffset until, TimeSpan step)
    {
        var length = RateRows.StepOf(from, until, step);
        return _database.Read(session => session.Rows("""
            SELECT rate.kind, rate.at, rate.rate FROM rate
            JOIN (SELECT kind, max(at) AS at FROM rate WHERE at >= $1 AND at < $2 GROUP BY kind, at / $3) AS last ON last.at = rate.at AND last.kind = rate.kind
            ORDER BY rate.at, rate.kind
            """, RateRows.Point, StoredTime.Of(from), StoredTime.Of(until), length).ToImmutableArray());
    }

    public Task ForgetRates(DateTimeOffset before) => _database.WriteOrUncertain(session => session.Write("DELETE FROM rate WHERE at < $1", StoredTime.Of(before)));
}
