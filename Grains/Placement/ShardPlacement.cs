using CaptchaGrains.Core.Dispatch;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace CaptchaGrains.Grains.Placement;

/// <summary>
/// Places the shards on the silos in turn. There are few of them and each carries much, so placing them by chance or by hash would load one silo
/// with two of three.
/// </summary>
[GenerateSerializer]
internal sealed class ShardPlacement : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement());

internal sealed class ShardPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        Array.Sort(silos); // every silo comes to the same choice
        var shard = ShardKey.Parse(target.GrainIdentity.Key.ToString()!);
        return Task.FromResult(silos[shard.Number % silos.Length]);
    }
}
