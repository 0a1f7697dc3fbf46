using System.Data.Common;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>Runs single statements, each over a connection of the pool.</summary>
internal sealed class SqlServerQueries(DbDataSource source, TimeSpan timeout)
{
    /// <summary>The rows of a query, read one by one.</summary>
    public async Task<List<T>> Rows<T>(string sql, Func<DbDataReader, T> read, Action<DbCommand> fill)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.Command(sql, timeout);
        fill(command);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The only row, or null.</summary>
    public async Task<T?> Row<T>(string sql, Func<DbDataReader, T> read, Action<DbCommand> fill) where T : class
    {
        var rows = await Rows(sql, read, fill);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>The one number that a query always yields.</summary>
    public async Task<long> Number(string sql, Action<DbCommand> fill) => (await Rows(sql, r => r.GetInt64(0), fill))[0];

    /// <returns>Rows written.</returns>
    public async Task<int> Write(string sql, Action<DbCommand> fill)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.Command(sql, timeout);
        fill(command);
        return await command.ExecuteNonQueryAsync();
    }
}
