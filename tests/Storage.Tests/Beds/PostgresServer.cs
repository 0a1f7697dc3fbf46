using CaptchaGrains.Tests;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(CaptchaGrains.Storage.Tests.Beds.PostgresServer))]

namespace CaptchaGrains.Storage.Tests.Beds;

/// <summary>One private server for the whole run, started by the first test that needs it; each test has a database of its own.</summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PrivatePostgres> Server = new(() => PrivatePostgres.Start());
    private static int _databases;

    /// <summary>The connection string of a new, empty database; skips the test where there is no PostgreSQL.</summary>
    public static async Task<string> NewDatabase()
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(Server.Value.ConnectionString);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return Server.Value.ConnectionStringFor(name);
    }

    public void Dispose()
    {
        if (!Server.IsValueCreated) return;
        NpgsqlConnection.ClearAllPools();
        Server.Value.Dispose();
    }
}
