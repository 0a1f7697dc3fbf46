using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Grains.Interfaces.Push;
using CaptchaGrains.Grains.Interfaces.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Grains.Interfaces.Hosting;

/// <summary>What a host outside the silos needs to serve customers and workers.</summary>
public static class MarketplaceDesks
{
    /// <summary>
    /// Adds the desks over grains and how messages travel. The host adds an Orleans client and the store as <see cref="IMarketStore"/>,
    /// <see cref="IPeopleStore"/> and <see cref="IKeyStore"/>.
    /// </summary>
    public static IServiceCollection AddMarketplaceDesks(this IServiceCollection services, DispatchOptions dispatch)
    {
        services.AddCaptchaGrainsSerialization();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new DeskOptions());
        services.AddSingleton(dispatch);
        services.AddSingleton(new ShardMap(dispatch, Random.Shared));
        services.AddSingleton<IActors, OrleansActors>();
        services.AddSingleton<Repeat>();
        services.AddSingleton<PushInbox>();
        services.AddSingleton(CreateCustomerDesk);
        services.AddSingleton(CreateWorkerDesk);
        services.AddSingleton<FrontOffice>();
        services.AddSingleton<KeyDesk>();
        return services;
    }

    private static CustomerDesk CreateCustomerDesk(IServiceProvider services)
    {
        var ids = new IdBlocks(services.GetRequiredService<IMarketStore>(), IdSequence.Captcha, services.GetRequiredService<DeskOptions>().IdBlock);
        var inbox = services.GetRequiredService<PushInbox>();
        var desk = ActivatorUtilities.CreateInstance<CustomerDesk>(services, ids, inbox.Address);
        inbox.DeliverEnds(desk.OnEnded);
        return desk;
    }

    private static WorkerDesk CreateWorkerDesk(IServiceProvider services)
    {
        var inbox = services.GetRequiredService<PushInbox>();
        var desk = ActivatorUtilities.CreateInstance<WorkerDesk>(services, inbox.Address);
        inbox.DeliverMatches(desk.OnMatched);
        return desk;
    }
}
