using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using Npgsql;
using NpgsqlTypes;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    private static readonly string Gold = $"SELECT {GoldRows.Columns}, {GoldRows.Tally("true", "false")} FROM gold AS g";

    public async Task AddGold(GoldEntry entry, CaptchaImages images)
    {
        var parts = ImageParts.Of(images).ToList();
        await Certainly(entry.Id, () => _queries.Write($"""
            WITH added AS (
              INSERT INTO gold ({GoldRows.Columns}) VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING RETURNING id)
            INSERT INTO image (captcha_id, part, content_type, bytes)
            SELECT added.id, n.part, n.content_type, n.bytes FROM added, unnest($11, $12, $13) AS n(part, content_type, bytes)
            """,
            Of(entry.Id.Value), Of((short)entry.Request.Kind), Of((short)entry.Origin), Of((short)entry.State), Of(StoredTime.Of(entry.AddedAt)),
            Of(StoredTime.Of(entry.Until)), Of(entry.Recheck?.Value), Of(CaptchaJson.Write(entry.Request)), Of(entry.Answer), Of(GoldRows.Join(entry.Had)),
            Many(NpgsqlDbType.Smallint, parts.Select(p => (short)p.Part)), Many(NpgsqlDbType.Text, parts.Select(p => p.Image.ContentType)),
            Many(NpgsqlDbType.Bytea, parts.Select(p => ImmutableCollectionsMarshal.AsArray(p.Image.Bytes) ?? []))));
    }

    public Task<GoldEntry?> FindGold(CaptchaId id) => _queries.Row($"{Gold} WHERE g.id = $1", GoldRows.Read, Of(id.Value));

    public async Task<ImmutableArray<GoldEntry>> GoldIn(GoldState state, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"{Gold} WHERE g.state = $1 AND g.id > $2 ORDER BY g.id LIMIT $3", GoldRows.Read,
            Of((short)state), Of(after.Value), Of((long)take))];
    }

    public async Task<bool> UseGold(CaptchaId id, ImmutableArray<WorkerId> had) => await Certainly(id, () => _queries.Write(
        "UPDATE gold SET state = 2, had = $2 WHERE id = $1 AND state = 1", Of(id.Value), Of(GoldRows.Join(had)))) == 1;

    public async Task<bool> RetireGold(CaptchaId id, GoldEnd why) => await Certainly(id, () => _queries.Number("""
        WITH retired AS (UPDATE gold SET state = 3, why = $2 WHERE id = $1 AND state <> 3 RETURNING id),
        unweighted AS (
          UPDATE evidence e SET weight = 0 FROM retired, gold_view v
          WHERE $3 AND v.gold = retired.id AND v.agreed IS NOT NULL AND e.worker = v.worker AND e.captcha = v.captcha AND e.source = 4 RETURNING 1)
        SELECT count(*) FROM retired
        """, Of(id.Value), Of((short)why), Of(why == GoldEnd.Doubted))) == 1;

    public async Task<ImmutableArray<CaptchaId>> GoldSeen(WorkerId worker, CaptchaId from, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return [.. await _queries.Rows("SELECT gold FROM gold_view WHERE worker = $1 AND gold >= $2 ORDER BY gold LIMIT $3",
            row => new CaptchaId(row.GetInt64(0)), Of(worker.Value), Of(from.Value), Of((long)take))];
    }

    public async Task<CaptchaId?> FindGoldView(CaptchaId gold, WorkerId worker)
    {
        var found = await _queries.Rows("SELECT captcha FROM gold_view WHERE worker = $1 AND gold = $2", row => new CaptchaId(row.GetInt64(0)),
            Of(worker.Value), Of(gold.Value));
        return found.Count == 0 ? null : found[0];
    }

    public async Task<ImmutableArray<Evidence>> GoldEvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows(
            $"SELECT {ReportRows.EvidenceColumns} FROM evidence WHERE worker = $1 AND source = 4 ORDER BY at DESC, captcha DESC LIMIT $2",
            StoredRows.Evidence, Of(worker.Value), Of((long)take));
        rows.Reverse();
        return [.. rows];
    }

    private static async Task<T> Certainly<T>(CaptchaId gold, Func<Task<T>> write)
    {
        try { return await write(); }
        catch (NpgsqlException e) { throw new StoreUncertainException($"The write about gold task {gold} may or may not have happened.", e); }
    }

    private static NpgsqlParameter Many<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };
}
