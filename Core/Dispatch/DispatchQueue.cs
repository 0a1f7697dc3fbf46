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
/// <para>
/// Tickets and offers whose time is over are dropped by the first call that brings a later time, before it does anything else: left in place they
/// would use up the scans, fill the bounds, and be counted as load.
/// </para>
/// </summary>
/// <param name="maxTickets">A full queue refuses new tickets: the captcha keeps itself and asks again later.</param>
/// <param name="maxOffers">Likewise for waiting workers.</param>
public sealed class DispatchQueue(int maxTickets, int maxOffers)
{
    public const int MaxScan = 64;

    private readonly SortedList<Money, PriceLevel> _levels = new(Comparer<Money>.Create((a, b) => b.CompareTo(a)));
    private readonly Dictionary<CaptchaId, LinkedListNode<Ticket>> _tickets = [];
    private readonly SortedSet<(DateTimeOffset ExpiresAt, CaptchaId Captcha)> _ticketEnds = [];
    private readonly LinkedList<Offer> _offers = [];
    private readonly Dictionary<WorkerId, LinkedListNode<Offer>> _byWorker = [];
    private readonly SortedSet<(DateTimeOffset Until, long Worker)> _offerEnds = [];

    /// <summary>Captchas that wait, as of the last call that brought the time.</summary>
    public int Depth => _tickets.Count;

    /// <summary>Workers who wait, as of the last call that brought the time.</summary>
    public int Waiting => _offers.Count;

    public bool IsQueued(CaptchaId captcha) => _tickets.ContainsKey(captcha);

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
        if (FindOffer(ticket) is { } offer)
        {
            Remove(ticket.Captcha);
            Withdraw(offer.Worker);
            return EnqueueOutcome.Matched(new Match(ticket, offer));
        }
        if (_tickets.Count >= maxTickets && !IsQueued(ticket.Captcha)) return EnqueueOutcome.Full;
        AddOrReplace(ticket);
        return EnqueueOutcome.Queued;
    }

    /// <summary>
    /// Matches the worker with the best captcha that he may have, or lets him wait; his earlier offer is replaced and keeps its place.
    /// An offer whose time is over is matched at once or not at all: it is how a worker asks who does not want to wait.
    /// </summary>
    public OfferOutcome Offer(Offer offer, DateTimeOffset now)
    {
        DropExpired(now);
        if (_byWorker.TryGetValue(offer.Worker, out var earlier) && earlier.Value.Since < offer.Since)
            offer = offer with { Since = earlier.Value.Since };
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
        if (_offers.Count >= maxOffers && earlier is null) return OfferOutcome.Full;
        AddOrReplace(offer, earlier);
        return OfferOutcome.Waits;
    }

    /// <summary>The captcha needs no worker any more.</summary>
    public bool Remove(CaptchaId captcha)
    {
        if (!_tickets.Remove(captcha, out var node)) return false;
        var ticket = node.Value;
        _ticketEnds.Remove((ticket.ExpiresAt, captcha));
        var level = _levels[ticket.Bid];
        level.Remove(node);
        if (level.IsEmpty) _levels.Remove(ticket.Bid);
        return true;
    }

    /// <summary>The worker does not wait any more.</summary>
    public bool Withdraw(WorkerId worker)
    {
        if (!_byWorker.Remove(worker, out var node)) return false;
        _offerEnds.Remove((node.Value.Until, worker.Value));
        _offers.Remove(node);
        return true;
    }

    /// <summary>Takes up to <paramref name="count"/> tickets out, best first, to hand them to a shard that has idle workers.</summary>
    public IReadOnlyList<Ticket> TakeBest(int count, DateTimeOffset now)
    {
        DropExpired(now);
        var taken = new List<Ticket>();
        while (taken.Count < count && _levels.Count > 0)
        {
            var ticket = _levels.Values[0].First;
            Take(ticket);
            taken.Add(ticket);
        }
        return taken;
    }

    private Offer? FindOffer(Ticket ticket)
    {
        var scanned = 0;
        for (var node = _offers.First; node is not null && scanned < MaxScan; node = node.Next, scanned++)
            if (node.Value.MayTake(ticket)) return node.Value;
        return null;
    }

    private Ticket? FindTicket(Offer offer)
    {
        var budget = MaxScan;
        for (var i = 0; i < _levels.Count && budget > 0; i++)
        {
            if (_levels.Keys[i] < offer.MinRate) return null;
            if (_levels.Values[i].Find(offer, ref budget) is { } ticket) return ticket;
        }
        return null;
    }

    private void AddOrReplace(Ticket ticket)
    {
        if (!_levels.TryGetValue(ticket.Bid, out var level)) _levels.Add(ticket.Bid, level = new PriceLevel());
        // The earlier ticket goes after the new one has come, for a customer's line that is empty in between loses its place in the round:
        // he who has one captcha, renewed every few seconds, would never have his turn.
        var node = level.Add(ticket);
        Remove(ticket.Captcha);
        _tickets.Add(ticket.Captcha, node);
        _ticketEnds.Add((ticket.ExpiresAt, ticket.Captcha));
    }

    private void AddOrReplace(Offer offer, LinkedListNode<Offer>? earlier)
    {
        // A renewal goes where its forerunner was; a new offer almost always to the end, for the list is in order of waiting time.
        var after = earlier;
        if (earlier is null || earlier.Value.Since != offer.Since)
        {
            after = _offers.Last;
            while (after is not null && after.Value.Since > offer.Since) after = after.Previous;
        }
        var node = after is null ? _offers.AddFirst(offer) : _offers.AddAfter(after, offer);
        Withdraw(offer.Worker);
        _byWorker.Add(offer.Worker, node);
        _offerEnds.Add((offer.Until, offer.Worker.Value));
    }

    // The customer whose ticket is taken goes to the end of the round.
    private void Take(Ticket ticket)
    {
        var level = _levels[ticket.Bid];
        Remove(ticket.Captcha);
        level.EndTurn(ticket.Customer);
    }

    private void DropExpired(DateTimeOffset now)
    {
        while (_ticketEnds.Count > 0 && _ticketEnds.Min.ExpiresAt <= now) Remove(_ticketEnds.Min.Captcha);
        while (_offerEnds.Count > 0 && _offerEnds.Min.Until <= now) Withdraw(new WorkerId(_offerEnds.Min.Worker));
    }
}
