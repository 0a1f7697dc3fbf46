using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Bench.Store;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Storage.Postgres;
using CaptchaGrains.Storage.Sqlite;
using CaptchaGrains.Tests;

Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

switch (arguments.Engine)
{
    case "memory":
        await Measure(new MemoryStore());
        break;
    case "postgres":
        await MeasurePostgres();
        break;
    case "sqlite":
        await MeasureSqlite();
        break;
    default:
        Console.Error.WriteLine(Arguments.Usage);
        return 2;
}
return 0;

async Task MeasurePostgres()
{
    using var server = arguments.Connection is null ? PrivatePostgres.Start(durable: true) : null;
    await using var store = await PostgresStore.Open(arguments.Connection ?? server!.ConnectionString);
    await Measure(store);
}

async Task MeasureSqlite()
{
    var folder = Directory.CreateTempSubdirectory("captchagrains-bench-");
    try
    {
        await using var store = await SqliteStore.Open(arguments.File ?? Path.Combine(folder.FullName, "market.db"));
        await Measure(store);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task Measure(IMarketStore store)
{
    var warmUp = Math.Max(arguments.Captchas / 10, Math.Max(2000, arguments.Deletions * IImageStore.MostLookedAt));
    var run = new Run(store, arguments.Concurrency, arguments.ImageBytes);
    await run.Prepare(arguments.Captchas + warmUp);
    await run.Measure(warmUp);
    var deletions = Task.Run(() => Run.DeleteImages((IImageStore)store, arguments.Deletions));
    Console.WriteLine($"{arguments.Engine}, {arguments.Concurrency} at once, images of {arguments.ImageBytes} bytes: {await run.Measure(arguments.Captchas)}");
    foreach (var (page, took) in await deletions) Console.WriteLine($"  meanwhile the images of {page.Deleted} captchas deleted in {took.TotalMilliseconds:F0} ms");
}
