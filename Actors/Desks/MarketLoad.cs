using System.Collections.Immutable;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;

namespace CaptchaGrains.Actors.Desks;

/// <summary>
/// How many captchas and workers wait in all shards together. Anybody may ask, so the shards are asked once a second at most, whoever wants to know, and by
/// one at a time.
/// </summary>
public sealed class MarketLoad(IActors actors, DispatchOptions dispatch, DeskOptions options, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<KindLoad[]>? _answers;
    private long _askedAt;

    /// <summary>A shard that does not answer has no load to tell.</summary>
    public async ValueTask<(int Depth, int Waiting)> Of(Kind kind)
    {
        var ofKind = (await Ask()).Where(load => load.Kind == kind).ToList();
        return (ofKind.Sum(load => load.Depth), ofKind.Sum(load => load.Waiting));
    }

    /// <summary>Of every kind, each once.</summary>
    public async ValueTask<ImmutableArray<KindLoad>> OfAll()
    {
        var loads = (await Ask()).ToLookup(load => load.Kind);
        return [.. Enum.GetValues<Kind>().Select(kind => new KindLoad(kind, loads[kind].Sum(l => l.SubmittedLastMinute),
            loads[kind].Sum(l => l.WorkersLastMinute), loads[kind].Sum(l => l.Depth), loads[kind].Sum(l => l.Waiting)))];
    }

    private Task<KindLoad[]> Ask()
    {
        lock (_lock)
        {
            if (_answers is { } answers && (!answers.IsCompleted || time.GetElapsedTime(_askedAt) < Lifetime)) return answers;
            _askedAt = time.GetTimestamp();
            return _answers = AskShards();
        }
    }

    private async Task<KindLoad[]> AskShards()
    {
        await Task.Yield(); // out of the lock
        var loads = await Task.WhenAll(Enumerable.Range(0, dispatch.Shards).Select(Of));
        return [.. loads.SelectMany(load => load.Kinds)];
    }

    private async Task<ShardLoad> Of(int shard)
    {
        try { return await actors.Shard(new ShardKey(shard)).Load().WaitAsync(options.AttemptTimeout, time); }
        catch (Exception) { return new ShardLoad([]); } // lost, or too slow: it is back in a moment
    }
}
