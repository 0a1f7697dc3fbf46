using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.Sqlite;

/// <summary>The store of one process, in one file: nothing to install but the system's SQLite. What was acknowledged survives a killed process.</summary>
public sealed partial class SqliteStore : IMarketStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly GroupCommitter _committer;

    private SqliteStore(SqliteDatabase database, StoreOptions options)
    {
        _database = database;
        _committer = new GroupCommitter(new SqliteCommitEngine(database), options);
    }

    /// <summary>Opens a file, which is made if it is missing, with its folder, and brings its schema up to date.</summary>
    /// <exception cref="DllNotFoundException">SQLite is not installed.</exception>
    public static async Task<SqliteStore> Open(string file, StoreOptions? options = null)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        var database = new SqliteDatabase(file);
        try
        {
            await SqliteSchema.Apply(database);
            return new SqliteStore(database, (options ?? StoreOptions.Default).Validated());
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Writes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync();
        _database.Dispose();
    }

    public Task<CommitReceipt> Commit(Commit commit) => _committer.Commit(commit);

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => _database.Read(session => session.Row(
        $"SELECT {StoredRows.CaptchaColumns} FROM captcha WHERE id = $1", row => StoredRows.Captcha(row, id),
        id.Value));

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => _database.Read(session => session.Row(
        "SELECT content_type, bytes FROM image WHERE captcha_id = $1 AND part = $2",
        StoredRows.Image,
        id.Value, (short)part));

    public Task<Money> Balance(AccountId account) => _database.Read(session => new Money(
        session.Number("SELECT balance FROM account WHERE kind = $1 AND owner = $2", (short)account.Kind, account.Owner) ?? 0));

    public Task<long> CountSolved(WorkerId worker) => _database.Read(session =>
        session.Number("SELECT solved FROM account WHERE kind = $1 AND owner = $2", (short)AccountKind.Worker, worker.Value) ?? 0);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take)
    {
        Pages.RequireGuarded(account);
        Pages.RequireTake(take, Pages.MaxTake);
        // "kind < 10" is what the two partial indexes are about; a transfer has two different sides, so nothing comes twice.
        return _database.Read(session => session.Rows("""
            SELECT * FROM (SELECT seq, at, subject, purpose, -amount, debit_balance FROM transfer
              WHERE debit_kind = $1 AND debit_kind < 10 AND debit_owner = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4)
            UNION ALL
            SELECT * FROM (SELECT seq, at, subject, purpose, amount, credit_balance FROM transfer
              WHERE credit_kind = $1 AND credit_kind < 10 AND credit_owner = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4)
            ORDER BY seq DESC LIMIT $4
            """,
            StoredRows.Entry,
            (short)account.Kind, account.Owner, before ?? long.MaxValue, take).ToImmutableArray());
    }

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return _database.Read(session => session.Rows(
            "SELECT id FROM captcha WHERE status = 1 AND id > $1 AND submitted_at < $2 ORDER BY id LIMIT $3",
            row => new CaptchaId(row.GetInt64(0)), after.Value, StoredTime.Of(submittedBefore), take).ToImmutableArray());
    }

    public Task<long> LeaseIds(string sequence, int count)
    {
        Pages.RequireTake(count, Pages.MaxLease);
        return _database.WriteOrUncertain(session =>
        {
            session.Write("INSERT INTO id_sequence (name, next) VALUES ($1, 1 + $2) ON CONFLICT (name) DO UPDATE SET next = next + $2", sequence, count);
            return session.Number("SELECT next FROM id_sequence WHERE name = $1", sequence)!.Value - count;
        });
    }
}
