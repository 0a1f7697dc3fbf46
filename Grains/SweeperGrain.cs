using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CaptchaGrains.Grains;

/// <summary>There is one. Its alarm makes it sweep regularly; its reminder brings it back within two minutes if it was lost and no silo noticed.</summary>
[GrainType("sweeper")]
[Reentrant]
[RandomPlacement]
public sealed class SweeperGrain : ActorGrain, ISweeperGrain, IRemindable
{
    private const string Revival = "revival";

    /// <summary>The least that Orleans allows.</summary>
    private static readonly TimeSpan RevivalPeriod = TimeSpan.FromMinutes(1);

    private readonly SweeperActor _actor;
    private bool _reminded;

    public SweeperGrain(ActorFactory actors) => _actor = actors.Sweeper(this);

    protected override IActor Actor => _actor;

    public async Task Sweep()
    {
        await _actor.Sweep();
        if (_reminded) return;
        await this.RegisterOrUpdateReminder(Revival, RevivalPeriod, RevivalPeriod);
        _reminded = true;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminded = true;
        return _actor.Sweep();
    }
}
