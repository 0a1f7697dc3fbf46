using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.Tests.Beds;
using Npgsql;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Postgres;

/// <summary>A database of the version before keys had rules.</summary>
public sealed class OldPostgresKeysTests
{
    [Fact]
    public async Task Keys_of_an_older_database_go_on_working()
    {
        var connectionString = await PostgresServer.NewDatabase();
        await using var source = NpgsqlDataSource.Create(connectionString);
        // Put back to what the version before left behind.
        await (await PostgresStore.Open(connectionString)).DisposeAsync();
        await Run(source, "DROP TABLE api_key, idempotency; DROP INDEX captcha_capped; ALTER TABLE captcha DROP COLUMN key_id, DROP COLUMN key_capped");
        await Run(source, """
            CREATE TABLE api_key (hash text NOT NULL PRIMARY KEY, customer bigint NOT NULL, name text NOT NULL, created_at bigint NOT NULL, is_revoked boolean NOT NULL);
            INSERT INTO api_key VALUES ('a', 3, 'it''s "one"', 5000, false), ('b', 3, 'two', 6000, true);
            DELETE FROM id_sequence WHERE name = 'api_key';
            """);
        await Run(source, SchemaScript.In("Postgres").Single(s => s.Number == 3).Text);
        await using var store = await PostgresStore.Open(connectionString);
        var keys = await store.KeysOf(Given.Customer(3));
        Assert.Equal([(1L, "a", "it's \"one\"", true), (2L, "b", "two", false)], keys.Select(k => (k.Id.Value, k.Hash, k.Rules.Name, k.WorksAt(Given.Noon))));
        Assert.Equal(3, await store.LeaseIds(IdSequence.ApiKey, 1));
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
#pragma warning disable CA2100 // literals and scripts of ours
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
