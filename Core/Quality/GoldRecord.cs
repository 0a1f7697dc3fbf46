using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Core.Quality;

/// <summary>What a worker's gold tasks say of him: the stop rule, kind by kind, as a fold over durable evidence.</summary>
/// <param name="Open">The test of each kind that goes on.</param>
/// <param name="Decisive">The answers after which the rule suspended, oldest first.</param>
public sealed record GoldRecord(ImmutableDictionary<Kind, StopTest> Open, ImmutableArray<Evidence> Decisive)
{
    public static GoldRecord Empty { get; } = new(ImmutableDictionary<Kind, StopTest>.Empty, []);

    /// <param name="evidence">Oldest first. Only gold tasks are looked at: complaints choose the answers that they are about, and so are no fair sample.</param>
    public static GoldRecord Of(IEnumerable<Evidence> evidence, StopOptions options) => evidence
        .Where(e => e is { Source: EvidenceSource.Gold, Weight: > 0 })
        .Aggregate(Empty, (record, piece) => record.After(piece, options));

    /// <summary>The answers of one test, up to the one that decided it.</summary>
    /// <param name="evidence">Oldest first, as for <see cref="Of"/>.</param>
    /// <param name="kind">Of the decisive answer: each kind has its own test.</param>
    /// <returns>Oldest first; none where the decisive answer is not among the evidence (any more).</returns>
    public static ImmutableArray<Evidence> TestOf(IEnumerable<Evidence> evidence, Kind kind, CaptchaId decisive, StopOptions options)
    {
        var answers = ImmutableArray.CreateBuilder<Evidence>();
        var test = StopTest.Fresh;
        foreach (var piece in evidence.Where(e => e.Source == EvidenceSource.Gold && e.Kind == kind))
        {
            if (test == StopTest.Fresh) answers.Clear();
            if (piece.Weight > 0)
            {
                answers.Add(piece);
                (_, test) = test.After(piece.IsRight, options);
            }
            if (piece.Captcha == decisive) return answers.ToImmutable();
        }
        return [];
    }

    private GoldRecord After(Evidence piece, StopOptions options)
    {
        var (verdict, next) = Open.GetValueOrDefault(piece.Kind, StopTest.Fresh).After(piece.IsRight, options);
        return new GoldRecord(Open.SetItem(piece.Kind, next), verdict == StopVerdict.Suspend ? Decisive.Add(piece) : Decisive);
    }
}
