using System.Collections.Concurrent;
using CaptchaGrains.Actors.Ports;
using Microsoft.Data.Sqlite;

namespace CaptchaGrains.Storage.Sqlite;

/// <summary>One file: one writer at a time, and readers beside it, who see what was committed when they began (write-ahead log).</summary>
internal sealed class SqliteDatabase(string file) : IDisposable
{
    /// <summary>Idle readers that are kept open; a reader costs a file handle and its cache.</summary>
    private const int MaxIdleReaders = 8;

    // Pooling is ours: a session keeps its prepared statements.
    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private SqliteSession? _writer;

    /// <summary>Runs one transaction off the caller's thread, for it ends with a wait for the disk.</summary>
    public async Task<T> Write<T>(Func<SqliteSession, T> work)
    {
        await _gate.WaitAsync();
        try
        {
            return await Task.Run(() => InTransaction(work));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>As <see cref="Write{T}"/>, where a failure leaves the outcome unknown.</summary>
    /// <exception cref="StoreUncertainException">It may or may not have been written.</exception>
    public async Task<T> WriteOrUncertain<T>(Func<SqliteSession, T> work)
    {
        try { return await Write(work); }
        catch (SqliteException e) { throw new StoreUncertainException("The write failed: " + e.Message, e); }
    }

    /// <summary>Reads on the caller's thread: from the cache mostly, and never waiting for a writer.</summary>
    public Task<T> Read<T>(Func<SqliteSession, T> work)
    {
        if (!_readers.TryTake(out var reader)) reader = new SqliteSession(_connectionString);
        try
        {
            var result = work(reader);
            if (_readers.Count >= MaxIdleReaders) reader.Dispose();
            else _readers.Add(reader);
            return Task.FromResult(result);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        while (_readers.TryTake(out var reader)) reader.Dispose();
        _gate.Dispose();
    }

    private T InTransaction<T>(Func<SqliteSession, T> work)
    {
        var writer = _writer ??= new SqliteSession(_connectionString);
        try
        {
            // Immediate: the lock is taken before the first read, so what was read still holds when it is written.
            writer.Write("BEGIN IMMEDIATE");
            var result = work(writer);
            writer.Write("COMMIT");
            return result;
        }
        catch
        {
            // Closing rolls back what is open.
            _writer = null;
            writer.Dispose();
            throw;
        }
    }
}
