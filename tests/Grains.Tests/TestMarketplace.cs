using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Grains.Interfaces.Hosting;
using CaptchaGrains.Storage.Memory;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

/// <summary>Two silos and a client in this process, with real messages between them, over one store in memory.</summary>
public sealed class TestMarketplace : IAsyncLifetime
{
    private static readonly DispatchOptions Dispatch = new() { Shards = 2 };

    private long _people;

    public InProcessTestCluster Cluster { get; } = Build();

    public MemoryStore Store => Cluster.Client.ServiceProvider.GetRequiredService<MemoryStore>();

    public IActors Actors => Cluster.Client.ServiceProvider.GetRequiredService<IActors>();

    public CustomerDesk CustomerDesk => Cluster.Client.ServiceProvider.GetRequiredService<CustomerDesk>();

    public WorkerDesk WorkerDesk => Cluster.Client.ServiceProvider.GetRequiredService<WorkerDesk>();

    public FrontOffice FrontOffice => Cluster.Client.ServiceProvider.GetRequiredService<FrontOffice>();

    public async ValueTask InitializeAsync() => await Cluster.DeployAsync();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    public async Task<CustomerId> RichCustomer()
    {
        var customer = await FrontOffice.OpenCustomer("a test", ApiKey.Create());
        await FrontOffice.Deposit(await FrontOffice.NewOperation(), customer, Money.FromDollars(10));
        return customer;
    }

    public async Task<WorkerId> NewWorker()
    {
        var worker = new WorkerId(Interlocked.Increment(ref _people));
        await Actors.Worker(worker).Enroll();
        return worker;
    }

    public Task<(CaptchaId Id, SubmitResult Result)> Submit(CustomerId customer) =>
        CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText), CaptchaImages.None);

    private static InProcessTestCluster Build()
    {
        var store = new MemoryStore();
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 2);
        builder.ConfigureHost(host => host.Services.AddSingleton(store).AddSingleton<IMarketStore>(store).AddSingleton<IPeopleStore>(store)
            .AddSingleton<IGoldStore>(store).AddSingleton<IAuditLog>(new AuditLog(store))
            // Nothing comes of it while the shelf is empty.
            .AddSingleton(new ReportOptions { Gold = new GoldOptions { PerMille = 1_000 } }));
        builder.ConfigureSilo((_, silo) => silo.AddMarketplace(Dispatch).AddMemoryGrainStorage(MarketplaceSilo.StorageName).UseInMemoryReminderService());
        builder.ConfigureClientHost(client => client.Services.AddMarketplaceDesks(Dispatch));
        return builder.Build();
    }
}
