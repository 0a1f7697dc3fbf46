using Microsoft.Data.Sqlite;

namespace CaptchaGrains.Storage.Sqlite;

/// <summary>One connection and its prepared statements, used by one caller at a time. Parameters are named <c>$1</c>, <c>$2</c> … in order.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;

    // The texts are literals of this assembly, so there are a few dozen at most.
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteSession(string connectionString)
    {
        SystemSqlite.Use();
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        // FULL: a commit is on the disk before it is answered. A write-ahead log of 16 MB is folded back in one go, instead of every few commits.
        Execute("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768");
    }

    /// <summary>Runs a script of several statements.</summary>
    public void Execute(string script)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Literals and embedded scripts of this assembly.
        command.CommandText = script;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <returns>Rows written.</returns>
    public int Write(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The only row, or null.</summary>
    public T? Row<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) where T : class
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>The only number, or null where there is no row.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() ? reader.GetInt64(0) : null;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command)) _commands.Add(sql, command = Prepare(sql, values.Length));
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }
}
