using Npgsql;

namespace CaptchaGrains.Storage.Postgres;

/// <summary>Applies numbered scripts once each. Several processes may start at once: one applies, the others wait for it.</summary>
internal static class PostgresSchema
{
    /// <summary>The advisory lock of this product's schema scripts; any number that nobody else uses.</summary>
    private const long LockKey = 0x_4361_7074_4772;

    /// <param name="folder">Of the scripts; also their name in the version table.</param>
    public static async Task Apply(NpgsqlDataSource source, string folder)
    {
        var scripts = SchemaScript.In(folder);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Held until the transaction ends, however it ends. All scripts are one transaction: PostgreSQL can roll back tables.
        await Execute($"SELECT pg_advisory_xact_lock({LockKey})");
        await Execute("""
            CREATE TABLE IF NOT EXISTS schema_version (
              folder text NOT NULL, number int NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (folder, number))
            """);
        var applied = await Applied();
        foreach (var script in scripts.Where(s => !applied.Contains(s.Number)))
        {
            await Execute(script.Text);
            await Execute($"INSERT INTO schema_version (folder, number) VALUES ('{folder}', {script.Number})");
        }
        await transaction.CommitAsync();

        async Task Execute(string sql)
        {
#pragma warning disable CA2100 // The scripts are our own resources.
            await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        async Task<HashSet<int>> Applied()
        {
            await using var command = new NpgsqlCommand("SELECT number FROM schema_version WHERE folder = $1", connection, transaction);
            command.Parameters.Add(PostgresQueries.Of(folder));
            await using var reader = await command.ExecuteReaderAsync();
            var numbers = new HashSet<int>();
            while (await reader.ReadAsync()) numbers.Add(reader.GetInt32(0));
            return numbers;
        }
    }
}
