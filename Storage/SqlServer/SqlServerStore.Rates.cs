using System.Collections.Immutable;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public Task AddRates(ImmutableArray<RatePoint> rates) => Certainly("The rates of a minute", async () =>
    {
        // A handful, once a minute: there is nothing to gain by sending them together.
        foreach (var point in rates)
            await _queries.Write("""
                UPDATE rate WITH (UPDLOCK, HOLDLOCK) SET rate = @rate WHERE [at] = @at AND kind = @kind;
                IF @@ROWCOUNT = 0 INSERT INTO rate ([at], kind, rate) VALUES (@at, @kind, @rate);
                """, c => c.With("at", StoredTime.Of(point.At)).With("kind", (short)point.Kind).With("rate", point.Rate.Nanos));
        return true;
    });

    public async Task<ImmutableArray<RatePoint>> LastRates(DateTimeOffset from, DateTimeOffset until, TimeSpan step)
    {
        var length = RateRows.StepOf(from, until, step);
        return [.. await _queries.Rows("""
            SELECT rate.kind, rate.[at], rate.rate FROM rate
            JOIN (SELECT kind, MAX([at]) AS newest FROM rate WHERE [at] >= @from AND [at] < @until GROUP BY kind, [at] / @step) AS last
              ON last.newest = rate.[at] AND last.kind = rate.kind
            ORDER BY rate.[at], rate.kind
            """, RateRows.Point, c => c.With("from", StoredTime.Of(from)).With("until", StoredTime.Of(until)).With("step", length))];
    }

    public Task ForgetRates(DateTimeOffset before) => Certainly("The end of old rates", () =>
        _queries.Write("DELETE FROM rate WHERE [at] < @before;", c => c.With("before", StoredTime.Of(before))));
}
