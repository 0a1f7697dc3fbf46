using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Grains.Interfaces.Serialization.Compact;

[GenerateSerializer]
internal struct CompactAssignment
{
    [Id(0)] public long Captcha;
    [Id(1)] public long Worker;
    [Id(2)] public CaptchaRequest Request;
    [Id(3)] public long Rate;
    [Id(4)] public DateTimeOffset GrantedAt;
    [Id(5)] public DateTimeOffset LeaseEndsAt;
    [Id(6)] public long? Shows;
}

[GenerateSerializer]
internal struct CompactLeaseResult
{
    [Id(0)] public int Outcome;
    [Id(1)] public Assignment? Assignment;
    [Id(2)] public long? Instead;
}

[GenerateSerializer]
internal struct CompactBeginResult
{
    [Id(0)] public bool IsBegun;
    [Id(1)] public long? Instead;
}

[GenerateSerializer]
internal struct CompactReadyResult
{
    [Id(0)] public int Verdict;
    [Id(1)] public Assignment? Assignment;
    [Id(2)] public WorkTerms? Terms;
    [Id(3)] public DateTimeOffset? Until;
}

[GenerateSerializer]
internal struct CompactTerms
{
    [Id(0)] public long Kinds;
    [Id(1)] public long MinRate;
    [Id(3)] public long Cluster;
    [Id(4)] public long HighRating;
    [Id(5)] public TokenRatings? Ratings;
    [Id(6)] public EarnRates? Earning;
}

/// <summary>Each kind and its coefficient in one number.</summary>
[GenerateSerializer]
internal struct CompactEarnRates
{
    [Id(0)] public int[] Kinds;
}

[RegisterConverter]
internal sealed class AssignmentConverter : IConverter<Assignment, CompactAssignment>
{
    public Assignment ConvertFromSurrogate(in CompactAssignment surrogate) => new(
        new(new(surrogate.Captcha), new(surrogate.Worker)), surrogate.Request, new(surrogate.Rate), surrogate.GrantedAt, surrogate.LeaseEndsAt)
    {
        Shows = surrogate.Shows is { } shown ? new CaptchaId(shown) : null,
    };

    public CompactAssignment ConvertToSurrogate(in Assignment value) => new()
    {
        Captcha = value.Id.Captcha.Value,
        Worker = value.Id.Worker.Value,
        Request = value.Request,
        Rate = value.Rate.Nanos,
        GrantedAt = value.GrantedAt,
        LeaseEndsAt = value.LeaseEndsAt,
        Shows = value.Shows?.Value,
    };
}

[RegisterConverter]
internal sealed class LeaseResultConverter : IConverter<LeaseResult, CompactLeaseResult>
{
    public LeaseResult ConvertFromSurrogate(in CompactLeaseResult surrogate) => new((LeaseOutcome)surrogate.Outcome, surrogate.Assignment)
    {
        Instead = surrogate.Instead is { } other ? new CaptchaId(other) : null,
    };

    public CompactLeaseResult ConvertToSurrogate(in LeaseResult value) => new()
    {
        Outcome = (int)value.Outcome,
        Assignment = value.Assignment,
        Instead = value.Instead?.Value,
    };
}

[RegisterConverter]
internal sealed class BeginResultConverter : IConverter<BeginResult, CompactBeginResult>
{
    public BeginResult ConvertFromSurrogate(in CompactBeginResult surrogate) => new(surrogate.IsBegun, surrogate.Instead is { } other ? new CaptchaId(other) : null);

    public CompactBeginResult ConvertToSurrogate(in BeginResult value) => new() { IsBegun = value.IsBegun, Instead = value.Instead?.Value };
}

[RegisterConverter]
internal sealed class ReadyResultConverter : IConverter<ReadyResult, CompactReadyResult>
{
    public ReadyResult ConvertFromSurrogate(in CompactReadyResult surrogate) =>
        new((ReadyVerdict)surrogate.Verdict, surrogate.Assignment, surrogate.Terms) { Until = surrogate.Until };

    public CompactReadyResult ConvertToSurrogate(in ReadyResult value) =>
        new() { Verdict = (int)value.Verdict, Assignment = value.Assignment, Terms = value.Terms, Until = value.Until };
}

[RegisterConverter]
internal sealed class TermsConverter : IConverter<WorkTerms, CompactTerms>
{
    public WorkTerms ConvertFromSurrogate(in CompactTerms surrogate) =>
        new(new(surrogate.Kinds), new(surrogate.MinRate), new(surrogate.HighRating), surrogate.Cluster)
        {
            Ratings = surrogate.Ratings,
            Earning = surrogate.Earning,
        };

    public CompactTerms ConvertToSurrogate(in WorkTerms value) => new()
    {
        Kinds = value.Kinds.Bits,
        MinRate = value.MinRate.Nanos,
        HighRating = value.HighRating.Bits,
        Ratings = value.Ratings,
        Earning = value.Earning,
        Cluster = value.Cluster,
    };
}

[RegisterConverter]
internal sealed class EarnRatesConverter : IConverter<EarnRates, CompactEarnRates>
{
    public EarnRates ConvertFromSurrogate(in CompactEarnRates surrogate) => new([.. surrogate.Kinds.Select(k => new EarnRate((Kind)(k >> 16), k & 0xFFFF))]);

    public CompactEarnRates ConvertToSurrogate(in EarnRates value) => new() { Kinds = [.. value.Kinds.Select(k => (int)k.Kind << 16 | k.PerMille)] };
}
