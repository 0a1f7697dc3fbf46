using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.Tests.Beds;
using Npgsql;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Postgres;

/// <summary>A database of the version in which everybody had one role.</summary>
public sealed class OldPostgresRolesTests
{
    [Fact]
    public async Task People_of_an_older_database_keep_their_roles()
    {
        var connectionString = await PostgresServer.NewDatabase();
        await using var source = NpgsqlDataSource.Create(connectionString);
        // Put back to what the version before left behind.
        await (await PostgresStore.Open(connectionString)).DisposeAsync();
        await Run(source, "DROP TABLE sanction, forgiven");
        foreach (var role in Enum.GetValues<PersonRole>())
            await Run(source, $"""
                INSERT INTO person (id, role, email, normalized_email, password_hash, security_stamp, access_failed_count, created_at, version)
                VALUES ({(short)role}, {(short)role}, '{role}', '{role}', 'hash', 'stamp', 0, 5000, 1)
                """);
        await Run(source, SchemaScript.In("Postgres").Single(s => s.Number == 8).Text);
        await using var store = await PostgresStore.Open(connectionString);
        foreach (var role in Enum.GetValues<PersonRole>()) Assert.Equal(RoleSet.Of(role), (await store.FindPerson((long)role))!.Roles);
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
#pragma warning disable CA2100 // literals and scripts of ours
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
