using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public async Task<Sanction> AddSanction(Sanction sanction)
    {
        try
        {
            await _queries.Write("""
                INSERT INTO sanction (id, origin, worker, what, version, status, until, body) SELECT @id, @origin, @worker, @what, @version, @status, @until, @body
                WHERE NOT EXISTS (SELECT 1 FROM sanction WITH (UPDLOCK, HOLDLOCK) WHERE origin = @origin);
                """,
                c => c.With("id", sanction.Id.Value).With("origin", sanction.Origin).With("worker", sanction.Worker.Value).With("what", (short)sanction.What)
                    .With("version", sanction.Version).With("status", (short)sanction.Status).With("until", StoredTime.Of(sanction.Until))
                    .WithLong("body", SanctionJson.Write(sanction)));
            return (await FindSanction(sanction.Origin))!;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"The sanction {sanction.Origin} may or may not have been written.", e);
        }
    }

    public Task<Sanction?> FindSanction(SanctionId id) => _queries.Row("SELECT body FROM sanction WHERE id = @id", ReadSanction, c => c.With("id", id.Value));

    public Task<Sanction?> FindSanction(string origin) =>
        _queries.Row("SELECT body FROM sanction WHERE origin = @origin", ReadSanction, c => c.With("origin", origin));

    public async Task<bool> ChangeSanction(Sanction next, ImmutableArray<CaptchaId> forgiven)
    {
        var body = SanctionJson.Write(next);
        try
        {
            await _queries.Write("""
                SET XACT_ABORT ON;
                BEGIN TRANSACTION;
                UPDATE sanction SET version = @version, status = @status, until = @until, body = @body WHERE id = @id AND version = @version - 1;
                IF @@ROWCOUNT = 1
                  INSERT INTO forgiven (worker, captcha, sanction) SELECT @worker, n.captcha, @id FROM OPENJSON(@forgiven) WITH (captcha bigint '$') AS n
                  WHERE NOT EXISTS (SELECT 1 FROM forgiven AS f WITH (UPDLOCK, HOLDLOCK) WHERE f.worker = @worker AND f.captcha = n.captcha);
                COMMIT;
                """,
                c => c.With("id", next.Id.Value).With("version", next.Version).With("status", (short)next.Status).With("until", StoredTime.Of(next.Until))
                    .WithLong("body", body).With("worker", next.Worker.Value)
                    .WithLong("forgiven", JsonSerializer.Serialize(forgiven.Select(f => f.Value).Distinct())));
            return await FindSanction(next.Id) is { } stored && SanctionJson.Write(stored) == body;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"The sanction {next.Id} may or may not have been changed.", e);
        }
    }

    public async Task<ImmutableArray<Sanction>> SanctionsOf(WorkerId worker, SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM sanction WHERE worker = @worker AND id < @before ORDER BY id DESC",
            ReadSanction, c => c.With("take", take).With("worker", worker.Value).With("before", before?.Value ?? long.MaxValue))];
    }

    public async Task<ImmutableArray<Sanction>> SanctionsInForce(WorkerId worker, DateTimeOffset now) => [.. await _queries.Rows(
        $"SELECT TOP (@take) body FROM sanction WHERE worker = @worker AND status IN ({SanctionJson.InForce}) AND (until IS NULL OR until > @now) ORDER BY what DESC, id DESC",
        ReadSanction, c => c.With("take", Pages.MaxTake).With("worker", worker.Value).With("now", StoredTime.Of(now)))];

    public async Task<ImmutableArray<Sanction>> SanctionsNotEnded(SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT TOP (@take) body FROM sanction WHERE status IN ({SanctionJson.InForce}) AND id < @before ORDER BY id DESC",
            ReadSanction, c => c.With("take", take).With("before", before?.Value ?? long.MaxValue))];
    }

    public async Task<ImmutableArray<Sanction>> WaitingAppeals(SanctionId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT TOP (@take) body FROM sanction WHERE status = {(short)SanctionStatus.Appealed} AND id > @after ORDER BY id",
            ReadSanction, c => c.With("take", take).With("after", after.Value))];
    }

    private static Sanction ReadSanction(DbDataReader row) => SanctionJson.Read(row.GetString(0));
}
