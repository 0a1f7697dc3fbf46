using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using Microsoft.Data.Sqlite;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : ISanctionStore
{
    public Task<Sanction> AddSanction(Sanction sanction) => _database.WriteOrUncertain(session =>
    {
        session.Write("INSERT INTO sanction (id, origin, worker, what, version, status, until, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (origin) DO NOTHING",
            sanction.Id.Value, sanction.Origin, sanction.Worker.Value, (short)sanction.What, sanction.Version, (short)sanction.Status,
            StoredTime.Of(sanction.Until), SanctionJson.Write(sanction));
        return session.Row("SELECT body FROM sanction WHERE origin = $1", ReadSanction, sanction.Origin)!;
    });

    public Task<Sanction?> FindSanction(SanctionId id) =>
        _database.Read(session => session.Row("SELECT body FROM sanction WHERE id = $1", ReadSanction, id.Value));

    public Task<Sanction?> FindSanction(string origin) =>
        _database.Read(session => session.Row("SELECT body FROM sanction WHERE origin = $1", ReadSanction, origin));

    public Task<bool> ChangeSanction(Sanction next, ImmutableArray<CaptchaId> forgiven) => _database.WriteOrUncertain(session =>
    {
        var body = SanctionJson.Write(next);
        var changed = session.Write("UPDATE sanction SET version = $2, status = $3, until = $4, body = $5 WHERE id = $1 AND version = $2 - 1",
            next.Id.Value, next.Version, (short)next.Status, StoredTime.Of(next.Until), body);
        if (changed == 0) return session.Number("SELECT 1 FROM sanction WHERE id = $1 AND body = $2", next.Id.Value, body) is not null;
        foreach (var captcha in forgiven)
            session.Write("INSERT INTO forgiven (worker, captcha, sanction) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", next.Worker.Value, captcha.Value, next.Id.Value);
        return true;
    });

    public Task<ImmutableArray<Sanction>> SanctionsOf(WorkerId worker, SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM sanction WHERE worker = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            ReadSanction, worker.Value, before?.Value ?? long.MaxValue, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Sanction>> SanctionsInForce(WorkerId worker, DateTimeOffset now) => _database.Read(session => session.Rows(
        $"SELECT body FROM sanction WHERE worker = $1 AND status IN ({SanctionJson.InForce}) AND (until IS NULL OR until > $2) ORDER BY what DESC, id DESC LIMIT $3",
        ReadSanction, worker.Value, StoredTime.Of(now), Pages.MaxTake).ToImmutableArray());

    public Task<ImmutableArray<Sanction>> SanctionsNotEnded(SanctionId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"SELECT body FROM sanction WHERE status IN ({SanctionJson.InForce}) AND id < $1 ORDER BY id DESC LIMIT $2",
            ReadSanction, before?.Value ?? long.MaxValue, take).ToImmutableArray());
    }

    public Task<ImmutableArray<Sanction>> WaitingAppeals(SanctionId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"SELECT body FROM sanction WHERE status = {(short)SanctionStatus.Appealed} AND id > $1 ORDER BY id LIMIT $2",
            ReadSanction, after.Value, take).ToImmutableArray());
    }

    private static Sanction ReadSanction(SqliteDataReader row) => SanctionJson.Read(row.GetString(0));
}
