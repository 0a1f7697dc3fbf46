using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>
/// The rules of dispatch as they read, on plain lists that are searched from end to end: what the queue is compared with.
/// Highest bid first; inside a bid round-robin between customers; inside a customer oldest first; the longest waiting worker first; what has
/// expired is not there any more.
/// </summary>
internal sealed class QueueOracle(int maxTickets, int maxOffers)
{
    private readonly List<Ticket> _tickets = [];

    /// <summary>In the order in which workers are asked.</summary>
    private readonly List<Offer> _offers = [];

    /// <summary>Whose turn comes first; holds exactly the bids and customers that have tickets.</summary>
    private readonly List<(Money Bid, CustomerId Customer)> _turns = [];

    public IReadOnlyList<Ticket> Tickets => _tickets;

    public IReadOnlyList<Offer> Offers => _offers;

    public EnqueueOutcome Enqueue(Ticket ticket, DateTimeOffset now)
    {
        PassTime(now);
        if (ticket.ExpiresAt <= now)
        {
            Remove(ticket.Captcha);
            return EnqueueOutcome.Expired;
        }
        foreach (var offer in _offers)
        {
            if (!MayHave(offer, ticket)) continue;
            _offers.Remove(offer);
            Remove(ticket.Captcha);
            return EnqueueOutcome.Matched(new Match(ticket, offer));
        }
        var replaced = _tickets.Find(t => t.Captcha == ticket.Captcha);
        if (replaced is null && _tickets.Count >= maxTickets) return EnqueueOutcome.Full;
        if (replaced is not null) _tickets.Remove(replaced);
        _tickets.Add(ticket);
        UpdateTurns();
        return EnqueueOutcome.Queued;
    }

    public OfferOutcome Offer(Offer offer, DateTimeOffset now)
    {
        PassTime(now);
        var place = _offers.FindIndex(o => o.Worker == offer.Worker);
        if (place >= 0 && _offers[place].Since <= offer.Since) offer = offer with { Since = _offers[place].Since };
        if (Best(t => MayHave(offer, t)) is { } ticket)
        {
            Withdraw(offer.Worker);
            Take(ticket);
            return OfferOutcome.Matched(new Match(ticket, offer));
        }
        if (offer.Until <= now)
        {
            Withdraw(offer.Worker);
            return OfferOutcome.Expired;
        }
        if (place >= 0 && _offers[place].Since == offer.Since)
        {
            _offers[place] = offer;
            return OfferOutcome.Waits;
        }
        if (place < 0 && _offers.Count >= maxOffers) return OfferOutcome.Full;
        Withdraw(offer.Worker);
        _offers.Insert(_offers.Count(o => o.Since <= offer.Since), offer);
        return OfferOutcome.Waits;
    }

    public bool Remove(CaptchaId captcha)
    {
        var removed = _tickets.RemoveAll(t => t.Captcha == captcha) > 0;
        UpdateTurns();
        return removed;
    }

    public bool Withdraw(WorkerId worker) => _offers.RemoveAll(o => o.Worker == worker) > 0;

    public List<Ticket> TakeBest(int count, DateTimeOffset now)
    {
        PassTime(now);
        var taken = new List<Ticket>();
        while (taken.Count < count && Best(_ => true) is { } ticket)
        {
            Take(ticket);
            taken.Add(ticket);
        }
        return taken;
    }

    /// <summary>Who may have what, rule by rule.</summary>
    public static bool MayHave(Offer offer, Ticket ticket)
    {
        if (offer.MinRate > ticket.Bid) return false;
        if (ticket.NeedsHighRating && !offer.HighRating) return false;
        if (ticket.ExcludedWorkers.Any(w => w == offer.Worker)) return false;
        return offer.Cluster == 0 || ticket.ExcludedClusters.All(c => c != offer.Cluster);
    }

    private Ticket? Best(Func<Ticket, bool> may) => _tickets
        .Where(may)
        .OrderByDescending(t => t.Bid)
        .ThenBy(t => _turns.IndexOf((t.Bid, t.Customer)))
        .ThenBy(t => t.QueuedAt)
        .ThenBy(t => t.Captcha)
        .FirstOrDefault();

    private void Take(Ticket ticket)
    {
        _tickets.Remove(ticket);
        _turns.Remove((ticket.Bid, ticket.Customer));
        UpdateTurns();
    }

    private void PassTime(DateTimeOffset now)
    {
        _tickets.RemoveAll(t => t.ExpiresAt <= now);
        _offers.RemoveAll(o => o.Until <= now);
        UpdateTurns();
    }

    private void UpdateTurns()
    {
        _turns.RemoveAll(turn => !_tickets.Any(t => (t.Bid, t.Customer) == turn));
        foreach (var ticket in _tickets)
            if (!_turns.Contains((ticket.Bid, ticket.Customer))) _turns.Add((ticket.Bid, ticket.Customer));
    }
}
