using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Scripting;
using CaptchaGrains.Sandbox.Calls;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Sandbox;

/// <summary>
/// What makes the marketplace in one process an emulator for customers' tests: a script instead of workers, a clock that can be set forward, and every key is
/// good. A host makes its marketplace with <see cref="Time"/> and <see cref="Rules"/>, adds the customer API, and then this.
/// </summary>
/// <param name="real">The clock on the wall.</param>
public sealed class SandboxEdition(TimeProvider real)
{
    private readonly Cast _cast = new();

    public SandboxTime Time { get; } = new(real);

    public MarketRules Rules => new() { ServeAnyDomain = true, KeepsBack = _cast.KeepsBack };

    /// <summary>A customer's server may be on any machine, this one first of all, and needs no registration.</summary>
    public static CallbackOptions Callbacks => new()
    {
        AllowedNetworks = CallbackOptions.ParseNetworks("0.0.0.0/0, ::/0"),
        RegistersByUse = true,
        MaxHosts = 1_000,
        PollEvery = TimeSpan.FromMilliseconds(50), // a test waits for it
    };

    /// <summary>Comes after everything whose services it takes the place of.</summary>
    public void AddTo(IServiceCollection services, LocalMarketplace marketplace, IMarketStore store, IPeopleStore people)
    {
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Time);
        services.AddSingleton(Rules);
        services.AddSingleton<IPeopleStore>(new AnyKey(people, store, marketplace.Actors, marketplace.FrontOffice, Time));
        services.TryAddSingleton(marketplace.Actors);
        services.AddSingleton(_cast);
        services.AddSingleton(new ScriptedCrew(marketplace.Actors, Time));
        services.AddSingleton<RuleBook>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<Stage>();
        services.AddSingleton<IApiScript, SandboxScript>();
        services.AddSingleton<CallbackFilter, CallbackFaults>();
        services.AddSingleton<SandboxCalls>();
    }

    public static void Map(IEndpointRouteBuilder app) => SandboxCalls.Map(app);
}
