namespace CaptchaGrains.Simulation.World;

/// <summary>Brings the continuations of one process back into the world as steps. Whoever leaves the simulation's thread is caught here.</summary>
internal sealed class SimContext(SimWorld world, SimProcess process) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state)
    {
        world.RequireOwnThread();
        world.Post(process, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing in the simulation waits for a step inside a step.");

    public override SynchronizationContext CreateCopy() => this;
}
