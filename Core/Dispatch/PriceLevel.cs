using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>The tickets of one bid: a round of customers, each with his own line.</summary>
internal sealed class PriceLevel
{
    private readonly LinkedList<Line> _round = [];
    private readonly Dictionary<CustomerId, LinkedListNode<Line>> _byCustomer = [];

    public bool IsEmpty => _round.Count == 0;

    /// <summary>The next ticket of the customer whose turn it is.</summary>
    public Ticket First => _round.First!.Value.Tickets.First!.Value;

    public LinkedListNode<Ticket> Add(Ticket ticket)
    {
        if (!_byCustomer.TryGetValue(ticket.Customer, out var line))
            _byCustomer.Add(ticket.Customer, line = _round.AddLast(new Line(ticket.Customer)));
        // Captchas that come back from a worker are older than what arrived meanwhile: they go back to their place.
        var tickets = line.Value.Tickets;
        var after = tickets.Last;
        while (after is not null && ticket.IsOlderThan(after.Value)) after = after.Previous;
        return after is null ? tickets.AddFirst(ticket) : tickets.AddAfter(after, ticket);
    }

    /// <summary>The first ticket in the order of the round that the worker may have, looking at no more than the budget.</summary>
    public Ticket? Find(Offer offer, IDomainRatings? ratings, ref int budget)
    {
        for (var line = _round.First; line is not null && budget > 0; line = line.Next)
        {
            for (var node = line.Value.Tickets.First; node is not null && budget > 0; node = node.Next)
            {
                budget--;
                if (offer.MayTake(node.Value, ratings)) return node.Value;
            }
        }
        return null;
    }

    public void Remove(LinkedListNode<Ticket> node)
    {
        var customer = node.Value.Customer;
        var line = _byCustomer[customer];
        line.Value.Tickets.Remove(node);
        if (line.Value.Tickets.Count > 0) return;
        _byCustomer.Remove(customer);
        _round.Remove(line);
    }

    public void EndTurn(CustomerId customer)
    {
        if (!_byCustomer.TryGetValue(customer, out var line)) return;
        _round.Remove(line);
        _round.AddLast(line);
    }

    private sealed record Line(CustomerId Customer)
    {
        public LinkedList<Ticket> Tickets { get; } = [];
    }
}
