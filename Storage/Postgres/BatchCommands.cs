using Npgsql;
using NpgsqlTypes;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>Several statements that go to the server together and are prepared once for the life of a connection.</summary>
internal sealed class BatchCommands(NpgsqlConnection connection, TimeSpan timeout) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(connection) { Timeout = (int)timeout.TotalSeconds };

    /// <summary>Adds a statement; its parameters, in order, come from the columns that are added after it.</summary>
    public void Add(string sql) => _batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));

    /// <summary>An array parameter of the statement that was added last.</summary>
    public Column<T> Array<T>(NpgsqlDbType element)
    {
        var parameter = new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | element, TypedValue = [] };
        _batch.BatchCommands[^1].Parameters.Add(parameter);
        return new Column<T>(parameter);
    }

    public Column<long> Longs() => Array<long>(NpgsqlDbType.Bigint);

    public Column<long?> LongsOrNull() => Array<long?>(NpgsqlDbType.Bigint);

    public Column<short> Shorts() => Array<short>(NpgsqlDbType.Smallint);

    public Column<bool> Flags() => Array<bool>(NpgsqlDbType.Boolean);

    public Column<string> Texts() => Array<string>(NpgsqlDbType.Text);

    public Column<string?> TextsOrNull() => Array<string?>(NpgsqlDbType.Text);

    public Column<byte[]> Bytes() => Array<byte[]>(NpgsqlDbType.Bytea);

    /// <summary>A single number as parameter of the statement that was added last.</summary>
    public NpgsqlParameter<long> Long()
    {
        var parameter = new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint };
        _batch.BatchCommands[^1].Parameters.Add(parameter);
        return parameter;
    }

    public Task Prepare() => _batch.PrepareAsync();

    public Task<NpgsqlDataReader> Read() => _batch.ExecuteReaderAsync();

    public Task Execute() => _batch.ExecuteNonQueryAsync();

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}

/// <summary>One column of a set-based write, sent as an array.</summary>
internal sealed class Column<T>(NpgsqlParameter<T[]> parameter)
{
    public void Fill<TRow>(IReadOnlyCollection<TRow> rows, Func<TRow, T> value)
    {
        var values = new T[rows.Count];
        var i = 0;
        foreach (var row in rows) values[i++] = value(row);
        parameter.TypedValue = values;
    }
}
