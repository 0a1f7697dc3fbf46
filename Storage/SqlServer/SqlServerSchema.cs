using System.Data.Common;
using System.Globalization;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>Applies numbered scripts once each. Several processes may start at once: one applies, the others wait for it. Each script is one batch (no GO).</summary>
internal static class SqlServerSchema
{
    /// <summary>Longer than any other process may take to apply all of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Timeout = Patience * 2;

    /// <param name="folder">Of the scripts; also their name in the version table.</param>
    public static async Task Apply(DbDataSource source, string folder)
    {
        var scripts = SchemaScript.In(folder);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Held until the transaction ends, however it ends. All scripts are one transaction: SQL Server can roll back tables.
        await Execute(LockStatement);
        var applied = await Applied();
        foreach (var script in scripts.Where(s => !applied.Contains(s.Number)))
        {
            await Execute("SET XACT_ABORT ON;\n" + script.Text);
            await using var note = connection.Command("INSERT INTO schema_version (folder, number) VALUES (@folder, @number);", Timeout, transaction)
                .With("folder", folder).With("number", script.Number);
            await note.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();

        async Task Execute(string sql)
        {
            await using var command = connection.Command(sql, Timeout, transaction);
            await command.ExecuteNonQueryAsync();
        }

        async Task<HashSet<int>> Applied()
        {
            await using var command = connection.Command("SELECT number FROM schema_version WHERE folder = @folder;", Timeout, transaction)
                .With("folder", folder);
            await using var reader = await command.ExecuteReaderAsync();
            var numbers = new HashSet<int>();
            while (await reader.ReadAsync()) numbers.Add(reader.GetInt32(0));
            return numbers;
        }
    }

    private static string LockStatement { get; } = string.Create(CultureInfo.InvariantCulture, $"""
        SET XACT_ABORT ON;
        DECLARE @result int;
        EXEC @result = sp_getapplock @Resource = N'CaptchaGrains.schema', @LockMode = N'Exclusive', @LockOwner = N'Transaction',
          @LockTimeout = {(int)Patience.TotalMilliseconds};
        IF @result < 0 THROW 51001, N'Another process holds the lock of the schema.', 1;
        IF OBJECT_ID(N'schema_version', N'U') IS NULL
        CREATE TABLE schema_version (
          folder     nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
          number     int           NOT NULL,
          applied_at datetime2(3)  NOT NULL CONSTRAINT schema_version_now DEFAULT SYSUTCDATETIME(),
          CONSTRAINT schema_version_pk PRIMARY KEY (folder, number)
        );
        """);
}
