using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

public sealed class WorkersOnADomainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SkillOptions Skill = SkillOptions.Default;
    private static readonly DomainRatingOptions Numbers = DomainRatingOptions.Default;

    [Fact]
    public void A_domains_record_is_each_workers_own_reports_in_their_order() => Property.HoldsForAll(
        from worker in Gen.Choose(1, 5) from right in Gen.Choose(0, 1) from weight in Gen.Choose(0, 4) select (worker, right == 1, weight / 4.0), 80,
        reports =>
        {
            var evidence = reports.Select((r, n) => Piece(r.Item1, n, r.Item2, r.Item3)).ToList();
            var record = WorkerOnDomain.Fold(evidence, Skill, 100);
            Assert.Equal(evidence.Select(e => e.Worker).Distinct().OrderBy(w => w.Value), record.Select(r => r.Worker));
            foreach (var known in record)
            {
                var his = evidence.Where(e => e.Worker == known.Worker).ToList();
                Assert.Equal(his.Aggregate(SkillEstimate.Fresh, (s, e) => s.After(e.IsRight, e.Weight, Skill)), known.ToEstimate());
                Assert.Equal(his[^1].At, known.LastAt);
                Assert.InRange(DomainRating.Of(known.ToEstimate(), 0.7, Numbers), 0.0, 1.0);
            }
        }, 200);

    [Fact]
    public void Of_more_workers_than_it_may_keep_those_of_the_newest_reports_stay_with_all_that_was_reported_of_them()
    {
        var evidence = Enumerable.Range(1, 10).Select(n => Piece(n, n, true, 1)).Append(Piece(2, 11, false, 1)).ToList();
        var kept = WorkerOnDomain.Fold(evidence, Skill, 3);
        Assert.Equal([2L, 9L, 10L], kept.Select(k => k.Worker.Value));
        Assert.Equal(2, kept[0].ToEstimate().Evidence, 2);
    }

    [Fact]
    public void As_much_evidence_on_the_domain_as_the_overall_rating_counts_for_meets_it_half_way() =>
        Assert.Equal(0.45, DomainRating.Of(new SkillEstimate(0, Numbers.PriorWeight), 0.9, Numbers), 12);

    private static Evidence Piece(long worker, int minute, bool right, double weight) => new(
        new WorkerId(worker), new CaptchaId(minute + 1), EvidenceSource.Report, Kind.RecaptchaV3, right, weight, Noon.AddMinutes(minute), "a.test");
}
