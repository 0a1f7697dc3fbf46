using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    private static readonly string Gold = $"{GoldRows.Columns}, {GoldRows.Tally("1", "0")} FROM gold AS g";

    /// <summary>Images of one task; each has a parameter of its own.</summary>
    private static readonly string AddGoldImages = string.Concat(Enumerable.Range(0, 10).Select(n => $"""
          IF @part{n} > 0 INSERT INTO [image] (captcha_id, part, content_type, bytes) VALUES (@id, @part{n}, @type{n}, @bytes{n});
        """ + "\n"));

    public Task AddGold(GoldEntry entry, CaptchaImages images) => Certainly(entry.Id, () => _queries.Write($"""
        SET XACT_ABORT ON;
        BEGIN TRANSACTION;
        INSERT INTO gold ({GoldRows.Columns})
        SELECT @id, @kind, @origin, @state, NULL, @added, @until, @recheck, @request, @answer, @had
        WHERE NOT EXISTS (SELECT 1 FROM gold WITH (UPDLOCK, HOLDLOCK) WHERE id = @id);
        IF @@ROWCOUNT = 1
        BEGIN
        {AddGoldImages}
        END;
        COMMIT;
        """, command =>
    {
        command.With("id", entry.Id.Value).With("kind", (short)entry.Request.Kind).With("origin", (short)entry.Origin).With("state", (short)entry.State)
            .With("added", StoredTime.Of(entry.AddedAt)).With("until", StoredTime.Of(entry.Until)).With("recheck", entry.Recheck?.Value)
            .WithLong("request", CaptchaJson.Write(entry.Request)).WithLong("answer", entry.Answer).WithLong("had", GoldRows.Join(entry.Had));
        var parts = ImageParts.Of(images).ToList();
        for (var n = 0; n < 10; n++)
        {
            var (part, type, bytes) = n < parts.Count
                ? ((short)parts[n].Part, parts[n].Image.ContentType, ImmutableCollectionsMarshal.AsArray(parts[n].Image.Bytes) ?? [])
                : ((short)0, "", Array.Empty<byte>());
            command.With($"part{n}", part).With($"type{n}", type).WithLong($"bytes{n}", bytes);
        }
    }));

    public Task<GoldEntry?> FindGold(CaptchaId id) => _queries.Row($"SELECT {Gold} WHERE g.id = @id", GoldRows.Read, c => c.With("id", id.Value));

    public async Task<ImmutableArray<GoldEntry>> GoldIn(GoldState state, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows($"SELECT TOP (@take) {Gold} WHERE g.state = @state AND g.id > @after ORDER BY g.id", GoldRows.Read,
            c => c.With("take", take).With("state", (short)state).With("after", after.Value))];
    }

    public async Task<bool> UseGold(CaptchaId id, ImmutableArray<WorkerId> had) => await Certainly(id, () => _queries.Write(
        "UPDATE gold SET state = 2, had = @had WHERE id = @id AND state = 1", c => c.With("id", id.Value).WithLong("had", GoldRows.Join(had)))) == 1;

    public async Task<bool> RetireGold(CaptchaId id, GoldEnd why) => await Certainly(id, () => _queries.Number("""
        SET NOCOUNT, XACT_ABORT ON;
        DECLARE @retired bigint;
        BEGIN TRANSACTION;
        UPDATE gold SET state = 3, why = @why WHERE id = @id AND state <> 3;
        SET @retired = @@ROWCOUNT;
        IF @retired = 1 AND @doubted = 1
          UPDATE e SET weight = 0 FROM gold_view AS v
          JOIN evidence AS e ON e.worker = v.worker AND e.captcha = v.captcha AND e.source = 4
          WHERE v.gold = @id AND v.agreed IS NOT NULL;
        COMMIT;
        SELECT @retired;
        """, c => c.With("id", id.Value).With("why", (short)why).With("doubted", why == GoldEnd.Doubted))) == 1;

    public async Task<ImmutableArray<CaptchaId>> GoldSeen(WorkerId worker, CaptchaId from, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return [.. await _queries.Rows("SELECT TOP (@take) gold FROM gold_view WHERE worker = @worker AND gold >= @from ORDER BY gold",
            row => new CaptchaId(row.GetInt64(0)), c => c.With("take", take).With("worker", worker.Value).With("from", from.Value))];
    }

    public async Task<CaptchaId?> FindGoldView(CaptchaId gold, WorkerId worker)
    {
        var found = await _queries.Rows("SELECT captcha FROM gold_view WHERE worker = @worker AND gold = @gold", row => new CaptchaId(row.GetInt64(0)),
            c => c.With("worker", worker.Value).With("gold", gold.Value));
        return found.Count == 0 ? null : found[0];
    }

    public async Task<ImmutableArray<Evidence>> GoldEvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        var rows = await _queries.Rows("""
            SELECT TOP (@take) worker, captcha, source, kind, is_right, weight, [at], domain FROM evidence WHERE worker = @worker AND source = 4
            ORDER BY [at] DESC, captcha DESC
            """, StoredRows.Evidence, c => c.With("take", take).With("worker", worker.Value));
        rows.Reverse();
        return [.. rows];
    }

    private static async Task<T> Certainly<T>(CaptchaId gold, Func<Task<T>> write)
    {
        try { return await write(); }
        catch (DbException e) { throw new StoreUncertainException($"The write about gold task {gold} may or may not have happened.", e); }
    }
}
