using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Demo;
using CaptchaGrains.Grains.Hosting;

namespace CaptchaGrains.WorkerPortal;

/// <summary>The workers of a demonstration: one to sign in as, accounts for a load generator, and simulated ones who work.</summary>
internal sealed class DemoCrew(DemoSettings settings, DemoData data, WorkerDesk desk, IMarketStore store, TimeProvider time, ILogger<DemoWorkers> logger)
    : BackgroundService
{
    private DemoWorkers? _workers;

    /// <summary>Before the host serves requests, so that whoever sees it ready can sign in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await data.EnsureWorker();
        await data.EnsureModerator();
        await data.EnsureBenchWorkers(settings.BenchWorkers, DemoData.WorkerPassword);
        if (settings.Workers > 0)
        {
            var workers = await data.EnsureSimulatedWorkers(settings.Workers);
            _workers = new DemoWorkers(desk, store, workers, new WorkerHabits(), Random.Shared.Next(), time, logger);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _workers?.Run(stoppingToken) ?? Task.CompletedTask;
}
