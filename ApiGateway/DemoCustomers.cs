using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Demo;
using CaptchaGrains.Grains.Hosting;

namespace CaptchaGrains.ApiGateway;

/// <summary>The customers of a demonstration: one with money to look around with, and simulated ones who submit.</summary>
internal sealed partial class DemoCustomers(
    DemoSettings settings, DemoData data, CustomerDesk desk, FrontOffice office, Repeat repeat, TimeProvider time, ILoggerFactory logs)
    : BackgroundService
{
    private readonly ILogger _logger = logs.CreateLogger<DemoCustomers>();
    private DemoLoad? _load;

    /// <summary>Before the host serves requests, so that whoever sees it ready finds the customer.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var key = DemoKey.Choose(settings.Key, settings.Folder);
        var customer = await data.EnsureCustomer(key);
        if (settings.BenchWorkers > 0) await data.EnsureBench(customer, key);
        LogCustomer(_logger, key);
        if (settings.LoadPerSecond > 0)
        {
            var options = new LoadOptions { PerSecond = settings.LoadPerSecond };
            _load = new DemoLoad(desk, office, repeat, customer, options, Random.Shared.Next(), time, logs.CreateLogger<DemoLoad>());
        }
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _load?.Run(stoppingToken) ?? Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: the API key of the customer 'demo' is {Key}")]
    private static partial void LogCustomer(ILogger logger, string key);
}
