using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Hosting.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// The delivery of callbacks, for any host that has the customer API, an <see cref="IMarketStore"/> and an <see cref="ICallbackStore"/>. Several processes of a cluster
/// share the work.
/// </summary>
public static class CallbackDelivery
{
    /// <exception cref="ArgumentOutOfRangeException">A bound in the options is zero or negative.</exception>
    public static IServiceCollection AddCallbackDelivery(this IServiceCollection services, CallbackOptions? options = null)
    {
        services.Replace(ServiceDescriptor.Singleton((options ?? new CallbackOptions()).Validated()));
        services.TryAddSingleton<IHostNames, SystemHostNames>();
        services.AddSingleton(static s => new PublicNetworks(s.GetRequiredService<CallbackOptions>().AllowedNetworks));
        services.AddSingleton<CallbackConnections>();
        services.AddSingleton<CallbackSender>();
        services.AddSingleton<CallbackDispatcher>();
        services.AddHostedService(static s => s.GetRequiredService<CallbackDispatcher>());
        return services;
    }
}
