using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public Task<Payout?> FindPayout(PayoutId id) => _queries.Row("SELECT body FROM payout WHERE id = $1", ReadPayout, Of(id.Value));

    public Task<Payout?> FindPayout(string origin) => _queries.Row("SELECT body FROM payout WHERE origin = $1", ReadPayout, Of(origin));

    public async Task<ImmutableArray<Payout>> PayoutsOf(WorkerId worker, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM payout WHERE worker = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            ReadPayout, Of(worker.Value), Of(before?.Value ?? long.MaxValue), Of((long)take))];
    }

    public async Task<ImmutableArray<Payout>> PayoutsIn(PayoutStatus status, PayoutId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM payout WHERE status = $1 AND id > $2 ORDER BY id LIMIT $3",
            ReadPayout, Of((short)status), Of(after.Value), Of((long)take))];
    }

    public async Task<ImmutableArray<Payout>> LatestPayouts(PayoutStatus status, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM payout WHERE status = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            ReadPayout, Of((short)status), Of(before?.Value ?? long.MaxValue), Of((long)take))];
    }

    public Task<WorkerDestination?> FindDestination(WorkerId worker) => _queries.Row(
        "SELECT body FROM payout_destination WHERE worker = $1", row => PayoutJson.ReadDestination(row.GetString(0)), Of(worker.Value));

    public async Task<bool> SetDestination(WorkerDestination next)
    {
        var body = PayoutJson.Write(next);
        try
        {
            await _queries.Write(next.Version == 1
                ? "INSERT INTO payout_destination (worker, version, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
                : "UPDATE payout_destination SET version = $2, body = $3 WHERE worker = $1 AND version = $2 - 1",
                Of(next.Worker.Value), Of(next.Version), Of(body));
            return await _queries.Number("SELECT count(*) FROM payout_destination WHERE worker = $1 AND body = $2", Of(next.Worker.Value), Of(body)) == 1;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"The destination of worker {next.Worker} may or may not have been changed.", e);
        }
    }

    private static Payout ReadPayout(NpgsqlDataReader row) => PayoutJson.Read(row.GetString(0));
}
