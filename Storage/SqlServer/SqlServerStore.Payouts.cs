using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public Task<Payout?> FindPayout(PayoutId id) => _queries.Row("SELECT body FROM payout WHERE id = @id", ReadPayout, c => c.With("id", id.Value));

    public Task<Payout?> FindPayout(string origin) => _queries.Row("SELECT body FROM payout WHERE origin = @origin", ReadPayout, c => c.With("origin", origin));

    public async Task<ImmutableArray<Payout>> PayoutsOf(WorkerId worker, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM payout WHERE worker = @worker AND id < @before ORDER BY id DESC",
            ReadPayout, c => c.With("take", take).With("worker", worker.Value).With("before", before?.Value ?? long.MaxValue))];
    }

    public async Task<ImmutableArray<Payout>> PayoutsIn(PayoutStatus status, PayoutId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM payout WHERE status = @status AND id > @after ORDER BY id",
            ReadPayout, c => c.With("take", take).With("status", (short)status).With("after", after.Value))];
    }

    public async Task<ImmutableArray<Payout>> LatestPayouts(PayoutStatus status, PayoutId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM payout WHERE status = @status AND id < @before ORDER BY id DESC",
            ReadPayout, c => c.With("take", take).With("status", (short)status).With("before", before?.Value ?? long.MaxValue))];
    }

    public Task<WorkerDestination?> FindDestination(WorkerId worker) => _queries.Row(
        "SELECT body FROM payout_destination WHERE worker = @worker", row => PayoutJson.ReadDestination(row.GetString(0)), c => c.With("worker", worker.Value));

    public async Task<bool> SetDestination(WorkerDestination next)
    {
        var body = PayoutJson.Write(next);
        try
        {
            await _queries.Write(next.Version == 1
                ? """
                  INSERT INTO payout_destination (worker, version, body) SELECT @worker, @version, @body
                  WHERE NOT EXISTS (SELECT 1 FROM payout_destination WITH (UPDLOCK, HOLDLOCK) WHERE worker = @worker);
                  """
                : "UPDATE payout_destination SET version = @version, body = @body WHERE worker = @worker AND version = @version - 1;",
                c => c.With("worker", next.Worker.Value).With("version", next.Version).WithLong("body", body));
            return await FindDestination(next.Worker) is { } stored && PayoutJson.Write(stored) == body;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"The destination of worker {next.Worker} may or may not have been changed.", e);
        }
    }

    private static Payout ReadPayout(DbDataReader row) => PayoutJson.Read(row.GetString(0));
}
