using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<Sanction> AddSanction(Sanction sanction)
    {
        try
        {
            await _queries.Write("""
                INSERT INTO sanction (id, origin, worker, what, version, status, until, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (origin) DO NOTHING
                """,
                Of(sanction.Id.Value), Of(sanction.Origin), Of(sanction.Worker.Value), Of((short)sanction.What), Of(sanction.Version), Of((short)sanction.Status),
                Of(StoredTime.Of(sanction.Until)), Of(SanctionJson.Write(sanction)));
            return (await FindSanction(sanction.Origin))!;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"The sanction {sanction.Origin} may or may not have been written.", e);
        }
    }

    public Task<Sanction?> FindSanction(SanctionId id) => _queries.Row("SELECT body FROM sanction WHERE id = $1", ReadSanction, Of(id.Value));

    public Task<Sanction?> FindSanction(string origin) => _queries.Row("SELECT body FROM sanction WHERE origin = $1", ReadSanction, Of(origin));

    public async Task<bool> ChangeSanction(Sanction next, ImmutableArray<CaptchaId> forgiven)
    {
        var body = SanctionJson.Write(next);
        try
        {
            await _queries.Write("""
                WITH changed AS (
                  UPDATE sanction SET version = $2, status = $3, until = $4, body = $5 WHERE id = $1 AND version = $2 - 1 RETURNING id, worker)
                INSERT INTO forgiven (worker, captcha, sanction) SELECT worker, captcha, id FROM changed CROSS JOIN unnest($6) AS f(captcha) ON CONFLICT DO NOTHING
                """,
                Of(next.Id.Value), Of(next.Version), Of((short)next.Status), Of(StoredTime.Of(next.Until)), Of(body),
                new NpgsqlParameter<long[]> { TypedValue = [.. forgiven.Select(c => c.Value)] });
            return await _queries.Number("SELECT count(*) FROM sanction WHERE id = $1 AND body = $2", Of(next.Id.Value), Of(body)) == 1;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"The sanction {next.Id} may or may not have been changed.", e);
        }
    }

    public async Task<ImmutableArray<Sanction>> SanctionsOf(WorkerId worker, SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM sanction WHERE worker = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            ReadSanction, Of(worker.Value), Of(before?.Value ?? long.MaxValue), Of((long)take))];
    }

    public async Task<ImmutableArray<Sanction>> SanctionsInForce(WorkerId worker, DateTimeOffset now) => [.. await _queries.Rows(
        $"SELECT body FROM sanction WHERE worker = $1 AND status IN ({SanctionJson.InForce}) AND (until IS NULL OR until > $2) ORDER BY what DESC, id DESC LIMIT $3",
        ReadSanction, Of(worker.Value), Of(StoredTime.Of(now)), Of((long)Pages.MaxTake))];

    public async Task<ImmutableArray<Sanction>> SanctionsNotEnded(SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT body FROM sanction WHERE status IN ({SanctionJson.InForce}) AND id < $1 ORDER BY id DESC LIMIT $2",
            ReadSanction, Of(before?.Value ?? long.MaxValue), Of((long)take))];
    }

    public async Task<ImmutableArray<Sanction>> WaitingAppeals(SanctionId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT body FROM sanction WHERE status = {(short)SanctionStatus.Appealed} AND id > $1 ORDER BY id LIMIT $2",
            ReadSanction, Of(after.Value), Of((long)take))];
    }

    private static Sanction ReadSanction(NpgsqlDataReader row) => SanctionJson.Read(row.GetString(0));
}
