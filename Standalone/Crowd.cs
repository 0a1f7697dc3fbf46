using System.Collections.Immutable;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Demo;

namespace CaptchaGrains.Standalone;

/// <summary>The people of a demonstration: accounts to look around with, and simulated ones who work and submit.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DemoWorkers? _workers;
    private readonly DemoLoad? _load;
    private Task _running = Task.CompletedTask;

    private Crowd(string key, DemoWorkers? workers, DemoLoad? load)
    {
        (Key, _workers, _load) = (key, workers, load);
    }

    /// <summary>The demo customer's API key.</summary>
    public string Key { get; }

    public static async Task<Crowd> Gather(
        StandaloneOptions options, IMarketStore store, LocalMarketplace marketplace, ILoggerFactory logs, TimeProvider time)
    {
        var people = (IPeopleStore)store;
        var data = new DemoData(marketplace.Actors, store, people, marketplace.FrontOffice, new KeyDesk((IKeyStore)store, people, store, time), marketplace.Repeat, time);
        var key = DemoKey.Choose(Environment.GetEnvironmentVariable(DemoKey.Variable), options.DataFolder);
        var customer = await data.EnsureCustomer(key);
        await data.EnsureWorker();
        await data.EnsureModerator();
        await data.EnsureBenchWorkers(options.BenchWorkers, DemoData.WorkerPassword);
        if (options.BenchWorkers > 0) await data.EnsureBench(customer, key);
        var seed = Random.Shared.Next();
        var workers = options.DemoWorkers == 0 ? null : Workers(await data.EnsureSimulatedWorkers(options.DemoWorkers));
        var load = options.DemoLoad <= 0 ? null : new DemoLoad(
            marketplace.CustomerDesk, marketplace.FrontOffice, marketplace.Repeat, customer,
            new LoadOptions { PerSecond = options.DemoLoad }, seed, time, logs.CreateLogger<DemoLoad>());
        return new Crowd(key, workers, load);

        DemoWorkers Workers(ImmutableArray<WorkerId> ids) =>
            new(marketplace.WorkerDesk, store, ids, new WorkerHabits(), seed, time, logs.CreateLogger<DemoWorkers>());
    }

    public void Begin() =>
        _running = Task.WhenAll(_workers?.Run(_stop.Token) ?? Task.CompletedTask, _load?.Run(_stop.Token) ?? Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
