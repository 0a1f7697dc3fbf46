using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Workers;

/// <summary>
/// A worker's skill in each kind: a fold over the durable evidence, so that nothing is lost with a process and nothing is counted twice. What could not be
/// read is as it was known last; in the beginning nothing is, which gives him no high rating.
/// </summary>
internal sealed class WorkerSkills(WorkerId worker, IReportStore store, SkillOptions options)
{
    /// <summary>Pieces that are folded: of what is older, less than a hundredth would be left (half-life 500).</summary>
    private const int Newest = 3_500;

    /// <summary>A message about new evidence that was lost costs no more than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<Kind, SkillEstimate> _estimates = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private bool _isReading;

    /// <summary>The kinds with a high rating.</summary>
    public KindSet High { get; private set; }

    public ImmutableArray<KindSkill> All => [.. _estimates.Select(e => new KindSkill(e.Key, e.Value))];

    /// <summary>The next look reads.</summary>
    public void Forget() => _readAt = DateTimeOffset.MinValue;

    public async Task Refresh(DateTimeOffset now)
    {
        // Whoever comes during a read goes on with what is known.
        if (_isReading || now - _readAt < ReadAgainAfter) return;
        _isReading = true;
        _readAt = now;
        try { Fold(await store.EvidenceOf(worker, Newest)); }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException)) { /* as it was known last */ }
        finally { _isReading = false; }
    }

    private void Fold(ImmutableArray<Evidence> evidence)
    {
        _estimates.Clear();
        foreach (var piece in evidence)
            _estimates[piece.Kind] = _estimates.GetValueOrDefault(piece.Kind, SkillEstimate.Fresh).After(piece.IsRight, piece.Weight, options);
        // With numbers that ask for no evidence, nobody has to have any.
        High = SkillEstimate.Fresh.IsHigh(options) ? KindSet.All : default;
        foreach (var (kind, estimate) in _estimates)
            High = estimate.IsHigh(options) ? High | KindSet.Of(kind) : new KindSet(High.Bits & ~KindSet.Of(kind).Bits);
    }
}
