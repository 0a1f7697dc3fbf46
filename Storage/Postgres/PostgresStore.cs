using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>
/// The store of a cluster. Each process has one writer, which starts with its first commit; several processes share a database safely.
/// </summary>
public sealed partial class PostgresStore : IClusterStore
{
    private readonly NpgsqlDataSource _source;
    private readonly bool _ownsSource;
    private readonly PostgresQueries _queries;
    private readonly GroupCommitter _committer;
    private readonly ReservationWriter _reservations;

    private PostgresStore(NpgsqlDataSource source, bool ownsSource, StoreOptions options)
    {
        _source = source;
        _ownsSource = ownsSource;
        _queries = new PostgresQueries(source);
        _committer = new GroupCommitter(new PostgresCommitEngine(source, options), options);
        _reservations = new ReservationWriter(source, options);
    }

    /// <summary>Brings the schema up to date and opens the store.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses the schema.</exception>
    public static async Task<PostgresStore> Open(string connectionString, StoreOptions? options = null)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        try
        {
            return await Open(source, true, options);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>As the other, over a source that the caller disposes, after the store.</summary>
    public static Task<PostgresStore> Open(NpgsqlDataSource source, StoreOptions? options = null) => Open(source, false, options);

    private static async Task<PostgresStore> Open(NpgsqlDataSource source, bool ownsSource, StoreOptions? options)
    {
        await PostgresSchema.Apply(source, "Postgres");
        return new PostgresStore(source, ownsSource, (options ?? StoreOptions.Default).Validated());
    }

    /// <summary>Writes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync();
        await _reservations.DisposeAsync();
        if (_ownsSource) await _source.DisposeAsync();
    }

    public Task<CommitReceipt> Commit(Commit commit) => _committer.Commit(commit);

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => _queries.Row(
        $"SELECT {StoredRows.CaptchaColumns} FROM captcha WHERE id = $1", row => StoredRows.Captcha(row, id),
        Of(id.Value));

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => _queries.Row(
        "SELECT content_type, bytes FROM image WHERE captcha_id = $1 AND part = $2",
        StoredRows.Image,
        Of(id.Value), Of((short)part));

    public async Task<Money> Balance(AccountId account) => new(await _queries.Number(
        "SELECT coalesce(sum(balance), 0)::bigint FROM account WHERE kind = $1 AND owner = $2", Of((short)account.Kind), Of(account.Owner)));

    public Task<long> CountSolved(WorkerId worker) => _queries.Number(
        "SELECT coalesce(sum(solved), 0)::bigint FROM account WHERE kind = $1 AND owner = $2", Of((short)AccountKind.Worker), Of(worker.Value));

    public async Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take)
    {
        Pages.RequireGuarded(account);
        Pages.RequireTake(take, Pages.MaxTake);
        // "kind < 10" is what the two partial indexes are about; a transfer has two different sides, so nothing comes twice.
        return [.. await _queries.Rows("""
            (SELECT seq, at, subject, purpose, -amount, debit_balance FROM transfer
             WHERE debit_kind = $1 AND debit_kind < 10 AND debit_owner = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4)
            UNION ALL
            (SELECT seq, at, subject, purpose, amount, credit_balance FROM transfer
             WHERE credit_kind = $1 AND credit_kind < 10 AND credit_owner = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4)
            ORDER BY seq DESC LIMIT $4
            """,
            StoredRows.Entry,
            Of((short)account.Kind), Of(account.Owner), Of(before ?? long.MaxValue), Of((long)take))];
    }

    public async Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return [.. await _queries.Rows(
            "SELECT id FROM captcha WHERE status = 1 AND id > $1 AND submitted_at < $2 ORDER BY id LIMIT $3",
            row => new CaptchaId(row.GetInt64(0)), Of(after.Value), Of(StoredTime.Of(submittedBefore)), Of((long)take))];
    }

    public Task<long> LeaseIds(string sequence, int count)
    {
        Pages.RequireTake(count, Pages.MaxLease);
        return _queries.Number("""
            INSERT INTO id_sequence (name, next) VALUES ($1, 1 + $2)
            ON CONFLICT (name) DO UPDATE SET next = id_sequence.next + $2 RETURNING next - $2
            """, Of(sequence), Of((long)count));
    }
}
