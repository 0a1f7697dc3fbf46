using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>
/// Which shard to go to, as far as this process knows: the better of two random ones, by what they said last. A guess, never the truth.
/// </summary>
public sealed class ShardMap(DispatchOptions options, Random random)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ShardKey Shard, Kind Kind), (int Depth, int Waiting)> _forTickets = [];
    private readonly Dictionary<ShardKey, (KindSet Kinds, int Depth, int Waiting)> _forOffers = [];
    private readonly HashSet<ShardKey> _full = [];

    /// <summary>For a captcha: where more workers of its kind wait, else where fewer captchas do.</summary>
    public ShardKey ForTicket(Kind kind)
    {
        if (options.Shards == 1) return new ShardKey(0);
        lock (_lock)
        {
            var (a, b) = Two();
            return Score(b) > Score(a) ? b : a;
        }

        int Score(ShardKey shard)
        {
            var (depth, waiting) = _forTickets.GetValueOrDefault((shard, kind));
            return waiting - depth;
        }
    }

    /// <summary>For a worker: where more captchas of his kinds wait, else where fewer workers do.</summary>
    public ShardKey ForOffer(KindSet kinds)
    {
        if (options.Shards == 1) return new ShardKey(0);
        lock (_lock)
        {
            var (a, b) = Two();
            return Score(b) > Score(a) ? b : a;
        }

        int Score(ShardKey shard)
        {
            var (of, depth, waiting) = _forOffers.GetValueOrDefault(shard);
            // What was said to somebody who takes other kinds says nothing of the captchas for this one.
            return ((of & kinds).IsEmpty ? 0 : depth) - waiting;
        }
    }

    /// <summary>Whether the shard that a captcha would go to said that it holds as many as it may.</summary>
    public bool IsFull(Kind kind)
    {
        var shard = ForTicket(kind);
        lock (_lock) return _full.Contains(shard);
    }

    /// <summary>What the shard replied to a captcha of this kind.</summary>
    public void Learn(ShardKey shard, Kind kind, ShardReply reply)
    {
        lock (_lock)
        {
            _forTickets[(shard, kind)] = (reply.Depth, reply.Waiting);
            if (reply.IsFull) _full.Add(shard);
            else _full.Remove(shard);
        }
    }

    /// <summary>What the shard replied to a worker who takes these kinds.</summary>
    public void Learn(ShardKey shard, KindSet kinds, ShardReply reply)
    {
        lock (_lock) _forOffers[shard] = (kinds, reply.Depth, reply.Waiting);
    }

    private (ShardKey, ShardKey) Two()
    {
        var first = random.Next(options.Shards);
        var second = (first + 1 + random.Next(options.Shards - 1)) % options.Shards;
        return (new ShardKey(first), new ShardKey(second));
    }
}
