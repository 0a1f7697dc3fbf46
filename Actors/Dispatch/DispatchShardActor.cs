using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
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

    private readonly ShardQueues _queues = new(services.Dispatch.MaxTicketsPerShard, services.Dispatch.MaxOffersPerShard, services.DomainRatings);
    private readonly ShardTraffic _traffic = new(services.Dispatch.MaxOffersPerShard);
    private readonly IdlePeers _idle = new(services.Dispatch.Shards);
    private DateTimeOffset _announcedAt = DateTimeOffset.MinValue;
    private bool _announced;

    public Task<ShardReply> Enqueue(Ticket ticket)
    {
        if (ticket is not { Kind: Kind.RecaptchaV3, Domain: { } domain }) return Task.FromResult(Place(ticket));
        var heard = services.DomainRatings.Hear(domain, context.Now);
        return heard.IsCompleted ? Task.FromResult(Place(ticket)) : PlaceAfter(heard);

        // Meanwhile the captcha may have ended: then its ticket is one of those that are refused, or expire.
        async Task<ShardReply> PlaceAfter(ValueTask ratings)
        {
            await ratings;
            return Place(ticket);
        }
    }

    public Task<ShardReply> Offer(Offer offer)
    {
        _traffic.Saw(offer.Worker, offer.Kinds, context.Now);
        var (verdict, match) = _queues.Offer(offer, context.Now);
        if (verdict == QueueVerdict.Waits) Announce();
        return Task.FromResult(new ShardReply(verdict, match?.Ticket.Captcha, _queues.DepthOf(offer.Kinds), _queues.Waiting, _queues.IsFull));
    }

    public Task Withdraw(WorkerId worker)
    {
        _queues.Withdraw(worker);
        return Task.CompletedTask;
    }

    public Task Remove(CaptchaId captcha)
    {
        _queues.Remove(captcha);
        return Task.CompletedTask;
    }

    public Task PeerIdle(int peer, int workers, ImmutableArray<KindCount> idle)
    {
        if (peer == key.Number || peer < 0 || peer >= services.Dispatch.Shards) return Task.CompletedTask;
        _idle.Heard(peer, idle);
        foreach (var ticket in _queues.TakeBest(Math.Min(workers, ShardQueues.MaxScan), idle, context.Now)) Send(peer, ticket);
        return Task.CompletedTask;
    }

    public Task<ShardLoad> Load()
    {
        var now = context.Now;
        var workers = _traffic.Workers(now);
        var loads = ImmutableArray.CreateBuilder<KindLoad>();
        foreach (var kind in KindSet.All)
            loads.Add(new KindLoad(kind, _traffic.SubmittedOf(kind, now), workers[(int)kind], _queues.DepthOf(kind), _queues.WaitingOf(kind)));
        return Task.FromResult(new ShardLoad(loads.DrainToImmutable()));
    }

    public Task Wake()
    {
        if (_queues.Waiting > 0) Announce();
        else _announced = false;
        return Task.CompletedTask;
    }

    private ShardReply Place(Ticket ticket)
    {
        if (ticket is { Hops: 0, ExcludedWorkers.Length: 0 } && !_queues.IsQueued(ticket.Captcha)) _traffic.Submitted(ticket.Kind, context.Now);
        var (verdict, match) = _queues.Enqueue(ticket, context.Now);
        if (match is { Offer: var offer }) services.Push.Matched(offer.PushTo, offer.Worker, ticket.Captcha);
        else if (verdict == QueueVerdict.Waits) HandOver(ticket);
        return new ShardReply(verdict, null, _queues.DepthOf(ticket.Kind), _queues.WaitingOf(ticket.Kind), _queues.IsFull);
    }

    private void HandOver(Ticket ticket)
    {
        if (ticket.Hops >= services.Dispatch.Shards - 1 || _idle.MostIdle(ticket.Kind) is not { } peer) return;
        _queues.Remove(ticket.Captcha);
        Send(peer, ticket);
    }

    private void Send(int peer, Ticket ticket)
    {
        _idle.Sent(peer, ticket.Kind);
        ActorServices.Tell(SendAndLearn(peer, ticket));
    }

    private async Task SendAndLearn(int peer, Ticket ticket)
    {
        try
        {
            var reply = await services.Actors.Shard(new ShardKey(peer)).Enqueue(ticket with { Hops = ticket.Hops + 1 });
            _idle.Learn(peer, ticket.Kind, reply.Waiting);
            if (reply.Verdict != QueueVerdict.Full) return;
        }
        catch (Exception)
        {
            _idle.Forget(peer);
        }
        // A duplicate of a ticket that did arrive is harmless.
        await Enqueue(ticket with { Hops = services.Dispatch.Shards });
    }

    private void Announce()
    {
        if (services.Dispatch.Shards == 1) return;
        var next = _announcedAt + AnnounceEvery;
        if (_announced && context.Now < next)
        {
            context.WakeAt(next);
            return;
        }
        (_announced, _announcedAt) = (true, context.Now);
        var idle = _queues.WaitingByKind();
        for (var peer = 0; peer < services.Dispatch.Shards; peer++)
            if (peer != key.Number) ActorServices.Tell(services.Actors.Shard(new ShardKey(peer)).PeerIdle(key.Number, _queues.Waiting, idle));
    }
}
