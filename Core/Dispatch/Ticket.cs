using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Dispatch;

/// <summary>One of the shards, each of which dispatches every kind.</summary>
/// <param name="Number">From 0.</param>
public readonly record struct ShardKey(int Number)
{
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not written as <see cref="ToString"/> writes it.</exception>
    public static ShardKey Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && new ShardKey(number) is var key && key.ToString() == text) // one shard has one name, or it would be two actors
            return key;
        throw new FormatException($"'{text}' is not a shard.");
    }
}

/// <summary>How many there are of a kind.</summary>
public readonly record struct KindCount(Kind Kind, int Count);

/// <summary>A captcha that waits for a worker. A duplicate is harmless: the captcha grants one lease.</summary>
/// <param name="Bid">The worker's rate: highest first.</param>
/// <param name="QueuedAt">Oldest first, among one customer's tickets at one bid.</param>
/// <param name="ExcludedWorkers">Those who had it before; at most <see cref="CaptchaState.MaxAttempts"/>, and a handful more for a recheck.</param>
/// <param name="ExpiresAt">When it ends unsolved; an expired ticket is dropped.</param>
public sealed record Ticket(
    CaptchaId Captcha,
    CustomerId Customer,
    Kind Kind,
    Money Bid,
    DateTimeOffset QueuedAt,
    DateTimeOffset ExpiresAt,
    ImmutableArray<WorkerId> ExcludedWorkers)
{
    /// <summary>Only for workers with a high rating (rechecks).</summary>
    public bool NeedsHighRating { get; init; }

    /// <summary>Clusters of linked accounts that may not have it; at most as many as <see cref="ExcludedWorkers"/>.</summary>
    public ImmutableArray<long> ExcludedClusters { get; init; } = [];

    /// <summary>Of the page on which a captcha of a token kind stands, for the ratings by domain; null elsewhere.</summary>
    public string? Domain { get; init; }

    /// <summary>0 … 1: of a token kind, only for workers with this rating at least.</summary>
    public double NeededRating { get; init; }

    /// <summary>How often it was handed from shard to shard; bounded, so that it comes to rest.</summary>
    public int Hops { get; init; }

    /// <summary>Which of two kinds comes first; inside a kind the bid and the customer's turn count before this.</summary>
    public bool IsOlderThan(Ticket other) => QueuedAt != other.QueuedAt ? QueuedAt < other.QueuedAt : Captcha < other.Captcha;
}

/// <summary>A worker who waits for a captcha.</summary>
/// <param name="Kinds">Any of these; the first match ends his waiting in all of them.</param>
/// <param name="Since">Who has waited longest comes first.</param>
/// <param name="Until">The offer's end: his host renews it or it is dropped.</param>
/// <param name="MinRate">He takes nothing that pays him less.</param>
/// <param name="HighRating">The kinds in which he has a high rating.</param>
/// <param name="Cluster">His cluster of linked accounts; 0: none.</param>
/// <param name="PushTo">Where a match is announced: the address of his host.</param>
public sealed record Offer(
    WorkerId Worker,
    KindSet Kinds,
    DateTimeOffset Since,
    DateTimeOffset Until,
    Money MinRate,
    KindSet HighRating,
    long Cluster,
    string PushTo)
{
    /// <summary>How good his tokens are, on all domains together; null: nothing is known.</summary>
    public TokenRatings? Ratings { get; init; }

    /// <summary>His earn coefficients; null: he is paid the rates as they are.</summary>
    public EarnRates? Earning { get; init; }

    /// <summary>What he would get.</summary>
    public Money PayFor(Ticket ticket) => Earning?.Of(ticket.Kind, ticket.Bid) ?? ticket.Bid;

    /// <summary>0 … 1: how good he is for a captcha of a token kind; for reCAPTCHA V3 on its domain.</summary>
    /// <param name="domains">Null: nothing is known of single domains.</param>
    public double RatingFor(Ticket ticket, IDomainRatings? domains)
    {
        var overall = Ratings?.Of(ticket.Kind) ?? TokenRatings.Unknown;
        return ticket is { Kind: Kind.RecaptchaV3, Domain: { } domain } && domains is not null ? domains.Of(domain, Worker, overall) : overall;
    }

    /// <summary>The whole rule of who may have what.</summary>
    /// <param name="domains">As for <see cref="RatingFor"/>.</param>
    public bool MayTake(Ticket ticket, IDomainRatings? domains) =>
        Kinds.Contains(ticket.Kind)
        && PayFor(ticket) >= MinRate
        && (ticket.NeededRating == 0 || RatingFor(ticket, domains) >= ticket.NeededRating)
        && (!ticket.NeedsHighRating || HighRating.Contains(ticket.Kind))
        && !ticket.ExcludedWorkers.Contains(Worker)
        && (Cluster == 0 || !ticket.ExcludedClusters.Contains(Cluster));
}

/// <summary>A ticket and the offer that it went to; both have left the queue.</summary>
public sealed record Match(Ticket Ticket, Offer Offer);
