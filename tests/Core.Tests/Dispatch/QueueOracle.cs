using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>
/// The rules of dispatch as they read, on plain lists that are searched from end to end: what the queue is compared with.
/// Inside a kind: highest bid first; inside a bid round-robin between customers; inside a customer oldest first; the longest waiting worker first.
/// Between kinds: of the best of each, the oldest. What has expired is not there any more.
/// </summary>
internal sealed class QueueOracle(int maxTickets, int maxOffers)
{
    private readonly List<Ticket> _tickets = [];

    /// <summary>A worker stands here once for each of his kinds; inside a kind in the order in which workers are asked.</summary>
    private readonly List<(Kind Kind, Offer Offer)> _offers = [];

    /// <summary>Whose turn comes first; holds exactly the kinds, bids and customers that have tickets.</summary>
    private readonly List<(Kind Kind, Money Bid, CustomerId Customer)> _turns = [];

    public IReadOnlyList<Ticket> Tickets => _tickets;

    public int Workers => _offers.Select(o => o.Offer.Worker).Distinct().Count();

    public int WaitingOf(Kind kind) => _offers.Count(o => o.Kind == kind);

    public EnqueueOutcome Enqueue(Ticket ticket, DateTimeOffset now)
    {
        PassTime(now);
        if (ticket.ExpiresAt <= now)
        {
            Remove(ticket.Captcha);
            return EnqueueOutcome.Expired;
        }
        foreach (var (kind, offer) in _offers)
        {
            if (kind != ticket.Kind || !MayHave(offer, ticket)) continue;
            Withdraw(offer.Worker);
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
        var before = _offers.Where(o => o.Offer.Worker == offer.Worker).ToList();
        if (before.Count > 0 && before[0].Offer.Since <= offer.Since) offer = offer with { Since = before[0].Offer.Since };
        if (OldestBest(offer.Kinds, t => MayHave(offer, t)) is { } ticket)
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
        if (before.Count == 0 && Workers >= maxOffers) return OfferOutcome.Full;
        foreach (var kind in Enum.GetValues<Kind>())
        {
            var place = _offers.FindIndex(o => o.Kind == kind && o.Offer.Worker == offer.Worker);
            if (!offer.Kinds.Contains(kind))
            {
                if (place >= 0) _offers.RemoveAt(place);
            }
            else if (place >= 0 && _offers[place].Offer.Since == offer.Since)
            {
                _offers[place] = (kind, offer);
            }
            else
            {
                if (place >= 0) _offers.RemoveAt(place);
                var later = _offers.FindIndex(o => o.Kind == kind && o.Offer.Since > offer.Since);
                _offers.Insert(later < 0 ? _offers.Count : later, (kind, offer));
            }
        }
        return OfferOutcome.Waits;
    }

    public bool Remove(CaptchaId captcha)
    {
        var removed = _tickets.RemoveAll(t => t.Captcha == captcha) > 0;
        UpdateTurns();
        return removed;
    }

    public bool Withdraw(WorkerId worker) => _offers.RemoveAll(o => o.Offer.Worker == worker) > 0;

    public List<Ticket> TakeBest(int count, ImmutableArray<KindCount> ofKinds, DateTimeOffset now)
    {
        PassTime(now);
        var taken = new List<Ticket>();
        while (taken.Count < count
            && OldestBest(KindSet.Of([.. ofKinds.Where(k => taken.Count(t => t.Kind == k.Kind) < k.Count).Select(k => k.Kind)]), _ => true) is { } ticket)
        {
            Take(ticket);
            taken.Add(ticket);
        }
        return taken;
    }

    /// <summary>Who may have what, rule by rule.</summary>
    public static bool MayHave(Offer offer, Ticket ticket)
    {
        if (!offer.Kinds.Contains(ticket.Kind)) return false;
        if (offer.MinRate > ticket.Bid) return false;
        if (ticket.NeedsHighRating && !offer.HighRating.Contains(ticket.Kind)) return false;
        if (ticket.ExcludedWorkers.Any(w => w == offer.Worker)) return false;
        return offer.Cluster == 0 || ticket.ExcludedClusters.All(c => c != offer.Cluster);
    }

    private Ticket? OldestBest(KindSet kinds, Func<Ticket, bool> may) => Enum.GetValues<Kind>()
        .Where(kinds.Contains)
        .Select(kind => Best(t => t.Kind == kind && may(t)))
        .OfType<Ticket>()
        .OrderBy(t => t.QueuedAt)
        .ThenBy(t => t.Captcha)
        .FirstOrDefault();

    private Ticket? Best(Func<Ticket, bool> may) => _tickets
        .Where(may)
        .OrderByDescending(t => t.Bid)
        .ThenBy(t => _turns.IndexOf(TurnOf(t)))
        .ThenBy(t => t.QueuedAt)
        .ThenBy(t => t.Captcha)
        .FirstOrDefault();

    private void Take(Ticket ticket)
    {
        _tickets.Remove(ticket);
        _turns.Remove(TurnOf(ticket));
        UpdateTurns();
    }

    private void PassTime(DateTimeOffset now)
    {
        _tickets.RemoveAll(t => t.ExpiresAt <= now);
        _offers.RemoveAll(o => o.Offer.Until <= now);
        UpdateTurns();
    }

    private void UpdateTurns()
    {
        _turns.RemoveAll(turn => !_tickets.Any(t => TurnOf(t) == turn));
        foreach (var ticket in _tickets)
            if (!_turns.Contains(TurnOf(ticket))) _turns.Add(TurnOf(ticket));
    }

    private static (Kind, Money, CustomerId) TurnOf(Ticket ticket) => (ticket.Kind, ticket.Bid, ticket.Customer);
}
