using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Grains.Recovery;

/// <summary>Asks for a sweep when this silo starts and whenever a silo is declared dead. Every silo asks, and a sweep under way takes no second one.</summary>
internal sealed partial class SweepWhenSilosAreLost(
    ISiloStatusOracle silos, IActors actors, Repeat repeat, ILogger<SweepWhenSilosAreLost> logger) : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SweepWhenSilosAreLost), ServiceLifecycleStage.Active, Start, Stop);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead && !updatedSilo.Equals(silos.SiloAddress)) _ = Sweep();
    }

    private Task Start(CancellationToken cancellation)
    {
        silos.SubscribeToSiloStatusEvents(this);
        _ = Sweep();
        return Task.CompletedTask;
    }

    private Task Stop(CancellationToken cancellation)
    {
        silos.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    private async Task Sweep()
    {
        await Task.Yield(); // the one who notifies waits for nobody
        try { await repeat.UntilKnown(() => actors.Sweeper().Sweep()); }
        catch (OutcomeUnknownException e) { LogNoSweep(logger, e); }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep could not be started now; the reminder will do it.")]
    private static partial void LogNoSweep(ILogger logger, Exception exception);
}
