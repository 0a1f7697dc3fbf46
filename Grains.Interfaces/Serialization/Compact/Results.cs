using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Grains.Interfaces.Serialization.Compact;

[GenerateSerializer]
internal struct CompactQuote
{
    [Id(0)] public long Rate;
    [Id(1)] public long Fee;
}

[GenerateSerializer]
internal struct CompactSubmitResult
{
    [Id(0)] public int Verdict;
    [Id(1)] public Quote? Quote;
}

[GenerateSerializer]
internal struct CompactView
{
    [Id(0)] public int Status;
    [Id(1)] public short Kind;
    [Id(2)] public string? Answer;
    [Id(3)] public long Price;
    [Id(4)] public int Attempts;
    [Id(5)] public DateTimeOffset SubmittedAt;
    [Id(6)] public DateTimeOffset? EndedAt;
    [Id(7)] public Quote? Charged;
    [Id(8)] public Agreement? Agreement;
}

[GenerateSerializer]
internal struct CompactAnswerResult
{
    [Id(0)] public int Outcome;
    [Id(1)] public long Earned;
    [Id(2)] public long? Balance;
    [Id(3)] public int? Flaw;
    [Id(4)] public WorkTerms? Terms;
}

[RegisterConverter]
internal sealed class QuoteConverter : IConverter<Quote, CompactQuote>
{
    public Quote ConvertFromSurrogate(in CompactQuote surrogate) => new(new(surrogate.Rate), new(surrogate.Fee));

    public CompactQuote ConvertToSurrogate(in Quote value) => new() { Rate = value.Rate.Nanos, Fee = value.Fee.Nanos };
}

[RegisterConverter]
internal sealed class SubmitResultConverter : IConverter<SubmitResult, CompactSubmitResult>
{
    public SubmitResult ConvertFromSurrogate(in CompactSubmitResult surrogate) => new((SubmitVerdict)surrogate.Verdict, surrogate.Quote);

    public CompactSubmitResult ConvertToSurrogate(in SubmitResult value) => new() { Verdict = (int)value.Verdict, Quote = value.Quote };
}

[RegisterConverter]
internal sealed class ViewConverter : IConverter<CaptchaView, CompactView>
{
    public CaptchaView ConvertFromSurrogate(in CompactView surrogate) => new(
        (CaptchaViewStatus)surrogate.Status,
        (Kind)surrogate.Kind,
        surrogate.Answer,
        new(surrogate.Price),
        surrogate.Attempts,
        surrogate.SubmittedAt,
        surrogate.EndedAt)
    {
        Charged = surrogate.Charged,
        Agreement = surrogate.Agreement,
    };

    public CompactView ConvertToSurrogate(in CaptchaView value) => new()
    {
        Status = (int)value.Status,
        Kind = (short)value.Kind,
        Answer = value.Answer,
        Price = value.Price.Nanos,
        Attempts = value.Attempts,
        SubmittedAt = value.SubmittedAt,
        EndedAt = value.EndedAt,
        Charged = value.Charged,
        Agreement = value.Agreement,
    };
}

[RegisterConverter]
internal sealed class AnswerResultConverter : IConverter<AnswerResult, CompactAnswerResult>
{
    public AnswerResult ConvertFromSurrogate(in CompactAnswerResult surrogate) => new(
        (AnswerOutcome)surrogate.Outcome,
        new(surrogate.Earned),
        surrogate.Balance is { } balance ? new Money(balance) : null,
        (AnswerFlaw?)surrogate.Flaw)
    {
        Terms = surrogate.Terms,
    };

    public CompactAnswerResult ConvertToSurrogate(in AnswerResult value) => new()
    {
        Outcome = (int)value.Outcome,
        Earned = value.Earned.Nanos,
        Balance = value.Balance?.Nanos,
        Flaw = (int?)value.Flaw,
        Terms = value.Terms,
    };
}
