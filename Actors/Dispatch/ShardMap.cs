using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>
/// Which shard to go to, as far as this process knows: the better of two random ones, by what they said last. A guess, never the truth.
/// </summary>
public sealed class ShardMap(DispatchOptions options, Random random)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ShardKey, (int Depth, int Waiting)> _last = [];

    public int ShardsPerKind => options.ShardsPerKind;

    /// <summary>For a captcha: where more workers wait, else where fewer captchas do.</summary>
    public ShardKey ForTicket(Kind kind) => BetterOfTwo(kind, s => s.Waiting - s.Depth);

    /// <summary>For a worker: where more captchas wait, else where fewer workers do.</summary>
    public ShardKey ForOffer(Kind kind) => BetterOfTwo(kind, s => s.Depth - s.Waiting);

    /// <summary>Whether the shard that a captcha would go to said that it holds as many as it may.</summary>
    public bool IsFull(Kind kind)
    {
        var shard = ForTicket(kind);
        lock (_lock) return _last.GetValueOrDefault(shard).Depth >= options.MaxTicketsPerShard;
    }

    public void Learn(ShardKey shard, ShardReply reply)
    {
        lock (_lock) _last[shard] = (reply.Depth, reply.Waiting);
    }

    private ShardKey BetterOfTwo(Kind kind, Func<(int Depth, int Waiting), int> score)
    {
        var count = options.ShardsPerKind;
        if (count == 1) return new ShardKey(kind, 0);
        lock (_lock)
        {
            var first = random.Next(count);
            var second = (first + 1 + random.Next(count - 1)) % count;
            var (a, b) = (new ShardKey(kind, first), new ShardKey(kind, second));
            return score(_last.GetValueOrDefault(b)) > score(_last.GetValueOrDefault(a)) ? b : a;
        }
    }
}
