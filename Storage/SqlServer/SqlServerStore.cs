using System.Collections.Immutable;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>
/// The store of a cluster on SQL Server 2016 or later. Each process has one writer, which starts with its first commit; several processes share a database
/// safely.
/// </summary>
public sealed partial class SqlServerStore : IClusterStore
{
    private readonly DbDataSource _source;
    private readonly SqlServerQueries _queries;
    private readonly GroupCommitter _committer;

    private SqlServerStore(DbDataSource source, StoreOptions options)
    {
        _source = source;
        _queries = new SqlServerQueries(source, options.WriteTimeout);
        _committer = new GroupCommitter(new SqlServerCommitEngine(source, SqlServerDriver.ErrorNumber, options), options);
    }

    /// <summary>Brings the schema up to date and opens the store.</summary>
    /// <exception cref="DbException">The database cannot be reached or refuses the schema.</exception>
    /// <exception cref="NotSupportedException">This build is without SQL Server.</exception>
    public static async Task<SqlServerStore> Open(string connectionString, StoreOptions? options = null)
    {
        var source = SqlServerDriver.Connect(connectionString);
        try
        {
            await SqlServerSchema.Apply(source, "SqlServer");
            return new SqlServerStore(source, (options ?? StoreOptions.Default).Validated());
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync();
        await _source.DisposeAsync();
    }

    public Task<CommitReceipt> Commit(Commit commit) => _committer.Commit(commit);

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => _queries.Row(
        $"SELECT {StoredRows.CaptchaColumns} FROM captcha WHERE id = @id", row => StoredRows.Captcha(row, id), c => c.With("id", id.Value));

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => _queries.Row(
        "SELECT content_type, bytes FROM [image] WHERE captcha_id = @id AND part = @part", StoredRows.Image,
        c => c.With("id", id.Value).With("part", (short)part));

    public async Task<Money> Balance(AccountId account) => new(await _queries.Number(
        "SELECT COALESCE(SUM(balance), 0) FROM account WHERE kind = @kind AND owner = @owner",
        c => c.With("kind", (short)account.Kind).With("owner", account.Owner)));

    public Task<long> CountSolved(WorkerId worker) => _queries.Number(
        "SELECT COALESCE(SUM(solved), 0) FROM account WHERE kind = @kind AND owner = @owner",
        c => c.With("kind", (short)AccountKind.Worker).With("owner", worker.Value));

    public async Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take)
    {
        Pages.RequireGuarded(account);
        Pages.RequireTake(take, Pages.MaxTake);
        // "kind < 10" is what the two partial indexes are about; a transfer has two different sides, so nothing comes twice.
        return [.. await _queries.Rows("""
            SELECT TOP (@take) e.seq, e.moment, e.subject, e.purpose, e.amount, e.balance FROM (
              SELECT d.* FROM (
                SELECT TOP (@take) seq, [at] AS moment, subject, purpose, -amount AS amount, debit_balance AS balance FROM [transfer]
                WHERE debit_kind = @kind AND debit_kind < 10 AND debit_owner = @owner AND seq < @before ORDER BY seq DESC) AS d
              UNION ALL
              SELECT c.* FROM (
                SELECT TOP (@take) seq, [at] AS moment, subject, purpose, amount, credit_balance AS balance FROM [transfer]
                WHERE credit_kind = @kind AND credit_kind < 10 AND credit_owner = @owner AND seq < @before ORDER BY seq DESC) AS c) AS e
            ORDER BY e.seq DESC
            """, StoredRows.Entry,
            c => c.With("kind", (short)account.Kind).With("owner", account.Owner).With("before", before ?? long.MaxValue).With("take", take))];
    }

    public async Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        return [.. await _queries.Rows(
            "SELECT TOP (@take) id FROM captcha WHERE status = 1 AND id > @after AND submitted_at < @before ORDER BY id",
            row => new CaptchaId(row.GetInt64(0)),
            c => c.With("take", take).With("after", after.Value).With("before", StoredTime.Of(submittedBefore)))];
    }

    public Task<long> LeaseIds(string sequence, int count)
    {
        Pages.RequireTake(count, Pages.MaxLease);
        return _queries.Number("""
            MERGE id_sequence WITH (HOLDLOCK) AS s USING (SELECT @name AS [name]) AS n ON s.[name] = n.[name]
            WHEN MATCHED THEN UPDATE SET [next] = s.[next] + @count
            WHEN NOT MATCHED THEN INSERT ([name], [next]) VALUES (n.[name], 1 + @count)
            OUTPUT inserted.[next] - @count;
            """, c => c.With("name", sequence).With("count", (long)count));
    }
}
