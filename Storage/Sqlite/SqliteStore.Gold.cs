using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IGoldStore
{
    private static readonly string Gold = $"SELECT {GoldRows.Columns}, {GoldRows.Tally("1", "0")} FROM gold AS g";

    public Task AddGold(GoldEntry entry, CaptchaImages images) => _database.WriteOrUncertain(session =>
    {
        var added = session.Write($"""
            INSERT INTO gold ({GoldRows.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING
            """, entry.Id.Value, (short)entry.Request.Kind, (short)entry.Origin, (short)entry.State, (short?)entry.Why, StoredTime.Of(entry.AddedAt),
            StoredTime.Of(entry.Until), entry.Recheck?.Value, CaptchaJson.Write(entry.Request), entry.Answer, GoldRows.Join(entry.Had));
        if (added == 0) return false;
        foreach (var (part, image) in ImageParts.Of(images))
            session.Write("INSERT INTO image (captcha_id, part, content_type, bytes) VALUES ($1, $2, $3, $4)",
                entry.Id.Value, (short)part, image.ContentType, ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? []);
        return true;
    });

    public Task<GoldEntry?> FindGold(CaptchaId id) => _database.Read(session => session.Row($"{Gold} WHERE g.id = $1", GoldRows.Read, id.Value));

    public Task<ImmutableArray<GoldEntry>> GoldIn(GoldState state, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows($"{Gold} WHERE g.state = $1 AND g.id > $2 ORDER BY g.id LIMIT $3", GoldRows.Read,
            (short)state, after.Value, take).ToImmutableArray());
    }

    public Task<bool> UseGold(CaptchaId id, ImmutableArray<WorkerId> had) => _database.WriteOrUncertain(session => session.Write(
        "UPDATE gold SET state = 2, had = $2 WHERE id = $1 AND state = 1", id.Value, GoldRows.Join(had)) == 1);

    public Task<bool> RetireGold(CaptchaId id, GoldEnd why) => _database.WriteOrUncertain(session =>
    {
        if (session.Write("UPDATE gold SET state = 3, why = $2 WHERE id = $1 AND state <> 3", id.Value, (short)why) == 0) return false;
        if (why == GoldEnd.Doubted)
            session.Write("""
                UPDATE evidence SET weight = 0 WHERE source = 4
                  AND (worker, captcha) IN (SELECT worker, captcha FROM gold_view WHERE gold = $1 AND agreed IS NOT NULL)
                """, id.Value);
        return true;
    });

    public Task<ImmutableArray<CaptchaId>> GoldSeen(WorkerId worker, CaptchaId from, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session => session.Rows("SELECT gold FROM gold_view WHERE worker = $1 AND gold >= $2 ORDER BY gold LIMIT $3",
            row => new CaptchaId(row.GetInt64(0)), worker.Value, from.Value, take).ToImmutableArray());
    }

    public Task<CaptchaId?> FindGoldView(CaptchaId gold, WorkerId worker) => _database.Read<CaptchaId?>(session =>
        session.Number("SELECT captcha FROM gold_view WHERE worker = $1 AND gold = $2", worker.Value, gold.Value) is { } captcha ? new CaptchaId(captcha) : null);

    public Task<ImmutableArray<Evidence>> GoldEvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session =>
        {
            var rows = session.Rows($"SELECT {ReportRows.EvidenceColumns} FROM evidence WHERE worker = $1 AND source = 4 ORDER BY at DESC, captcha DESC LIMIT $2",
                StoredRows.Evidence, worker.Value, take);
            rows.Reverse();
            return rows.ToImmutableArray();
        });
    }
}
