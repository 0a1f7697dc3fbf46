using CaptchaGrains.Storage.Sqlite;

namespace CaptchaGrains.Storage.Tests.Beds;

public sealed class SqliteBed : StoreBed
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("captchagrains-tests-");

    public string FileName => Path.Combine(_folder.FullName, "market.db");

    public override Task Create() => Task.CompletedTask;

    public override async Task<OpenStore> Open()
    {
        var store = await SqliteStore.Open(FileName);
        return new OpenStore(store, store, store, store);
    }

    public override async Task<long> CountWrongAccounts()
    {
        using var database = new SqliteDatabase(FileName);
        return await database.Read(session => session.Number(CountWrongAccountsSql)) ?? -1;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
