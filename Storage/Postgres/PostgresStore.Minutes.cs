using System.Collections.Immutable;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<ImmutableArray<AccountSum>> AccountSums() =>
        [.. await _queries.Rows("SELECT kind, SUM(balance)::bigint FROM account GROUP BY kind ORDER BY kind", MinuteRows.ReadSum)];

    public async Task<ImmutableArray<CaptchaTime>> CaptchaTimes(DateTimeOffset submittedBefore, int take)
    {
        Pages.RequireTake(take, MinuteRows.MaxSample);
        return [.. await _queries.Rows(
            "SELECT id, submitted_at, ended_at, status, request, attempts FROM captcha WHERE submitted_at < $1 AND customer <> 0 ORDER BY id DESC LIMIT $2",
            MinuteRows.ReadTime, Of(StoredTime.Of(submittedBefore)), Of((long)take))];
    }

    public async Task<int> CountRefunded(CaptchaId from, CaptchaId to) => (int)await _queries.Number(
        "SELECT COUNT(*) FROM transfer WHERE subject BETWEEN $1 AND $2 AND purpose = $3 AND ordinal = 0", Of(from.Value), Of(to.Value), Of((short)Purpose.Refund));

    public async Task AddMinute(MarketMinute minute, int keep)
    {
        try
        {
            await _queries.Write("INSERT INTO market_minute (minute, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", Of(minute.Minute), Of(MinuteRows.Write(minute)));
            await _queries.Write("DELETE FROM market_minute WHERE minute <= $1", Of(minute.Minute - keep));
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"Minute {minute.Minute} may or may not be kept.", e);
        }
    }

    public Task<MarketMinute?> LastMinute() => _queries.Row("SELECT body FROM market_minute ORDER BY minute DESC LIMIT 1", MinuteRows.Read);

    public async Task<ImmutableArray<MarketMinute>> Minutes(long from, int every, int take)
    {
        Pages.RequireTake(every, MinuteRows.MaxEvery);
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows(
            "SELECT body FROM market_minute WHERE minute >= $1 AND minute % $2 = 0 ORDER BY minute LIMIT $3", MinuteRows.Read, Of(from), Of((long)every), Of((long)take))];
    }
}
