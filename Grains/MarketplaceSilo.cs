using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Grains.Interfaces;
using CaptchaGrains.Grains.Interfaces.Serialization;
using CaptchaGrains.Grains.Placement;
using CaptchaGrains.Grains.Push;
using CaptchaGrains.Grains.Recovery;
using CaptchaGrains.Grains.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;

namespace CaptchaGrains.Grains;

/// <summary>What a silo needs to host the marketplace, whatever it is clustered and stored by.</summary>
public static class MarketplaceSilo
{
    /// <summary>The grain storage that keeps the actors' state; the host adds a provider of this name.</summary>
    public const string StorageName = "market";

    /// <summary>
    /// Adds the actors and how they travel. The host adds an <see cref="IMarketStore"/>, a grain storage named <see cref="StorageName"/> and a reminder service.
    /// </summary>
    public static ISiloBuilder AddMarketplace(this ISiloBuilder silo, DispatchOptions dispatch)
    {
        silo.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
        silo.Services.AddCaptchaGrainsSerialization();
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton(new DeskOptions());
        silo.Services.AddSingleton<Repeat>();
        silo.Services.AddSingleton(dispatch);
        silo.Services.AddSingleton(Random.Shared);
        silo.Services.AddSingleton<IActors, OrleansActors>();
        silo.Services.AddSingleton<IPush, SiloPush>();
        silo.Services.AddSingleton<IActorStates>(s => new ActorStatesInGrainStorage(s.GetRequiredKeyedService<IGrainStorage>(StorageName)));
        silo.Services.AddSingleton<IGrainStorageSerializer, MessageJsonStorageSerializer>();
        silo.Services.AddSingleton<ActorServices>();
        silo.Services.AddSingleton<ActorFactory>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SweepWhenSilosAreLost>();
        return silo;
    }
}
