using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>
/// Tickets and offers of one kind in their order: who is next on either side. Who has left, and when, is the business of <see cref="ShardQueues"/>, which
/// keeps the nodes.
/// <para>
/// Captchas: highest bid first; inside a bid round-robin between customers, inside a customer oldest first. Workers: who has waited longest first; for tokens
/// who is best at them.
/// </para>
/// </summary>
/// <param name="ratings">For reCAPTCHA V3; null: nothing is known of single domains.</param>
internal sealed class DispatchQueue(IDomainRatings? ratings)
{
    private readonly SortedList<Money, PriceLevel> _levels = new(Comparer<Money>.Create((a, b) => b.CompareTo(a)));
    private readonly LinkedList<Offer> _offers = [];

    public int Depth { get; private set; }

    public int Waiting => _offers.Count;

    /// <summary>The ticket whose turn it is; null: there is none.</summary>
    public Ticket? First => _levels.Count == 0 ? null : _levels.Values[0].First;

    /// <summary>
    /// The worker who has waited longest and may have the ticket, among the first <see cref="ShardQueues.MaxScan"/>. Of a token kind: the one whose tokens are
    /// best, and among equals the one who has waited longest.
    /// </summary>
    public Offer? FindOffer(Ticket ticket)
    {
        var isToken = ticket.Kind.Traits().Family == KindFamily.Token;
        Offer? best = null;
        var rating = 0.0;
        var scanned = 0;
        for (var node = _offers.First; node is not null && scanned < ShardQueues.MaxScan; node = node.Next, scanned++)
        {
            if (!node.Value.MayTake(ticket, ratings)) continue;
            if (!isToken) return node.Value;
            var his = node.Value.RatingFor(ticket, ratings);
            if (best is null || his > rating) (best, rating) = (node.Value, his);
        }
        return best;
    }

    /// <summary>The best ticket that the worker may have, among the first <see cref="ShardQueues.MaxScan"/>.</summary>
    public Ticket? FindTicket(Offer offer)
    {
        var budget = ShardQueues.MaxScan;
        for (var i = 0; i < _levels.Count && budget > 0; i++)
        {
            // The levels below pay him less: a coefficient never turns their order round.
            if (offer.PayFor(_levels.Values[i].First) < offer.MinRate) return null;
            if (_levels.Values[i].Find(offer, ratings, ref budget) is { } ticket) return ticket;
        }
        return null;
    }

    public LinkedListNode<Ticket> Add(Ticket ticket)
    {
        if (!_levels.TryGetValue(ticket.Bid, out var level)) _levels.Add(ticket.Bid, level = new PriceLevel());
        Depth++;
        return level.Add(ticket);
    }

    public void Remove(LinkedListNode<Ticket> node)
    {
        var level = _levels[node.Value.Bid];
        level.Remove(node);
        if (level.IsEmpty) _levels.Remove(node.Value.Bid);
        Depth--;
    }

    /// <summary>The customer, whose ticket was taken, goes to the end of the round.</summary>
    public void EndTurn(Ticket taken)
    {
        if (_levels.TryGetValue(taken.Bid, out var level)) level.EndTurn(taken.Customer);
    }

    /// <param name="earlier">His place until now; null: he did not wait in this kind.</param>
    public LinkedListNode<Offer> Add(Offer offer, LinkedListNode<Offer>? earlier)
    {
        // A renewal goes where its forerunner was; a new offer almost always to the end, for the list is in order of waiting time.
        var after = earlier;
        if (earlier is null || earlier.Value.Since != offer.Since)
        {
            after = _offers.Last;
            while (after is not null && after.Value.Since > offer.Since) after = after.Previous;
        }
        return after is null ? _offers.AddFirst(offer) : _offers.AddAfter(after, offer);
    }

    public void Remove(LinkedListNode<Offer> node) => _offers.Remove(node);
}
