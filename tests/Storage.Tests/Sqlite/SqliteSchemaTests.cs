using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests
{
    [Fact]
    public async Task Stores_that_open_a_new_file_at_once_apply_the_scripts_once()
    {
        await using var bed = new SqliteBed();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(bed.Open)));
        foreach (var store in stores) Assert.Single((await store.Market.Commit(Given.Deposit(Array.IndexOf(stores, store), 1, 1))).Balances);
        foreach (var store in stores) await store.DisposeAsync();
    }
}
