using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Workers;

/// <summary>
/// A worker's skill in each kind, and what limits him: a fold over the durable evidence, so that nothing is lost with a process and nothing is counted twice.
/// What could not be read is as it was known last; in the beginning nothing is, which gives him no high rating.
/// </summary>
internal sealed class WorkerSkills(WorkerId worker, IReportStore store, ReportOptions numbers)
{
    /// <summary>Pieces that are folded: of what is older, less than a hundredth would be left (half-life 500).</summary>
    private const int Newest = 3_500;

    /// <summary>Tokens that are folded; a window of some days holds hardly more.</summary>
    private const int NewestTokens = 500;

    /// <summary>A message about new evidence that was lost costs no more than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<Kind, SkillEstimate> _estimates = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private bool _isReading;

    /// <summary>The kinds with a high rating.</summary>
    public KindSet High { get; private set; }

    /// <summary>Gold tasks are among what is known of him.</summary>
    public bool HasGold { get; private set; }

    /// <summary>What limits him by himself.</summary>
    public ImmutableArray<KindLimit> Limits { get; private set; } = [];

    /// <summary>How good his tokens are; null: nothing is known.</summary>
    public TokenRatings? Ratings { get; private set; }

    /// <summary>His earn coefficients; null: he has none.</summary>
    public EarnRates? Earning { get; private set; }

    public ImmutableArray<KindSkill> All =>
        [.. _estimates.Select(e => new KindSkill(e.Key, e.Value, e.Value.Lower(numbers.Skill), e.Value.Upper(numbers.Skill), Earning?.PerMille(e.Key) ?? 1000))];

    public SkillEstimate Of(Kind kind) => _estimates.GetValueOrDefault(kind, SkillEstimate.Fresh);

    /// <summary>The next look reads.</summary>
    public void Forget() => _readAt = DateTimeOffset.MinValue;

    /// <returns>True: it was read, and may be different now.</returns>
    public async Task<bool> Refresh(DateTimeOffset now)
    {
        // Whoever comes during a read goes on with what is known.
        if (_isReading || now - _readAt < ReadAgainAfter) return false;
        _isReading = true;
        _readAt = now;
        try
        {
            var evidence = await store.EvidenceOf(worker, Newest);
            var tokens = await store.LastTokens(worker, NewestTokens);
            Fold(evidence);
            HasGold = evidence.Any(e => e.Source == EvidenceSource.Gold);
            Earning = EarnRates.Of(_estimates, numbers.Earning);
            Ratings = RatingsOf();
            Limits = [.. LimitsOf(evidence, tokens, now)];
            return true;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException))
        {
            return false; // as it was known last
        }
        finally
        {
            _isReading = false;
        }
    }

    private void Fold(ImmutableArray<Evidence> evidence)
    {
        _estimates.Clear();
        foreach (var piece in evidence)
            _estimates[piece.Kind] = _estimates.GetValueOrDefault(piece.Kind, SkillEstimate.Fresh).After(piece.IsRight, piece.Weight, numbers.Skill);
        // With numbers that ask for no evidence, nobody has to have any.
        High = SkillEstimate.Fresh.IsHigh(numbers.Skill) ? KindSet.All : default;
        foreach (var (kind, estimate) in _estimates)
            High = estimate.IsHigh(numbers.Skill) ? High | KindSet.Of(kind) : new KindSet(High.Bits & ~KindSet.Of(kind).Bits);
    }

    private IEnumerable<KindLimit> LimitsOf(ImmutableArray<Evidence> evidence, ImmutableArray<TokenAnswer> tokens, DateTimeOffset now)
    {
        foreach (var answers in tokens.GroupBy(t => t.Kind))
        {
            var tally = answers.Aggregate(TokenTally.Empty, (t, a) => t.Answered(a.CustomerReportsGood, a.At, numbers.TokenLimits));
            foreach (var report in evidence.Where(e => e.Kind == answers.Key && e.Source == EvidenceSource.Report))
                tally = tally.Reported(report.IsRight, report.At, numbers.TokenLimits);
            if (tally.LimitUntil(now, numbers.TokenLimits) is var (why, until)) yield return new KindLimit(answers.Key, why, worker, until);
        }
        if (DomainRating.IsLowEverywhere([.. RatingsByDomain(evidence)], numbers.DomainRatings))
            yield return new KindLimit(Kind.RecaptchaV3, TokenLimit.LowOnAllDomains, worker, now + numbers.TokenLimits.Shortest);
    }

    private TokenRatings? RatingsOf()
    {
        ImmutableArray<KindRating> kinds =
            [.. _estimates.Where(e => e.Key.Traits().Family == KindFamily.Token).Select(e => new KindRating(e.Key, e.Value.Mean))];
        return kinds.IsEmpty ? null : new TokenRatings(kinds);
    }

    /// <summary>
    /// His reCAPTCHA V3 rating for each domain of which something was reported. The domains keep the same ratings for dispatch; a limit looks at all domains of one worker, and
    /// his own evidence has them in one place.
    /// </summary>
    private IEnumerable<double> RatingsByDomain(ImmutableArray<Evidence> evidence)
    {
        var overall = _estimates.GetValueOrDefault(Kind.RecaptchaV3, SkillEstimate.Fresh).Mean;
        return evidence.Where(e => e is { Kind: Kind.RecaptchaV3, Domain: not null }).GroupBy(e => e.Domain!)
            .Select(d => DomainRating.Of(WorkerOnDomain.Fold(d, numbers.Skill, 1)[0].ToEstimate(), overall, numbers.DomainRatings));
    }
}
