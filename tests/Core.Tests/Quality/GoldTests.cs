using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class GoldTests
{
    private static readonly GoldOptions Options = GoldOptions.Default;
    private static readonly GoldChoice Choice = new(Seed: 42, Options);

    [Fact]
    public void Rule_skill_has_gold_tasks_of_one_percent()
    {
        for (var worker = 1; worker <= 20; worker++)
        {
            var gold = Enumerable.Range(0, 100_000).Count(n => Choice.IsDue(new WorkerId(worker), n));
            Assert.InRange(gold, 860, 1_140); // 1000 are expected, with a standard deviation of 31
        }
    }

    [Fact]
    public void Two_processes_decide_alike_and_another_seed_decides_otherwise()
    {
        var worker = new WorkerId(7);
        var first = Enumerable.Range(0, 10_000).Where(n => Choice.IsDue(worker, n)).ToArray();
        Assert.Equal(first, Enumerable.Range(0, 10_000).Where(n => new GoldChoice(42, Options).IsDue(worker, n)));
        Assert.NotEqual(first, Enumerable.Range(0, 10_000).Where(n => new GoldChoice(43, Options).IsDue(worker, n)));
        Assert.NotEqual(first, Enumerable.Range(0, 10_000).Where(n => Choice.IsDue(new WorkerId(8), n)));
    }

    [Fact]
    public void No_gold_and_only_gold_are_possible()
    {
        var none = Choice with { Options = Options with { PerMille = 0 } };
        var all = Choice with { Options = Options with { PerMille = 1_000 } };
        Assert.All(Enumerable.Range(0, 1_000), n => Assert.True(!none.IsDue(new WorkerId(1), n) && all.IsDue(new WorkerId(1), n)));
    }

    [Fact]
    public void A_worker_never_sees_a_gold_task_twice_and_gets_none_when_all_are_seen()
    {
        var shelf = Enumerable.Range(1, 50).Select(Gold).ToArray();
        var seen = new HashSet<CaptchaId>();
        while (Pick(1, shelf, seen) is { } gold) Assert.True(seen.Add(gold.Id));
        Assert.Equal(50, seen.Count);
    }

    [Fact]
    public void Workers_go_through_the_shelf_in_different_orders()
    {
        var shelf = Enumerable.Range(1, 50).Select(Gold).ToArray();
        Assert.InRange(Enumerable.Range(1, 200).Select(w => Pick(w, shelf, [])!.Id).Distinct().Count(), 40, 50);
    }

    [Fact]
    public void Gold_of_another_kind_is_not_given()
    {
        Assert.Null(Choice.Pick(new WorkerId(1), [Gold(1)], kind => kind == Kind.Audio, _ => false));
        Assert.NotNull(Choice.Pick(new WorkerId(1), [Gold(1)], kind => kind == Kind.ImageText, _ => false));
    }

    [Fact]
    public void A_gold_task_is_retired_after_a_number_of_views()
    {
        var gold = Gold(1);
        for (var i = 0; i < Options.MostViews; i++)
        {
            Assert.Equal(GoldStanding.InUse, gold.Standing(Options));
            gold = gold.Seen(agreed: i % 10 != 0);
        }
        Assert.Equal(GoldStanding.WornOut, gold.Standing(Options));
        Assert.Null(Pick(1, [gold], []));
    }

    [Theory]
    [InlineData(0, 2, GoldStanding.InUse)] // two who are wrong may be two bad workers
    [InlineData(0, 5, GoldStanding.Doubted)]
    [InlineData(6, 4, GoldStanding.InUse)]
    [InlineData(20, 40, GoldStanding.Doubted)]
    [InlineData(75, 25, GoldStanding.WornOut)]
    public void A_gold_task_whose_answer_too_few_give_is_doubted(int agreed, int differed, GoldStanding standing) =>
        Assert.Equal(standing, (Gold(1) with { Agreed = agreed, Differed = differed }).Standing(Options));

    [Theory]
    [InlineData(0, 2, GoldStanding.InUse)] // of many others who agree
    [InlineData(0, 3, GoldStanding.Doubted)]
    [InlineData(3, 3, GoldStanding.InUse)]
    [InlineData(3, 4, GoldStanding.Doubted)]
    public void A_gold_task_that_most_highly_rated_workers_answer_differently_is_doubted(int agreed, int differed, GoldStanding standing) =>
        Assert.Equal(standing, (Gold(1) with { Agreed = 30 + agreed, Differed = differed, HighAgreed = agreed, HighDiffered = differed }).Standing(Options));

    [Fact]
    public void The_stop_rule_looks_at_gold_tasks_of_each_kind_by_themselves_and_at_nothing_else()
    {
        var noise = Enumerable.Range(0, 100).SelectMany(n => (Evidence[])
            [Piece(1_000 + n, false, EvidenceSource.Report), Piece(2_000 + n, false, EvidenceSource.Recheck), Piece(3_000 + n, false) with { Weight = 0 }]);
        Assert.Empty(GoldRecord.Of(noise, StopOptions.Default).Decisive);
        var five = Enumerable.Range(0, 5).Select(n => Piece(n, false)).ToList();
        Assert.Empty(GoldRecord.Of([.. noise, .. five, Piece(9, false) with { Kind = Kind.Grid }], StopOptions.Default).Decisive);
        var record = GoldRecord.Of([.. five, Piece(5, false), Piece(6, false)], StopOptions.Default);
        Assert.Equal(5, Assert.Single(record.Decisive).Captcha.Value);
        Assert.Equal(new StopTest(0, 1), record.Open[Kind.ImageText]); // a new one begins after the verdict
    }

    [Fact]
    public void A_decision_rests_on_the_answers_of_its_own_test_but_for_those_that_count_no_more()
    {
        var before = Enumerable.Range(0, 6).Select(n => Piece(n, false)); // a test that was decided
        Evidence[] open = [Piece(10, true), .. Enumerable.Range(11, 8).Select(n => Piece(n, false))];
        var decisive = Assert.Single(GoldRecord.Of(open, StopOptions.Default).Decisive);
        Evidence[] all = [.. before, Piece(8, false, EvidenceSource.Report), Piece(9, false) with { Kind = Kind.Grid }, .. open];
        Assert.Equal(open.TakeWhile(e => e.Captcha <= decisive.Captcha), Test(all));
        // A task of the test was doubted, then the decisive one; then all of it was forgiven.
        var doubted = all.Select(e => e.Captcha.Value == 12 ? e with { Weight = 0 } : e).ToArray();
        Assert.Equal(open.TakeWhile(e => e.Captcha <= decisive.Captcha).Where(e => e.Captcha.Value != 12), Test(doubted));
        Assert.Equal(open.TakeWhile(e => e.Captcha < decisive.Captcha), Test(all.Select(e => e == decisive ? e with { Weight = 0 } : e)));
        Assert.Empty(Test(all.Where(e => e.Captcha != decisive.Captcha)));

        IEnumerable<Evidence> Test(IEnumerable<Evidence> evidence) => GoldRecord.TestOf(evidence, Kind.ImageText, decisive.Captcha, StopOptions.Default);
    }

    /// <summary>The error rate that the rule promises, over answers as gold tasks bring them.</summary>
    [Fact]
    public void A_worker_of_86_percent_is_hardly_ever_suspended_by_a_thousand_gold_tasks_and_a_bad_one_soon()
    {
        var random = new Random(3);
        const int workers = 2_000;
        var suspended = Enumerable.Range(0, workers).Count(_ => GoldRecord.Of(Answers(0.86, 1_000), StopOptions.Default).Decisive.Length > 0);
        // About eight tests each, of which at most one in 10,000 suspends.
        Assert.InRange(suspended, 0, 6);
        Assert.All(Enumerable.Range(0, 200), _ => Assert.NotEmpty(GoldRecord.Of(Answers(0.4, 100), StopOptions.Default).Decisive));

        IEnumerable<Evidence> Answers(double share, int count) => Enumerable.Range(0, count).Select(n => Piece(n, random.NextDouble() < share));
    }

    [Fact]
    public void The_end_of_a_gold_task_says_whether_the_answer_is_the_known_one()
    {
        var now = DateTimeOffset.UnixEpoch;
        var captcha = new CaptchaState
        {
            Id = new CaptchaId(5),
            Customer = CustomerId.House,
            Request = new CaptchaRequest(Kind.ImageText),
            Quote = new Quote(new Money(140_000), Money.Zero),
            SubmittedAt = now,
            Gold = new GoldTerms(new CaptchaId(1), new WorkerId(7), "x7k", false, now.AddMinutes(3)),
        };
        Assert.Equal(LeaseVerdict.HadBefore, captcha.Grant(new WorkerId(8), now).Verdict);
        var (verdict, leased) = captcha.Grant(new WorkerId(7), now);
        Assert.Equal(LeaseVerdict.Granted, verdict);
        Assert.True(Assert.Single(Evidence("X7K ")).IsRight);
        Assert.False(Assert.Single(Evidence("x1k")).IsRight);
        Assert.Empty(GoldEvidence.Of(leased.Advance(now.AddMinutes(3)), ComparisonOptions.Default));
        Assert.Empty(GoldEvidence.Of(leased with { Gold = null } is var other ? other.Accept(new WorkerId(7), "x7k", now).Next : leased, ComparisonOptions.Default));

        System.Collections.Immutable.ImmutableArray<Evidence> Evidence(string answer) =>
            GoldEvidence.Of(leased.Accept(new WorkerId(7), answer, now.AddSeconds(5)).Next, ComparisonOptions.Default);
    }

    [Fact]
    public void Gold_grows_from_agreement_and_a_good_report()
    {
        var two = new[] { Said(1, "x7k"), Said(2, "x7k") };
        Assert.Equal(new GoldTask(new CaptchaId(9), Kind.ImageText, "x7k", GoldOrigin.Grown), Grown(two));
        Assert.Null(Grown(two, good: false));
        Assert.Null(Grown(two, bad: true));
        Assert.Null(Grown([Said(1, "x7k")]));
        Assert.Null(Grown([Said(1, "x7k"), Said(1, "x7k")])); // two accounts of one person
        Assert.Null(Grown([Said(1, "x7k"), Said(2, "x7k") with { IsHigh = false }]));
        Assert.Null(Grown([.. two, Said(3, "x1k")])); // somebody read something else
        Assert.Null(Grown([]));
        Assert.NotNull(Grown([.. two, Said(3, "x7k") with { IsHigh = false }]));
        Assert.NotNull(Grown([Said(1, "x7k"), Said(2, "X7K")])); // the same by the captcha's own comparison
        Assert.Null(Grown(two, kind: Kind.RecaptchaV2)); // a token is good once
    }

    [Fact]
    public void Options_that_cannot_work_are_found()
    {
        Assert.Null(Options.Flaw());
        Assert.NotNull((Options with { PerMille = 1_001 }).Flaw());
        Assert.NotNull((Options with { MostViews = 0 }).Flaw());
        Assert.NotNull((Options with { Witnesses = 1 }).Flaw());
        Assert.NotNull((Options with { DoubtBelow = 2 }).Flaw());
    }

    private static Evidence Piece(int captcha, bool isRight, EvidenceSource source = EvidenceSource.Gold) =>
        new(new WorkerId(7), new CaptchaId(captcha), source, Kind.ImageText, isRight, 1, DateTimeOffset.UnixEpoch.AddMinutes(captcha));

    private static GoldTask Gold(int id) => new(new CaptchaId(id), Kind.ImageText, "x7k", GoldOrigin.Own);

    private static GoldTask? Pick(int worker, GoldTask[] shelf, HashSet<CaptchaId> seen) => Choice.Pick(new WorkerId(worker), shelf, _ => true, seen.Contains);

    private static Witness Said(int cluster, string answer) => new(new WorkerId(cluster), answer, IsHigh: true);

    private static GoldTask? Grown(Witness[] answers, bool good = true, bool bad = false, Kind kind = Kind.ImageText) => GoldGrowth.Of(
        new CaptchaId(9), kind, answers, good, bad, (a, b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase), Options);
}
