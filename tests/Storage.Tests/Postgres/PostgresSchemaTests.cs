using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Postgres;

public sealed class PostgresSchemaTests
{
    [Fact]
    public async Task Processes_that_start_at_once_apply_the_scripts_once()
    {
        var connectionString = await PostgresServer.NewDatabase();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PostgresStore.Open(connectionString))));
        foreach (var store in stores) Assert.Single((await store.Commit(Given.Deposit(Array.IndexOf(stores, store), 1, 1))).Balances);
        foreach (var store in stores) await store.DisposeAsync();
    }
}
