using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;
using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>
/// Applies batches over one connection of its own, in two round trips each. After any failure the connection is given up and the next batch opens another.
/// </summary>
internal sealed class PostgresCommitEngine(NpgsqlDataSource source, StoreOptions options) : ICommitEngine
{
    private readonly short _slot = (short)(options.HouseSlot ?? Random.Shared.Next(32));
    private readonly SeenAccounts _seen = new();
    private NpgsqlConnection? _connection;
    private FactsQuery? _facts;
    private PlanWrite? _write;

    public async Task<CommitReceipt[]> Apply(IReadOnlyList<Commit> batch)
    {
        try
        {
            await Connect();
            var needs = BatchNeeds.Of(batch);
            var facts = await _facts!.Read(needs, _seen.Unseen(needs.Guarded));
            var plan = BatchPlanner.Plan(batch, facts);
            await _write!.Execute(plan);
            _seen.Add(needs.Guarded);
            return plan.Receipts;
        }
        catch (Exception e)
        {
            await Disconnect();
            _seen.Clear();
            if (IsRolledBack(e)) throw new BatchRolledBackException(e);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Disconnect();

    /// <summary>
    /// Whether the server says that it refused a statement, so that the transaction cannot have been committed: data, integrity, rollback (but
    /// not "completion unknown") and lock classes. A number that overflowed did so before anything was sent.
    /// </summary>
    private static bool IsRolledBack(Exception e) => e is OverflowException ||
        (e is PostgresException { SqlState: var state } && state != PostgresErrorCodes.StatementCompletionUnknown && state[..2] is "22" or "23" or "40" or "55");

    private async Task Connect()
    {
        if (_connection is not null) return;
        _connection = await source.OpenConnectionAsync();
        // The statements look up short arrays by the keys of big tables, and nothing else is ever right. Left to itself, the planner sees tables that
        // are empty when it is first asked, and keeps what was right for those: a join of everything open with the whole batch.
        await using (var settings = new NpgsqlCommand("""
            SET plan_cache_mode = force_generic_plan; SET jit = off; SET enable_seqscan = off; SET enable_bitmapscan = off;
            SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off; SET enable_memoize = off
            """, _connection))
            await settings.ExecuteNonQueryAsync();
        _facts = new FactsQuery(_connection, options.WriteTimeout);
        _write = new PlanWrite(_connection, options.WriteTimeout, _slot);
        await _facts.Prepare();
        await _write.Prepare();
    }

    private async Task Disconnect()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        try
        {
            if (_facts is not null) await _facts.DisposeAsync();
            if (_write is not null) await _write.DisposeAsync();
            // Closing rolls back what is open, so that the locks are gone before the next try.
            await connection.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It was broken already.
        }
    }
}
