using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>
/// The matcher: queued captchas and waiting workers of one shard, a <see cref="DispatchQueue"/> for each kind. Deterministic; knows no clock and calls nobody.
/// <para>
/// A worker waits in all of his kinds, and leaves all of them with the first match. Of the best tickets of his kinds he gets the one that has waited longest,
/// so that no kind starves another, whatever each of them pays.
/// </para>
/// <para>
/// After every call no captcha and worker are left that were looked at and could be matched. A scan looks at no more than
/// <see cref="MaxScan"/> candidates of a kind, so a heap of tickets that a worker may not have cannot stall the shard; what a scan missed is found when the
/// ticket or the offer is renewed.
/// </para>
/// <para>
/// Tickets and offers whose time is over are dropped by the first call that brings a later time, before it does anything else: left in place they
/// would use up the scans, fill the bounds, and be counted as load.
/// </para>
/// </summary>
/// <param name="maxTickets">Of all kinds together. A full shard refuses new tickets: the captcha keeps itself and asks again later.</param>
/// <param name="maxOffers">Likewise for waiting workers, each of them counted once.</param>
/// <param name="ratings">Asked at each match of reCAPTCHA V3; null: nothing is known of single domains.</param>
public sealed class ShardQueues(int maxTickets, int maxOffers, IDomainRatings? ratings = null)
{
    public const int MaxScan = 64;

    private readonly DispatchQueue?[] _queues = new DispatchQueue?[KindSet.Size];
    private readonly Dictionary<CaptchaId, LinkedListNode<Ticket>> _tickets = [];
    private readonly SortedSet<(DateTimeOffset ExpiresAt, CaptchaId Captcha)> _ticketEnds = [];
    private readonly Dictionary<WorkerId, Place> _places = [];
    private readonly SortedSet<(DateTimeOffset Until, long Worker)> _offerEnds = [];

    /// <summary>Captchas that wait, of all kinds, as of the last call that brought the time.</summary>
    public int Depth => _tickets.Count;

    /// <summary>Workers who wait, as of the last call that brought the time.</summary>
    public int Waiting => _places.Count;

    public bool IsFull => _tickets.Count >= maxTickets;

    public bool IsQueued(CaptchaId captcha) => _tickets.ContainsKey(captcha);

    public int DepthOf(Kind kind) => _queues[(int)kind]?.Depth ?? 0;

    /// <summary>Captchas that wait in any of the kinds.</summary>
    public int DepthOf(KindSet kinds)
    {
        var depth = 0;
        foreach (var kind in kinds) depth += DepthOf(kind);
        return depth;
    }

    public int WaitingOf(Kind kind) => _queues[(int)kind]?.Waiting ?? 0;

    /// <summary>The kinds in which workers wait, and how many in each; who waits in several is counted in each.</summary>
    public ImmutableArray<KindCount> WaitingByKind()
    {
        var counts = ImmutableArray.CreateBuilder<KindCount>();
        foreach (var kind in KindSet.All)
            if (WaitingOf(kind) is > 0 and var waiting) counts.Add(new KindCount(kind, waiting));
        return counts.DrainToImmutable();
    }

    /// <summary>
    /// Matches the captcha with the worker who has waited longest and may have it, or queues it. A ticket that is queued already is replaced; its
    /// customer keeps his place in the round.
    /// </summary>
    public EnqueueOutcome Enqueue(Ticket ticket, DateTimeOffset now)
    {
        DropExpired(now);
        if (now >= ticket.ExpiresAt)
        {
            Remove(ticket.Captcha);
            return EnqueueOutcome.Expired;
        }
        var queue = QueueOf(ticket.Kind);
        if (queue.FindOffer(ticket) is { } offer)
        {
            Remove(ticket.Captcha);
            Withdraw(offer.Worker);
            return EnqueueOutcome.Matched(new Match(ticket, offer));
        }
        if (IsFull && !IsQueued(ticket.Captcha)) return EnqueueOutcome.Full;
        // The earlier ticket goes after the new one has come, for a customer's line that is empty in between loses its place in the round:
        // he who has one captcha, renewed every few seconds, would never have his turn.
        var node = queue.Add(ticket);
        Remove(ticket.Captcha);
        _tickets.Add(ticket.Captcha, node);
        _ticketEnds.Add((ticket.ExpiresAt, ticket.Captcha));
        return EnqueueOutcome.Queued;
    }

    /// <summary>
    /// Matches the worker with a captcha that he may have, or lets him wait in all his kinds; his earlier offer is replaced and keeps its place.
    /// An offer whose time is over is matched at once or not at all: it is how a worker asks who does not want to wait.
    /// </summary>
    public OfferOutcome Offer(Offer offer, DateTimeOffset now)
    {
        DropExpired(now);
        if (_places.TryGetValue(offer.Worker, out var earlier) && earlier.Offer.Since < offer.Since)
            offer = offer with { Since = earlier.Offer.Since };
        if (FindTicket(offer) is { } ticket)
        {
            Withdraw(offer.Worker);
            Take(ticket);
            return OfferOutcome.Matched(new Match(ticket, offer));
        }
        if (now >= offer.Until)
        {
            Withdraw(offer.Worker);
            return OfferOutcome.Expired;
        }
        if (_places.Count >= maxOffers && earlier is null) return OfferOutcome.Full;
        var place = new Place(offer, new LinkedListNode<Offer>[offer.Kinds.Count]);
        var next = 0;
        foreach (var kind in offer.Kinds) place.Nodes[next++] = QueueOf(kind).Add(offer, earlier?.NodeIn(kind));
        Withdraw(offer.Worker);
        _places.Add(offer.Worker, place);
        _offerEnds.Add((offer.Until, offer.Worker.Value));
        return OfferOutcome.Waits;
    }

    /// <summary>The captcha needs no worker any more.</summary>
    public bool Remove(CaptchaId captcha)
    {
        if (!_tickets.Remove(captcha, out var node)) return false;
        _ticketEnds.Remove((node.Value.ExpiresAt, captcha));
        QueueOf(node.Value.Kind).Remove(node);
        return true;
    }

    /// <summary>The worker does not wait any more, in no kind.</summary>
    public bool Withdraw(WorkerId worker)
    {
        if (!_places.Remove(worker, out var place)) return false;
        _offerEnds.Remove((place.Offer.Until, worker.Value));
        var next = 0;
        foreach (var kind in place.Offer.Kinds) QueueOf(kind).Remove(place.Nodes[next++]);
        return true;
    }

    /// <summary>
    /// Takes tickets out to hand them to a shard that has idle workers: each time, of the best tickets of the kinds, the one that has waited longest.
    /// </summary>
    /// <param name="count">At most so many in all.</param>
    /// <param name="ofKinds">At most so many of each kind, and none of another one.</param>
    public IReadOnlyList<Ticket> TakeBest(int count, ImmutableArray<KindCount> ofKinds, DateTimeOffset now)
    {
        DropExpired(now);
        Span<int> left = stackalloc int[KindSet.Size];
        foreach (var (kind, most) in ofKinds) left[(int)kind] = most;
        var taken = new List<Ticket>();
        while (taken.Count < count)
        {
            Ticket? oldest = null;
            foreach (var (kind, _) in ofKinds)
                if (left[(int)kind] > 0 && _queues[(int)kind]?.First is { } first && (oldest is null || first.IsOlderThan(oldest))) oldest = first;
            if (oldest is null) break;
            left[(int)oldest.Kind]--;
            Take(oldest);
            taken.Add(oldest);
        }
        return taken;
    }

    private Ticket? FindTicket(Offer offer)
    {
        Ticket? oldest = null;
        foreach (var kind in offer.Kinds)
            if (_queues[(int)kind] is { Depth: > 0 } queue && queue.FindTicket(offer) is { } best && (oldest is null || best.IsOlderThan(oldest))) oldest = best;
        return oldest;
    }

    private void Take(Ticket ticket)
    {
        Remove(ticket.Captcha);
        QueueOf(ticket.Kind).EndTurn(ticket);
    }

    private DispatchQueue QueueOf(Kind kind) => _queues[(int)kind] ??= new DispatchQueue(ratings);

    private void DropExpired(DateTimeOffset now)
    {
        while (_ticketEnds.Count > 0 && _ticketEnds.Min.ExpiresAt <= now) Remove(_ticketEnds.Min.Captcha);
        while (_offerEnds.Count > 0 && _offerEnds.Min.Until <= now) Withdraw(new WorkerId(_offerEnds.Min.Worker));
    }

    /// <summary>Where a worker stands: a node in the queue of each of his kinds, in the order of the set.</summary>
    private sealed record Place(Offer Offer, LinkedListNode<Offer>[] Nodes)
    {
        public LinkedListNode<Offer>? NodeIn(Kind kind)
        {
            var at = 0;
            foreach (var mine in Offer.Kinds)
            {
                if (mine == kind) return Nodes[at];
                at++;
            }
            return null;
        }
    }
}
