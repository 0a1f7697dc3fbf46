using CaptchaGrains.Storage.SqlServer;
using Xunit;

namespace CaptchaGrains.Storage.Tests;

public sealed class ClusterProviderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Postgres")]
    [InlineData("postgres")]
    public void Postgres_is_the_default(string? name)
    {
        Assert.Same(ClusterProvider.Postgres, ClusterProvider.Named(name));
        Assert.Equal("Npgsql", ClusterProvider.Named(name).Invariant);
    }

    [Fact]
    public void An_unknown_database_is_refused_with_the_known_ones() =>
        Assert.Contains("Postgres and SqlServer", Assert.Throws<ArgumentException>(() => ClusterProvider.Named("Oracle")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Sql_server_is_there_exactly_where_the_build_has_its_driver()
    {
        Assert.Equal("Microsoft.Data.SqlClient", ClusterProvider.SqlServer.Invariant);
#if WITH_SQLSERVER
        Assert.Same(ClusterProvider.SqlServer, ClusterProvider.Named("sqlserver"));
        await Task.CompletedTask;
#else
        Assert.Contains("-p:WithSqlServer=true", Assert.Throws<ArgumentException>(() => ClusterProvider.Named("sqlserver")).Message, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => SqlServerStore.Open("Server=localhost"));
        Assert.Contains("-p:WithSqlServer=true", refusal.Message, StringComparison.Ordinal);
#endif
    }
}
