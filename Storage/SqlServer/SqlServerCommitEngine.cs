using System.Data;
using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>
/// Applies batches over one connection of its own: one command reads the facts, one writes the plan, and images go before it in chunks. After any failure the
/// connection is given up, which rolls back what is open, and the next batch opens another.
/// </summary>
/// <param name="errorNumber">The server's number of an error, or 0.</param>
internal sealed class SqlServerCommitEngine(DbDataSource source, Func<DbException, int> errorNumber, StoreOptions options) : ICommitEngine
{
    private static readonly AccountId[] House =
        [.. Enum.GetValues<AccountKind>().Select(kind => new AccountId(kind, 0)).Where(account => !account.IsGuarded)];

    private readonly short _slot = (short)(options.HouseSlot ?? Random.Shared.Next(32));
    private readonly SeenAccounts _seen = new();
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    public async Task<CommitReceipt[]> Apply(IReadOnlyList<Commit> batch)
    {
        try
        {
            _connection ??= await source.OpenConnectionAsync();
            var needs = BatchNeeds.Of(batch);
            await AddAccounts(_connection, [.. House, .. needs.Guarded]);
            _transaction = await _connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
            var plan = BatchPlanner.Plan(batch, await ReadFacts(_transaction, needs));
            if (!plan.WritesNothing) await Write(_transaction, plan);
            await _transaction.CommitAsync();
            await _transaction.DisposeAsync();
            _transaction = null;
            return plan.Receipts;
        }
        catch (Exception e)
        {
            await Disconnect();
            _seen.Clear();
            if (e is OverflowException || (e is DbException error && IsRefusal(errorNumber(error)))) throw new BatchRolledBackException(e);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Disconnect();

    /// <summary>
    /// Whether the server says that it refused a statement, so that the transaction cannot have been committed: deadlock and lock timeouts, keys, checks, and
    /// values out of range. Anything else (a lost connection, a time-out) leaves the outcome unknown.
    /// </summary>
    internal static bool IsRefusal(int number) => number is
        1205 or 1222 or 3960 // deadlock victim, lock timeout, snapshot conflict
        or 2601 or 2627 or 547 or 515 // unique index, key, check, null
        or 220 or 8115 or 8152 or 2628 // overflow, text too long
        or BatchStatements.RowChanged;

    private async Task AddAccounts(DbConnection connection, AccountId[] accounts)
    {
        var unseen = _seen.Unseen(accounts);
        if (unseen.Count == 0) return;
        await using (var command = connection.Command(BatchStatements.AddAccounts, options.WriteTimeout)
            .With(BatchTables.NewAccounts, unseen.Select(a => (a, SlotOf(a)))))
            await command.ExecuteNonQueryAsync();
        _seen.Add(unseen);
    }

    private async Task<BatchFacts> ReadFacts(DbTransaction transaction, BatchNeeds needs)
    {
        await using var command = transaction.Connection!.Command(BatchStatements.ReadFacts, options.WriteTimeout, transaction)
            .With(BatchTables.Accounts, needs.Guarded)
            .With(BatchTables.CaptchaIds, needs.Captchas)
            .With(BatchTables.TransferIds, needs.Transfers)
            .With(BatchTables.ReportIds, needs.Reports)
            .With(BatchTables.PayoutOrigins, needs.Payouts);
        await using var reader = await command.ExecuteReaderAsync();
        var facts = new BatchFacts();
        while (await reader.ReadAsync()) facts.Balances[StoredRows.Account(reader, 0)] = new Money(reader.GetInt64(2));
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) facts.Captchas[new CaptchaId(reader.GetInt64(0))] = StoredRows.CaptchaFact(reader, 1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) facts.Transfers[StoredRows.TransferId(reader, 0)] = StoredRows.TransferFact(reader, 3);
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) facts.Reports[new CaptchaId(reader.GetInt64(0))] = StoredRows.ReportFact(reader, 1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) facts.Payouts[reader.GetString(0)] = StoredRows.PayoutFact(reader, 1);
        return facts;
    }

    private async Task Write(DbTransaction transaction, BatchPlan plan)
    {
        foreach (var chunk in ImageChunk.Of(plan.Submitted))
        {
            await using var images = transaction.Connection!.Command(BatchStatements.AddImages, options.WriteTimeout, transaction)
                .With(BatchTables.Images, chunk.Images)
                .WithLong("bytes", chunk.Bytes);
            await images.ExecuteNonQueryAsync();
        }
        await using var command = transaction.Connection!.Command(BatchStatements.WritePlan, options.WriteTimeout, transaction)
            .With(BatchTables.Captchas, plan.Submitted)
            .With(BatchTables.Ends, plan.Ended)
            .With("end_count", plan.Ended.Count)
            .With(BatchTables.Outcomes, plan.Ended.SelectMany(e => e.Outcomes))
            .With(BatchTables.Reports, plan.Reports)
            .With("report_count", plan.Reports.Count)
            .With(BatchTables.Payouts, plan.Payouts)
            .With("payout_count", plan.Payouts.Count)
            .With(BatchTables.Evidence, plan.Evidence)
            .With(BatchTables.GoldViews, plan.GoldViews)
            .With(BatchTables.Callbacks, plan.Callbacks)
            .With(BatchTables.Transfers, plan.Transfers.Select((planned, place) => (place, planned)))
            .With(BatchTables.Changes, plan.Changes.Select(c => (c, SlotOf(c.Account))))
            .With("change_count", plan.Changes.Count);
        await command.ExecuteNonQueryAsync();
    }

    private short SlotOf(AccountId account) => account.IsGuarded ? (short)0 : _slot;

    private async Task Disconnect()
    {
        var (connection, transaction) = (_connection, _transaction);
        (_connection, _transaction) = (null, null);
        // Each by itself: one may be broken, and both must go.
        if (transaction is not null) await GiveUp(transaction);
        if (connection is not null) await GiveUp(connection);
    }

    private static async Task GiveUp(IAsyncDisposable broken)
    {
        try { await broken.DisposeAsync(); }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The server had ended it already.
        }
    }
}
