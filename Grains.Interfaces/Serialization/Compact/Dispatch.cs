using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Grains.Interfaces.Push;

namespace CaptchaGrains.Grains.Interfaces.Serialization.Compact;

[GenerateSerializer]
internal struct CompactTicket
{
    [Id(0)] public long Captcha;
    [Id(1)] public long Customer;
    [Id(2)] public long Bid;
    [Id(3)] public DateTimeOffset QueuedAt;
    [Id(4)] public DateTimeOffset ExpiresAt;
    [Id(5)] public long[] ExcludedWorkers;
    [Id(6)] public bool NeedsHighRating;
    [Id(7)] public long[] ExcludedClusters;
    [Id(8)] public int Hops;
    [Id(9)] public short Kind;
    [Id(10)] public string? Domain;
    [Id(11)] public double NeededRating;
}

[GenerateSerializer]
internal struct CompactOffer
{
    [Id(0)] public long Worker;
    [Id(1)] public DateTimeOffset Since;
    [Id(2)] public DateTimeOffset Until;
    [Id(3)] public long MinRate;
    [Id(5)] public long Cluster;
    [Id(6)] public string PushTo;
    [Id(7)] public long Kinds;
    [Id(8)] public long HighRating;
    [Id(9)] public TokenRatings? Ratings;
    [Id(10)] public EarnRates? Earning;
}

[GenerateSerializer]
internal struct CompactShardReply
{
    [Id(0)] public int Verdict;
    [Id(1)] public long? Matched;
    [Id(2)] public int Depth;
    [Id(3)] public int Waiting;
    [Id(4)] public bool IsFull;
}

[GenerateSerializer]
internal struct CompactKindCount
{
    [Id(0)] public short Kind;
    [Id(1)] public int Count;
}

[GenerateSerializer]
internal struct CompactPushedNews
{
    [Id(0)] public long Captcha;
    [Id(1)] public long? MatchedWith;
}

[RegisterConverter]
internal sealed class TicketConverter : IConverter<Ticket, CompactTicket>
{
    public Ticket ConvertFromSurrogate(in CompactTicket surrogate) => new(
        new(surrogate.Captcha),
        new(surrogate.Customer),
        (Kind)surrogate.Kind,
        new(surrogate.Bid),
        surrogate.QueuedAt,
        surrogate.ExpiresAt,
        [.. surrogate.ExcludedWorkers.Select(w => new WorkerId(w))])
    {
        NeedsHighRating = surrogate.NeedsHighRating,
        ExcludedClusters = ImmutableCollectionsMarshal.AsImmutableArray(surrogate.ExcludedClusters),
        Hops = surrogate.Hops,
        Domain = surrogate.Domain,
        NeededRating = surrogate.NeededRating,
    };

    public CompactTicket ConvertToSurrogate(in Ticket value) => new()
    {
        Captcha = value.Captcha.Value,
        Customer = value.Customer.Value,
        Kind = (short)value.Kind,
        Bid = value.Bid.Nanos,
        QueuedAt = value.QueuedAt,
        ExpiresAt = value.ExpiresAt,
        ExcludedWorkers = [.. value.ExcludedWorkers.Select(w => w.Value)],
        NeedsHighRating = value.NeedsHighRating,
        ExcludedClusters = ImmutableCollectionsMarshal.AsArray(value.ExcludedClusters) ?? [],
        Hops = value.Hops,
        Domain = value.Domain,
        NeededRating = value.NeededRating,
    };
}

[RegisterConverter]
internal sealed class OfferConverter : IConverter<Offer, CompactOffer>
{
    public Offer ConvertFromSurrogate(in CompactOffer surrogate) => new(
        new(surrogate.Worker),
        new(surrogate.Kinds),
        surrogate.Since,
        surrogate.Until,
        new(surrogate.MinRate),
        new(surrogate.HighRating),
        surrogate.Cluster,
        surrogate.PushTo)
    {
        Ratings = surrogate.Ratings,
        Earning = surrogate.Earning,
    };

    public CompactOffer ConvertToSurrogate(in Offer value) => new()
    {
        Worker = value.Worker.Value,
        Kinds = value.Kinds.Bits,
        Since = value.Since,
        Until = value.Until,
        MinRate = value.MinRate.Nanos,
        HighRating = value.HighRating.Bits,
        Cluster = value.Cluster,
        PushTo = value.PushTo,
        Ratings = value.Ratings,
        Earning = value.Earning,
    };
}

[RegisterConverter]
internal sealed class ShardReplyConverter : IConverter<ShardReply, CompactShardReply>
{
    public ShardReply ConvertFromSurrogate(in CompactShardReply surrogate) => new(
        (QueueVerdict)surrogate.Verdict,
        surrogate.Matched is { } captcha ? new CaptchaId(captcha) : null,
        surrogate.Depth,
        surrogate.Waiting,
        surrogate.IsFull);

    public CompactShardReply ConvertToSurrogate(in ShardReply value) => new()
    {
        Verdict = (int)value.Verdict,
        Matched = value.Matched?.Value,
        Depth = value.Depth,
        Waiting = value.Waiting,
        IsFull = value.IsFull,
    };
}

[RegisterConverter]
internal sealed class KindCountConverter : IConverter<KindCount, CompactKindCount>
{
    public KindCount ConvertFromSurrogate(in CompactKindCount surrogate) => new((Kind)surrogate.Kind, surrogate.Count);

    public CompactKindCount ConvertToSurrogate(in KindCount value) => new() { Kind = (short)value.Kind, Count = value.Count };
}

[RegisterConverter]
internal sealed class PushedNewsConverter : IConverter<PushedNews, CompactPushedNews>
{
    public PushedNews ConvertFromSurrogate(in CompactPushedNews surrogate) =>
        new(new(surrogate.Captcha), surrogate.MatchedWith is { } worker ? new WorkerId(worker) : null);

    public CompactPushedNews ConvertToSurrogate(in PushedNews value) => new() { Captcha = value.Captcha.Value, MatchedWith = value.MatchedWith?.Value };
}
