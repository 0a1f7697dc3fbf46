using System.Data;
using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.Tests.Beds;
using Npgsql;

namespace CaptchaGrains.Storage.Tests.Postgres;

/// <summary>Runs the stored statements as Orleans' providers do: by key, with named parameters of those types.</summary>
internal sealed class OrleansQueries(NpgsqlDataSource source) : IAsyncDisposable
{
    public static async Task<OrleansQueries> Create()
    {
        var source = NpgsqlDataSource.Create(await PostgresServer.NewDatabase());
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => PostgresOrleansSchema.Apply(source))));
        return new OrleansQueries(source);
    }

    public async Task<List<IReadOnlyDictionary<string, object?>>> Run(string key, params (string Name, object? Value)[] parameters)
    {
        await using var text = source.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1");
        text.Parameters.AddWithValue(key);
        await using var command = source.CreateCommand((string)(await text.ExecuteScalarAsync() ?? throw new ArgumentException(key)));
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, Value = value ?? DBNull.Value, DbType = TypeOf(name, value) });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i),
                StringComparer.OrdinalIgnoreCase));
        return rows;
    }

    /// <summary>The single number that says how many rows a statement wrote.</summary>
    public async Task<int> Count(string key, params (string Name, object? Value)[] parameters) => (int)(await Run(key, parameters)).Single().Single().Value!;

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static DbType TypeOf(string name, object? value) => value switch
    {
        int => DbType.Int32,
        long => DbType.Int64,
        string => DbType.String,
        DateTime => DbType.DateTime,
        byte[] => DbType.Binary,
        null => name == "GrainStateVersion" ? DbType.Int32 : name == "PayloadBinary" ? DbType.Binary : DbType.String,
        _ => throw new ArgumentException(name),
    };
}
