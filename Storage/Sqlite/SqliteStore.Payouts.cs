using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;
using Microsoft.Data.Sqlite;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IPayoutStore
{
    public Task<Payout?> FindPayout(PayoutId id) => _database.Read(session => session.Row("SELECT body FROM payout WHERE id = $1", ReadPayout, id.Value));

    public Task<Payout?> FindPayout(string origin) => _database.Read(session => session.Row("SELECT body FROM payout WHERE origin = $1", ReadPayout, origin));

    public Task<ImmutableArray<Payout>> PayoutsOf(WorkerId worker, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM payout WHERE worker = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            ReadPayout, worker.Value, before?.Value ?? long.MaxValue, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Payout>> PayoutsIn(PayoutStatus status, PayoutId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM payout WHERE status = $1 AND id > $2 ORDER BY id LIMIT $3",
            ReadPayout, (short)status, after.Value, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Payout>> LatestPayouts(PayoutStatus status, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM payout WHERE status = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            ReadPayout, (short)status, before?.Value ?? long.MaxValue, take).ToImmutableArray());
    }

    public Task<WorkerDestination?> FindDestination(WorkerId worker) => _database.Read(session => session.Row(
        "SELECT body FROM payout_destination WHERE worker = $1", row => PayoutJson.ReadDestination(row.GetString(0)), worker.Value));

    public Task<bool> SetDestination(WorkerDestination next) => _database.WriteOrUncertain(session =>
    {
        var body = PayoutJson.Write(next);
        var changed = next.Version == 1
            ? session.Write("INSERT INTO payout_destination (worker, version, body) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING", next.Worker.Value, body)
            : session.Write("UPDATE payout_destination SET version = $2, body = $3 WHERE worker = $1 AND version = $2 - 1", next.Worker.Value, next.Version, body);
        return changed == 1 || session.Number("SELECT 1 FROM payout_destination WHERE worker = $1 AND body = $2", next.Worker.Value, body) is not null;
    });

    private static Payout ReadPayout(SqliteDataReader row) => PayoutJson.Read(row.GetString(0));
}
