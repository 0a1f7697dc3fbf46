using CaptchaGrains.Actors.Dispatch;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="IDispatchShard"/> as a grain; the key is the <see cref="Core.Dispatch.ShardKey"/> as it writes itself.</summary>
[Alias("dispatch-shard")]
public interface IDispatchShardGrain : IDispatchShard, IGrainWithStringKey;
