using System.Collections.Immutable;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Overview;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IMinuteStore
{
    public Task<ImmutableArray<AccountSum>> AccountSums() => _database.Read(session =>
        session.Rows("SELECT kind, SUM(balance) FROM account GROUP BY kind ORDER BY kind", MinuteRows.ReadSum).ToImmutableArray());

    public Task<ImmutableArray<CaptchaTime>> CaptchaTimes(DateTimeOffset submittedBefore, int take)
    {
        Pages.RequireTake(take, MinuteRows.MaxSample);
        return _database.Read(session => session.Rows(
            "SELECT id, submitted_at, ended_at, status, request, attempts FROM captcha WHERE submitted_at < $1 AND customer <> 0 ORDER BY id DESC LIMIT $2",
            MinuteRows.ReadTime, StoredTime.Of(submittedBefore), take).ToImmutableArray());
    }

    public Task<int> CountRefunded(CaptchaId from, CaptchaId to) => _database.Read(session =>
        (int)session.Number("SELECT COUNT(*) FROM transfer WHERE subject BETWEEN $1 AND $2 AND purpose = $3 AND ordinal = 0", from.Value, to.Value, (short)Purpose.Refund)!.Value);

    public Task AddMinute(MarketMinute minute, int keep) => _database.WriteOrUncertain(session =>
    {
        session.Write("INSERT INTO market_minute (minute, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", minute.Minute, MinuteRows.Write(minute));
        return session.Write("DELETE FROM market_minute WHERE minute <= $1", minute.Minute - keep);
    });

    public Task<MarketMinute?> LastMinute() =>
        _database.Read(session => session.Row("SELECT body FROM market_minute ORDER BY minute DESC LIMIT 1", MinuteRows.Read));

    public Task<ImmutableArray<MarketMinute>> Minutes(long from, int every, int take)
    {
        Pages.RequireTake(every, MinuteRows.MaxEvery);
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows(
            "SELECT body FROM market_minute WHERE minute >= $1 AND minute % $2 = 0 ORDER BY minute LIMIT $3", MinuteRows.Read, from, every, take).ToImmutableArray());
    }
}
