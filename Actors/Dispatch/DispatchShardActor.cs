using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>
/// Matches captchas with workers, and shares its surplus: a shard whose workers have nothing to do says so to the others, and they hand it tickets
/// that they cannot place themselves. What a peer said is a hint; each handed ticket comes back with how things stand there.
/// </summary>
public sealed class DispatchShardActor(ShardKey key, ActorServices services, IActorContext context) : IDispatchShard, IActor
{
    /// <summary>A shard that flickers between idle and busy tells it no more often than this.</summary>
    private static readonly TimeSpan AnnounceEvery = TimeSpan.FromMilliseconds(20);

    private readonly DispatchQueue _queue = new(services.Dispatch.MaxTicketsPerShard, services.Dispatch.MaxOffersPerShard);
    private readonly SlidingCount _submitted = new();
    private readonly Dictionary<WorkerId, DateTimeOffset> _seen = [];
    private readonly int[] _idleAtPeer = new int[services.Dispatch.ShardsPerKind];
    private DateTimeOffset _announcedAt = DateTimeOffset.MinValue;
    private bool _announced;

    public Task<ShardReply> Enqueue(Ticket ticket)
    {
        if (ticket is { Hops: 0, ExcludedWorkers.Length: 0 } && !_queue.IsQueued(ticket.Captcha)) _submitted.Add(context.Now);
        var (verdict, match) = _queue.Enqueue(ticket, context.Now);
        if (match is { Offer: var offer }) services.Push.Matched(offer.PushTo, offer.Worker, ticket.Captcha);
        else if (verdict == QueueVerdict.Waits) HandOver(ticket);
        return Task.FromResult(Reply(verdict, null));
    }

    public Task<ShardReply> Offer(Offer offer)
    {
        Saw(offer.Worker);
        var (verdict, match) = _queue.Offer(offer, context.Now);
        if (verdict == QueueVerdict.Waits) Announce();
        return Task.FromResult(Reply(verdict, match?.Ticket.Captcha));
    }

    public Task Withdraw(WorkerId worker)
    {
        _queue.Withdraw(worker);
        return Task.CompletedTask;
    }

    public Task Remove(CaptchaId captcha)
    {
        _queue.Remove(captcha);
        return Task.CompletedTask;
    }

    public Task PeerIdle(int peer, int idleWorkers)
    {
        if (peer == key.Number || peer < 0 || peer >= _idleAtPeer.Length) return Task.CompletedTask;
        _idleAtPeer[peer] = idleWorkers;
        foreach (var ticket in _queue.TakeBest(Math.Min(idleWorkers, DispatchQueue.MaxScan), context.Now)) Send(peer, ticket);
        return Task.CompletedTask;
    }

    public Task<ShardLoad> Load()
    {
        ForgetUnseen();
        return Task.FromResult(new ShardLoad(key.Kind, _submitted.Total(context.Now), _seen.Count, _queue.Depth, _queue.Waiting));
    }

    public Task Wake()
    {
        if (_queue.Waiting > 0) Announce();
        else _announced = false;
        return Task.CompletedTask;
    }

    private void HandOver(Ticket ticket)
    {
        if (ticket.Hops >= services.Dispatch.ShardsPerKind - 1) return;
        var peer = -1;
        for (var i = 0; i < _idleAtPeer.Length; i++)
            if (_idleAtPeer[i] > 0 && (peer < 0 || _idleAtPeer[i] > _idleAtPeer[peer])) peer = i;
        if (peer < 0) return;
        _queue.Remove(ticket.Captcha);
        Send(peer, ticket);
    }

    private void Send(int peer, Ticket ticket)
    {
        if (_idleAtPeer[peer] > 0) _idleAtPeer[peer]--;
        ActorServices.Tell(SendAndLearn(peer, ticket));
    }

    private async Task SendAndLearn(int peer, Ticket ticket)
    {
        try
        {
            var reply = await services.Actors.Shard(key with { Number = peer }).Enqueue(ticket with { Hops = ticket.Hops + 1 });
            _idleAtPeer[peer] = reply.Waiting;
            if (reply.Verdict != QueueVerdict.Full) return;
        }
        catch (Exception)
        {
            _idleAtPeer[peer] = 0;
        }
        // A duplicate of a ticket that did arrive is harmless.
        await Enqueue(ticket with { Hops = services.Dispatch.ShardsPerKind });
    }

    private void Announce()
    {
        if (services.Dispatch.ShardsPerKind == 1) return;
        var next = _announcedAt + AnnounceEvery;
        if (_announced && context.Now < next)
        {
            context.WakeAt(next);
            return;
        }
        (_announced, _announcedAt) = (true, context.Now);
        for (var peer = 0; peer < services.Dispatch.ShardsPerKind; peer++)
            if (peer != key.Number) ActorServices.Tell(services.Actors.Shard(key with { Number = peer }).PeerIdle(key.Number, _queue.Waiting));
    }

    private void Saw(WorkerId worker)
    {
        if (_seen.Count >= services.Dispatch.MaxOffersPerShard) ForgetUnseen();
        if (_seen.Count < services.Dispatch.MaxOffersPerShard || _seen.ContainsKey(worker)) _seen[worker] = context.Now;
    }

    private void ForgetUnseen()
    {
        var old = context.Now - TimeSpan.FromMinutes(1);
        foreach (var (worker, at) in _seen)
            if (at < old) _seen.Remove(worker);
    }

    private ShardReply Reply(QueueVerdict verdict, CaptchaId? matched) => new(verdict, matched, _queue.Depth, _queue.Waiting);
}
