using System.Data.Common;
using System.Globalization;
using CaptchaGrains.Storage.SqlServer;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Beds;

/// <summary>A database of its own for each test, on the server that the environment names; removed after it.</summary>
public sealed class SqlServerBed : StoreBed
{
    /// <summary>Of a login that may create databases.</summary>
    public const string Variable = "CAPTCHAGRAINS_SQLSERVER";

    private readonly string _name = $"captchagrains_{Guid.NewGuid():N}";
    private string _server = "";

    /// <summary>Null where the tests can run.</summary>
    public static string? WhyNot()
    {
        if (!SqlServerDriver.IsPresent) return "this build is without SQL Server (-p:WithSqlServer=true adds it)";
        return string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable)) ? $"{Variable} does not hold a connection string" : null;
    }

    public override async Task Create()
    {
        if (WhyNot() is { } reason) Assert.Skip(reason);
        _server = Environment.GetEnvironmentVariable(Variable)!;
        await OnServer($"CREATE DATABASE {_name}");
        await OnServer($"ALTER DATABASE {_name} SET READ_COMMITTED_SNAPSHOT ON");
    }

    public override async Task<OpenStore> Open()
    {
        var store = await SqlServerStore.Open(ConnectionString);
        return new OpenStore(store, store, store, store);
    }

    public override async Task<long> CountWrongAccounts()
    {
        await using var source = SqlServerDriver.Connect(ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.Command(CountWrongAccountsSql, TimeSpan.FromSeconds(30));
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server.Length > 0) await OnServer($"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_name}");
    }

    public string ConnectionString => new DbConnectionStringBuilder { ConnectionString = _server, ["Initial Catalog"] = _name }.ConnectionString;

    private async Task OnServer(string sql)
    {
        await using var source = SqlServerDriver.Connect(_server);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.Command(sql, TimeSpan.FromSeconds(60));
        await command.ExecuteNonQueryAsync();
    }
}
