using System.Globalization;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Api.Orders;

/// <summary>
/// Confident mode. The public services have it as settings of an account, and call them minimum and maximum number of attempts and minimum number of matches; as parameters of
/// a submission they are our own, under the same words.
/// </summary>
internal static class ConfidentForm
{
    private const decimal MostConfidence = 0.999m;

    private static readonly string Attempts = string.Create(CultureInfo.InvariantCulture, $"1 … {ConfidentTerms.MostAttempts}");

    public static readonly Parameter MinAttempts = new(new("min_attempts"), new("minAttempts"), "number", Attempts, "1", "Confident mode: so many workers answer in any case.");

    public static readonly Parameter MaxAttempts = new(new("max_attempts"), new("maxAttempts"), "number", Attempts, "5, or what the others need", "Confident mode: no more workers answer.");

    public static readonly Parameter MinMatches = new(new("min_matches"), new("minMatches"), "number", Attempts, "1",
        "Confident mode: fewer equal answers are no answer.");

    public static readonly Parameter Confidence = new(new("confidence"), new("confidence"), "decimal", "0 … 0.999", "0.98",
        "Confident mode: below it another worker is asked while there may be one; 0: the matches alone decide.");

    /// <summary>Any of them with a value other than zero asks for it.</summary>
    public static readonly Parameter[] Parameters = [MinAttempts, MaxAttempts, MinMatches, Confidence];

    /// <returns>Null: it is not asked for, or the reader holds a refusal.</returns>
    public static ConfidentTerms? Read(OrderReader reader, Kind kind)
    {
        if (Parameters.FirstOrDefault(reader.IsSet) is not { } asked) return null;
        if (kind.Traits().Family == KindFamily.Token)
        {
            reader.Refuse(ErrorCode.BadParameters, asked); // nobody can make the same token again
            return null;
        }
        var usual = ConfidentTerms.Default;
        var least = reader.Number(MinAttempts, 1, ConfidentTerms.MostAttempts, usual.MinAttempts);
        var matches = reader.Number(MinMatches, 1, ConfidentTerms.MostAttempts, usual.MinMatches);
        var most = reader.Number(MaxAttempts, 1, ConfidentTerms.MostAttempts, Math.Max(usual.MaxAttempts, Math.Max(least, matches)));
        var confidence = reader.Find(Confidence) is null ? usual.MinConfidence : (double)reader.Decimal(Confidence, 0, MostConfidence, 0);
        var terms = new ConfidentTerms(least, most, matches, confidence);
        if (terms.Flaw() is not null) reader.Refuse(ErrorCode.BadParameters, most < least ? MaxAttempts : MinMatches);
        return reader.Refusal is null ? terms : null;
    }
}
