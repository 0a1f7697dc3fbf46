using CaptchaGrains.Storage.Postgres;
using Npgsql;

namespace CaptchaGrains.Storage.Tests.Beds;

public sealed class PostgresBed : StoreBed
{
    private string _connectionString = "";

    public override async Task Create() => _connectionString = await PostgresServer.NewDatabase();

    public override async Task<OpenStore> Open()
    {
        var store = await PostgresStore.Open(_connectionString);
        return new OpenStore(store, store, store, store);
    }

    public override async Task<long> CountWrongAccounts()
    {
        await using var source = NpgsqlDataSource.Create(_connectionString);
        await using var command = source.CreateCommand(CountWrongAccountsSql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
