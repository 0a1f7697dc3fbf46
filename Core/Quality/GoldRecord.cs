using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
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

    private GoldRecord After(Evidence piece, StopOptions options)
    {
        var (verdict, next) = Open.GetValueOrDefault(piece.Kind, StopTest.Fresh).After(piece.IsRight, options);
        return new GoldRecord(Open.SetItem(piece.Kind, next), verdict == StopVerdict.Suspend ? Decisive.Add(piece) : Decisive);
    }
}
