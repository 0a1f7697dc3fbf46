using System.Data.Common;
using System.Threading.Channels;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>
/// Keeps idempotency keys. As with commits, one writer takes whatever waits into one statement, for a statement with a commit of its own for each key costs a
/// third of the throughput. The server does not flush them: a captcha that is committed after its key was kept is flushed after it, in the order of
/// the log, so the key of a durable captcha is durable; and a key that a crash loses before that stands for nothing.
/// </summary>
internal sealed class ReservationWriter : IAsyncDisposable
{
    /// <summary>So many that came during one statement say that more are coming.</summary>
    private const int Busy = 4;

    /// <summary>Then a statement waits so long for more of them, for it has costs of its own beside those of its keys. Nobody notices so little.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(8);

    private readonly NpgsqlDataSource _source;
    private readonly StoreOptions _options;
    private readonly Channel<Waiting> _queue;
    private readonly Lazy<Task> _writer;
    private NpgsqlConnection? _connection;
    private volatile bool _isClosed;

    private sealed record Waiting(IdempotencyRow Row, DateTimeOffset Now, TaskCompletionSource<IdempotencyRow> Done);

    public ReservationWriter(NpgsqlDataSource source, StoreOptions options)
    {
        _source = source;
        _options = options;
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _writer = new Lazy<Task>(() => Task.Run(WriteAll));
    }

    /// <exception cref="StoreBusyException">The queue is full; nothing was kept.</exception>
    /// <exception cref="StoreUncertainException">It may or may not have been kept.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed; nothing was kept.</exception>
    public Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now)
    {
        var waiting = new Waiting(row, now, new TaskCompletionSource<IdempotencyRow>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_queue.Writer.TryWrite(waiting))
        {
            _ = _writer.Value;
            return waiting.Done.Task;
        }
        return Task.FromException<IdempotencyRow>(_isClosed ? new ObjectDisposedException(nameof(ReservationWriter)) : new StoreBusyException());
    }

    /// <summary>Writes what waits, and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _queue.Writer.TryComplete();
        if (_writer.IsValueCreated) await _writer.Value;
        await Disconnect();
    }

    private async Task WriteAll()
    {
        var batch = new List<Waiting>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            Take(batch);
            if (batch.Count >= Busy)
            {
                await Task.Delay(Gathering, TimeProvider.System);
                Take(batch);
            }
            try
            {
                var kept = await Keep(batch);
                foreach (var waiting in batch) waiting.Done.SetResult(kept[KeyOf(waiting.Row)]);
            }
            catch (Exception e)
            {
                foreach (var waiting in batch) waiting.Done.TrySetException(new StoreUncertainException("The idempotency key may or may not have been kept.", e));
                await Disconnect();
            }
            batch.Clear();
        }
    }

    private void Take(List<Waiting> batch)
    {
        while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
    }

    private async Task<Dictionary<(long, string), IdempotencyRow>> Keep(List<Waiting> batch)
    {
        // The same key twice in one statement is an error to the server; the first counts, as it would one by one. Gateways that write the same keys at
        // the same moment lock them in the same order.
        var rows = batch.Select(w => w.Row).DistinctBy(KeyOf).OrderBy(r => r.Customer.Value).ThenBy(r => r.KeyHash, StringComparer.Ordinal).ToList();
        var sent = rows.ToDictionary(KeyOf);
        var kept = new Dictionary<(long, string), IdempotencyRow>(rows.Count);
        await Read($"""
            INSERT INTO idempotency ({StoredRows.IdempotencyColumns}) SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (customer, key_hash)
            DO UPDATE SET fingerprint = excluded.fingerprint, captcha = excluded.captcha, expires_at = excluded.expires_at
            WHERE idempotency.expires_at <= $6 RETURNING customer, key_hash
            """, row => kept[KeyIn(row)] = sent[KeyIn(row)], Longs(r => r.Customer.Value), Hashes(), Longs(r => r.Fingerprint), Longs(r => r.Captcha.Value),
            Longs(r => StoredTime.Of(r.ExpiresAt)), PostgresQueries.Of(StoredTime.Of(batch.Min(w => w.Now))));
        if (kept.Count == rows.Count) return kept;
        rows.RemoveAll(r => kept.ContainsKey(KeyOf(r)));
        await Read("""
            SELECT customer, key_hash, fingerprint, captcha, expires_at FROM idempotency JOIN unnest($1, $2) AS asked (customer, key_hash) USING (customer, key_hash)
            """, row => kept[KeyIn(row)] = sent[KeyIn(row)] with
        {
            Fingerprint = row.GetInt64(2),
            Captcha = new CaptchaId(row.GetInt64(3)),
            ExpiresAt = StoredTime.Read(row.GetInt64(4)),
        }, Longs(r => r.Customer.Value), Hashes());
        return kept;

        NpgsqlParameter Longs(Func<IdempotencyRow, long> value) => new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(value)] };

        NpgsqlParameter Hashes() => new NpgsqlParameter<byte[][]> { TypedValue = [.. rows.Select(r => Convert.FromHexString(r.KeyHash))] };
    }

    private async Task Read(string sql, Action<DbDataReader> take, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, await Connection()) { CommandTimeout = (int)_options.WriteTimeout.TotalSeconds };
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync();
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) take(reader);
    }

    private static (long Customer, string KeyHash) KeyOf(IdempotencyRow row) => (row.Customer.Value, row.KeyHash);

    private static (long Customer, string KeyHash) KeyIn(DbDataReader row) => (row.GetInt64(0), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)));

    private async Task<NpgsqlConnection> Connection()
    {
        if (_connection is not null) return _connection;
        var connection = await _source.OpenConnectionAsync();
        try
        {
            // The planner is told the same as in PostgresCommitEngine: short arrays, big table.
            await using var settings = new NpgsqlCommand(
                "SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off", connection);
            await settings.ExecuteNonQueryAsync();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        return _connection = connection;
    }

    private async Task Disconnect()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        try { await connection.DisposeAsync(); } // the pool resets what was set
        catch (NpgsqlException) { /* It was broken already. */ }
    }
}
