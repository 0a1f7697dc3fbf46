using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>A host in the process of the test, beside gateway and portal: a client of the silos as they are, with a look at what is durable.</summary>
internal sealed class OwnHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OwnHost(WebApplication app)
    {
        _app = app;
        Reports = ActivatorUtilities.CreateInstance<ReportDesk>(app.Services);
    }

    public IActors Actors => Get<IActors>();

    public CustomerDesk Customers => Get<CustomerDesk>();

    public WorkerDesk Work => Get<WorkerDesk>();

    public ReportDesk Reports { get; }

    public FrontOffice Office => Get<FrontOffice>();

    public Repeat Repeat => Get<Repeat>();

    public IClusterStore Store => Get<IClusterStore>();

    public static async Task<OwnHost> Start(ClusterSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddMarketplaceClient(settings, await MarketDatabase.Open(settings));
        var app = builder.Build();
        await app.StartAsync();
        return new OwnHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();
}
