using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public async Task<ImmutableArray<AccountSum>> AccountSums() =>
        [.. await _queries.Rows("SELECT kind, CAST(SUM(balance) AS bigint) FROM account GROUP BY kind ORDER BY kind", MinuteRows.ReadSum, _ => { })];

    public async Task<ImmutableArray<CaptchaTime>> CaptchaTimes(DateTimeOffset submittedBefore, int take)
    {
        Pages.RequireTake(take, MinuteRows.MaxSample);
        return [.. await _queries.Rows(
            "SELECT TOP (@take) id, submitted_at, ended_at, CAST([status] AS smallint), request, attempts FROM captcha WHERE submitted_at < @before AND customer <> 0 ORDER BY id DESC",
            MinuteRows.ReadTime, c => c.With("take", take).With("before", StoredTime.Of(submittedBefore)))];
    }

    public async Task<int> CountRefunded(CaptchaId from, CaptchaId to) => (int)await _queries.Number(
        "SELECT COUNT_BIG(*) FROM transfer WHERE [subject] BETWEEN @from AND @to AND purpose = @purpose AND ordinal = 0",
        c => c.With("from", from.Value).With("to", to.Value).With("purpose", (short)Purpose.Refund));

    public async Task AddMinute(MarketMinute minute, int keep)
    {
        try
        {
            await _queries.Write("""
                INSERT INTO market_minute ([minute], body) SELECT @minute, @body
                WHERE NOT EXISTS (SELECT 1 FROM market_minute WITH (UPDLOCK, HOLDLOCK) WHERE [minute] = @minute);
                DELETE FROM market_minute WHERE [minute] <= @minute - @keep;
                """, c => c.With("minute", minute.Minute).With("keep", (long)keep).WithLong("body", MinuteRows.Write(minute)));
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"Minute {minute.Minute} may or may not be kept.", e);
        }
    }

    public Task<MarketMinute?> LastMinute() => _queries.Row("SELECT TOP (1) body FROM market_minute ORDER BY [minute] DESC", MinuteRows.Read, _ => { });

    public async Task<ImmutableArray<MarketMinute>> Minutes(long from, int every, int take)
    {
        Pages.RequireTake(every, MinuteRows.MaxEvery);
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM market_minute WHERE [minute] >= @from AND [minute] % @every = 0 ORDER BY [minute]",
            MinuteRows.Read, c => c.With("take", take).With("from", from).With("every", (long)every))];
    }
}
