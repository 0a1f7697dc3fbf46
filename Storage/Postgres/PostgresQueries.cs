using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>Runs single statements. They are prepared, which Npgsql keeps for the life of each pooled connection.</summary>
internal sealed class PostgresQueries(NpgsqlDataSource source)
{
    /// <summary>The rows of a query, read one by one.</summary>
    public async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = await Prepared(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The only row, or null.</summary>
    public async Task<T?> Row<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters) where T : class
    {
        var rows = await Rows(sql, read, parameters);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>The one number that a query always yields.</summary>
    public async Task<long> Number(string sql, params NpgsqlParameter[] parameters) =>
        (await Rows(sql, r => r.GetInt64(0), parameters))[0];

    /// <returns>Rows written.</returns>
    public async Task<int> Write(string sql, params NpgsqlParameter[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = await Prepared(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public static NpgsqlParameter Of(long value) => new NpgsqlParameter<long> { TypedValue = value };

    public static NpgsqlParameter Of(short value) => new NpgsqlParameter<short> { TypedValue = value };

    public static NpgsqlParameter Of(int value) => new NpgsqlParameter<int> { TypedValue = value };

    public static NpgsqlParameter Of(bool value) => new NpgsqlParameter<bool> { TypedValue = value };

    public static NpgsqlParameter Of(string value) => new NpgsqlParameter<string> { TypedValue = value };

    public static NpgsqlParameter Of(long? value) =>
        new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint, Value = value is { } some ? some : DBNull.Value };

    private static async Task<NpgsqlCommand> Prepared(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync();
        return command;
    }
}
