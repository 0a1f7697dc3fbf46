using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>
/// The matcher: queued captchas and waiting workers of one shard. Deterministic; knows no clock and calls nobody.
/// <para>
/// Captchas: highest bid first; inside a bid round-robin between customers, inside a customer oldest first. Workers: who has waited longest first.
/// After every call no captcha and worker are left that were looked at and could be matched. A scan looks at no more than
/// <see cref="MaxScan"/> candidates, so a heap of tickets that a worker may not have cannot stall the shard; what a scan missed is found when the ticket
/// or the offer is renewed.
/// </para>
/// </summary>
/// <param name="maxTickets">A full queue refuses new tickets: the captcha keeps itself and asks again later.</param>
/// <param name="maxOffers">Likewise for waiting workers.</param>
public sealed class DispatchQueue(int maxTickets, int maxOffers)
{
    public const int MaxScan = 64;

    private readonly SortedList<Money, PriceLevel> _levels = new(Comparer<Money>.Create((a, b) => b.CompareTo(a)));
    private readonly Dictionary<CaptchaId, (Money Bid, CustomerId Customer, LinkedListNode<Ticket> Node)> _tickets = [];
    private readonly LinkedList<Offer> _offers = [];
    private readonly Dictionary<WorkerId, LinkedListNode<Offer>> _byWorker = [];

    /// <summary>Captchas that wait.</summary>
    public int Depth => _tickets.Count;

    /// <summary>Workers who wait.</summary>
    public int Waiting => _offers.Count;

    public bool IsQueued(CaptchaId captcha) => _tickets.ContainsKey(captcha);

    /// <summary>Matches the captcha with the worker who has waited longest and may have it, or queues it; a ticket that is queued already is replaced.</summary>
    public EnqueueOutcome Enqueue(Ticket ticket, DateTimeOffset now)
    {
        Remove(ticket.Captcha);
        if (now >= ticket.ExpiresAt) return EnqueueOutcome.Expired;
        if (FindOffer(ticket, now) is { } node)
        {
            RemoveOffer(node);
            return EnqueueOutcome.Matched(new Match(ticket, node.Value));
        }
        if (_tickets.Count >= maxTickets) return EnqueueOutcome.Full;
        Add(ticket);
        return EnqueueOutcome.Queued;
    }

    /// <summary>Matches the worker with the best captcha that he may have, or lets him wait; his earlier offer is replaced and keeps its place.</summary>
    public OfferOutcome Offer(Offer offer, DateTimeOffset now)
    {
        if (_byWorker.TryGetValue(offer.Worker, out var earlier))
        {
            if (earlier.Value.Since < offer.Since) offer = offer with { Since = earlier.Value.Since };
            RemoveOffer(earlier);
        }
        if (FindTicket(offer, now) is { } ticket)
        {
            Take(ticket);
            return OfferOutcome.Matched(new Match(ticket, offer));
        }
        if (now >= offer.Until) return OfferOutcome.Expired;
        if (_offers.Count >= maxOffers) return OfferOutcome.Full;
        Add(offer);
        return OfferOutcome.Waits;
    }

    /// <summary>The captcha needs no worker any more.</summary>
    public bool Remove(CaptchaId captcha)
    {
        if (!_tickets.TryGetValue(captcha, out var place)) return false;
        Unlink(captcha, place.Bid, place.Customer, place.Node);
        return true;
    }

    /// <summary>The worker does not wait any more.</summary>
    public bool Withdraw(WorkerId worker)
    {
        if (!_byWorker.TryGetValue(worker, out var node)) return false;
        RemoveOffer(node);
        return true;
    }

    /// <summary>Takes up to <paramref name="count"/> tickets out, best first, to hand them to a shard that has idle workers.</summary>
    public IReadOnlyList<Ticket> TakeBest(int count, DateTimeOffset now)
    {
        var taken = new List<Ticket>();
        while (taken.Count < count && _levels.Count > 0)
        {
            var ticket = _levels.Values[0].First;
            Take(ticket);
            if (now < ticket.ExpiresAt) taken.Add(ticket);
        }
        return taken;
    }

    private LinkedListNode<Offer>? FindOffer(Ticket ticket, DateTimeOffset now)
    {
        var scanned = 0;
        for (var node = _offers.First; node is not null && scanned < MaxScan; scanned++)
        {
            var next = node.Next;
            if (now >= node.Value.Until) RemoveOffer(node);
            else if (node.Value.MayTake(ticket)) return node;
            node = next;
        }
        return null;
    }

    private Ticket? FindTicket(Offer offer, DateTimeOffset now)
    {
        var budget = MaxScan;
        for (var i = 0; i < _levels.Count && budget > 0; i++)
        {
            if (_levels.Keys[i] < offer.MinRate) return null;
            if (_levels.Values[i].Find(offer, now, ref budget) is { } ticket) return ticket;
        }
        return null;
    }

    private void Add(Ticket ticket)
    {
        if (!_levels.TryGetValue(ticket.Bid, out var level)) _levels.Add(ticket.Bid, level = new PriceLevel());
        _tickets.Add(ticket.Captcha, (ticket.Bid, ticket.Customer, level.Add(ticket)));
    }

    private void Add(Offer offer)
    {
        // Renewed offers keep their place, so the list stays ordered by waiting time; almost always the new one goes to the end.
        var after = _offers.Last;
        while (after is not null && after.Value.Since > offer.Since) after = after.Previous;
        _byWorker.Add(offer.Worker, after is null ? _offers.AddFirst(offer) : _offers.AddAfter(after, offer));
    }

    // The customer whose ticket is taken goes to the end of the round.
    private void Take(Ticket ticket)
    {
        var level = _levels[ticket.Bid];
        var (bid, customer, node) = _tickets[ticket.Captcha];
        Unlink(ticket.Captcha, bid, customer, node);
        level.EndTurn(customer);
    }

    private void Unlink(CaptchaId captcha, Money bid, CustomerId customer, LinkedListNode<Ticket> node)
    {
        _tickets.Remove(captcha);
        var level = _levels[bid];
        level.Remove(customer, node);
        if (level.IsEmpty) _levels.Remove(bid);
    }

    private void RemoveOffer(LinkedListNode<Offer> node)
    {
        _byWorker.Remove(node.Value.Worker);
        _offers.Remove(node);
    }
}
