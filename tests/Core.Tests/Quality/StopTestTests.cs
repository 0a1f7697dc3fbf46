using CaptchaGrains.Core.Quality;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class StopTestTests
{
    private static readonly StopOptions Options = StopOptions.Default;
    private static readonly StopVerdict[,] Verdicts = AllVerdicts();

    [Fact]
    public void A_worker_of_86_percent_is_suspended_in_at_most_one_of_ten_thousand_tests()
    {
        var computed = StopOdds.Of(0.86, Options).Suspended;
        Assert.InRange(computed, 1e-6, Options.FalseAlarms);
        const int Tests = 1_000_000;
        var (suspended, _) = Simulate(0.86, Tests, seed: 20_260_101);
        Assert.InRange(suspended, 0, Tests / 10_000);
        // The simulation agrees with the computed bound within four standard deviations.
        var expected = computed * Tests;
        Assert.InRange(suspended, expected - 4 * Math.Sqrt(expected), expected + 4 * Math.Sqrt(expected));
    }

    [Fact]
    public void Better_workers_are_suspended_less_and_worse_ones_more()
    {
        var shares = Enumerable.Range(0, 21).Select(i => i / 20.0).Append(0.86).Order().ToArray();
        var suspended = shares.Select(s => StopOdds.Of(s, Options).Suspended).ToArray();
        for (var i = 1; i < shares.Length; i++) Assert.True(suspended[i] <= suspended[i - 1] + 1e-12, $"{shares[i]}: {suspended[i]}");
        Assert.All(shares.Zip(suspended).Where(s => s.First >= 0.86), s => Assert.InRange(s.Second, 0, Options.FalseAlarms));
        Assert.All(shares.Zip(suspended).Where(s => s.First <= 0.5), s => Assert.InRange(s.Second, 0.999, 1));
    }

    [Theory]
    [InlineData(0.0, 6)] // never right: six wrong answers in a row
    [InlineData(0.05, 6)]
    [InlineData(0.5, 27)]
    [InlineData(0.7, 123)]
    public void A_bad_worker_is_caught_after_so_many_checked_answers(double share, int median)
    {
        var odds = StopOdds.Of(share, Options);
        Assert.Equal(median, odds.MedianToSuspension);
        var (suspended, answers) = Simulate(share, 20_000, seed: 4);
        Assert.Equal(odds.Suspended, suspended / 20_000.0, 0.01);
        Assert.InRange(answers / 20_000.0, odds.Answers * 0.97, odds.Answers * 1.03);
    }

    [Fact]
    public void A_worker_who_turns_bad_after_years_is_caught_like_a_new_one()
    {
        var random = new Random(11);
        var test = StopTest.Fresh;
        for (var i = 0; i < 100_000; i++) (_, test) = test.After(random.NextDouble() < 0.98, Options);
        var wrong = 0;
        for (var verdict = StopVerdict.GoOn; verdict != StopVerdict.Suspend; wrong++) (verdict, test) = test.After(right: false, Options);
        Assert.InRange(wrong, 6, 25);
    }

    [Fact]
    public void One_wrong_answer_never_suspends_anybody() =>
        Assert.All(Enumerable.Range(0, Options.MostAnswers), right => Assert.NotEqual(StopVerdict.Suspend, new StopTest(right, 1).Verdict(Options)));

    [Fact]
    public void A_wrong_answer_never_speaks_for_a_worker_nor_a_right_one_against_him_once_some_are_known() => Property.Holds(
        Gen.Choose(0, 300).SelectMany(r => Gen.Choose(0, 200).Select(w => new StopTest(r, w))), test =>
        {
            var now = test.LogEvidence(Options);
            Assert.True((test with { Wrong = test.Wrong + 1 }).LogEvidence(Options) > now);
            Assert.True((test with { Right = test.Right + 1 }).LogEvidence(Options) < now);
        });

    [Fact]
    public void The_evidence_is_a_fair_game_for_a_worker_at_the_limit() => Property.Holds(
        Gen.Choose(0, 300).SelectMany(r => Gen.Choose(0, 200).Select(w => new StopTest(r, w))), test =>
        {
            var now = test.LogEvidence(Options);
            var next = 0.86 * Math.Exp((test with { Right = test.Right + 1 }).LogEvidence(Options) - now)
                + 0.14 * Math.Exp((test with { Wrong = test.Wrong + 1 }).LogEvidence(Options) - now);
            Assert.Equal(1, next, 1e-9);
        });

    [Fact]
    public void Options_that_cannot_work_are_found()
    {
        Assert.Null(Options.Flaw());
        Assert.NotNull((Options with { FineShare = 1 }).Flaw());
        Assert.NotNull((Options with { FalseAlarms = 0 }).Flaw());
        Assert.NotNull((Options with { ClearBelow = 1 }).Flaw());
        Assert.NotNull((Options with { MostAnswers = 0 }).Flaw());
    }

    private static (int Suspended, long Answers) Simulate(double share, int tests, int seed)
    {
        var random = new Random(seed);
        var suspended = 0;
        long answers = 0;
        for (var i = 0; i < tests; i++)
        {
            int right = 0, wrong = 0;
            StopVerdict verdict;
            do
            {
                if (random.NextDouble() < share) right++;
                else wrong++;
                answers++;
                verdict = Verdicts[right, wrong];
            }
            while (verdict == StopVerdict.GoOn);
            if (verdict == StopVerdict.Suspend) suspended++;
        }
        return (suspended, answers);
    }

    private static StopVerdict[,] AllVerdicts()
    {
        var all = new StopVerdict[Options.MostAnswers + 1, Options.MostAnswers + 1];
        for (var right = 0; right <= Options.MostAnswers; right++)
        {
            for (var wrong = 0; right + wrong <= Options.MostAnswers; wrong++)
            {
                // With more wrong answers it stays so: what is suspended once is not looked at again.
                var decided = wrong > 0 && all[right, wrong - 1] == StopVerdict.Suspend;
                all[right, wrong] = decided ? StopVerdict.Suspend : new StopTest(right, wrong).Verdict(Options);
            }
        }
        return all;
    }
}
