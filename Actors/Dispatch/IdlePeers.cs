using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>
/// How many workers without work each other shard has in each kind, as far as this one was told. A worker who waits in several kinds is counted in each, so
/// these are hints; the reply to each handed ticket corrects them.
/// </summary>
internal sealed class IdlePeers(int shards)
{
    private readonly int[] _idle = new int[shards * KindSet.Size];

    public void Heard(int peer, ImmutableArray<KindCount> idle)
    {
        Forget(peer);
        foreach (var (kind, workers) in idle) Learn(peer, kind, workers);
    }

    public void Learn(int peer, Kind kind, int idle) => _idle[peer * KindSet.Size + (int)kind] = idle;

    public void Forget(int peer) => Array.Clear(_idle, peer * KindSet.Size, KindSet.Size);

    /// <summary>A ticket is on its way to one of its workers.</summary>
    public void Sent(int peer, Kind kind)
    {
        ref var idle = ref _idle[peer * KindSet.Size + (int)kind];
        if (idle > 0) idle--;
    }

    /// <summary>The shard with the most idle workers of a kind; null: none is known.</summary>
    public int? MostIdle(Kind kind)
    {
        var (best, most) = (-1, 0);
        for (var peer = 0; peer < shards; peer++)
            if (_idle[peer * KindSet.Size + (int)kind] is var idle && idle > most) (best, most) = (peer, idle);
        return best < 0 ? null : best;
    }
}
