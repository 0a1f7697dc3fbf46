using CaptchaGrains.Core.Quality;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

/// <summary>Confident mode with <see cref="TypingCrowd"/>, whose own numbers the product does not know.</summary>
public sealed class ConfidentSimulationTests(ITestOutputHelper output)
{
    private const int Captchas = 30_000;
    private static readonly ConfidentOptions Options = ConfidentOptions.Default;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void More_than_99_percent_are_right_at_no_more_than_1_7_answers_each(int seed)
    {
        var outcome = Run(new ConfidentTerms(1, 5, 1, 0.98), seed);
        Assert.InRange(outcome.Single, 0.90, 0.97); // one answer alone is not nearly so good
        Assert.InRange(outcome.Right, 0.991, 1);
        Assert.InRange(outcome.Answers, 1, 1.7);
        Assert.InRange(outcome.CalibrationError, 0, 0.02);
    }

    [Theory]
    [InlineData(1, 1, 1, 0.0, 0.01)]
    [InlineData(1, 5, 1, 0.9, 0.01)]
    [InlineData(1, 5, 1, 0.995, 0.01)]
    [InlineData(2, 5, 2, 0.0, 0.01)]
    [InlineData(3, 5, 3, 0.0, 0.01)]
    [InlineData(1, 5, 1, 0.98, 0.04)] // a source of images that mislead people four times as often
    [InlineData(2, 5, 2, 0.98, 0.04)]
    public void The_confidence_is_calibrated_whatever_the_terms(int least, int most, int matches, double confidence, double misdrawn) =>
        Assert.InRange(Run(new ConfidentTerms(least, most, matches, confidence), seed: 9, misdrawn).CalibrationError, 0, 0.02);

    [Fact]
    public void More_confidence_costs_more_answers_and_is_right_more_often()
    {
        var outcomes = new[] { 0, 0.95, 0.98, 0.995 }.Select(c => Run(new ConfidentTerms(1, 5, 1, c), seed: 5)).ToArray();
        for (var i = 1; i < outcomes.Length; i++)
        {
            Assert.True(outcomes[i].Answers > outcomes[i - 1].Answers);
            Assert.True(outcomes[i].Right > outcomes[i - 1].Right);
        }
    }

    private Outcome Run(ConfidentTerms terms, int seed, double misdrawn = 0.01)
    {
        var crowd = new TypingCrowd(seed, misdrawn);
        var given = new List<(double Confidence, bool Right)>();
        int used = 0, right = 0;
        for (var i = 0; i < Captchas; i++)
        {
            var image = crowd.NextImage();
            var answers = new List<CrowdAnswer>();
            foreach (var worker in crowd.InTurn())
            {
                answers.Add(new CrowdAnswer(worker.Id, crowd.Type(worker, image), Options.ShareOf(worker.Known)));
                if (answers.Count == 1 && TypingCrowd.Likeness.Same(answers[0].Answer, image.Text)) right++;
                var decision = ConfidentDecision.Of(terms, answers, TypingCrowd.Likeness, Options);
                if (decision.Step == ConfidentStep.AskAnother) continue;
                used += answers.Count;
                if (decision.Step == ConfidentStep.Done)
                    given.Add((decision.Best!.Confidence, TypingCrowd.Likeness.Same(decision.Best.Answer, image.Text)));
                break;
            }
        }
        var outcome = new Outcome(
            given.Count(g => g.Right) / (double)Captchas, used / (double)Captchas, ExpectedCalibrationError(given), right / (double)Captchas);
        output.WriteLine($"seed {seed}, {terms}, {misdrawn:P0} misdrawn: {outcome}");
        return outcome;
    }

    /// <summary>Guo et al. 2017: the mean of |confidence − share of right ones|, over twenty bins of equal size, so that none is thin.</summary>
    private static double ExpectedCalibrationError(List<(double Confidence, bool Right)> given) => given
        .OrderBy(g => g.Confidence)
        .Chunk((given.Count + 19) / 20)
        .Sum(bin => bin.Length * Math.Abs(bin.Average(g => g.Confidence) - bin.Average(g => g.Right ? 1.0 : 0))) / given.Count;

    /// <param name="Right">Right answers of all captchas; one that is given up counts as wrong.</param>
    /// <param name="Single">What it would be with the first answer alone.</param>
    private sealed record Outcome(double Right, double Answers, double CalibrationError, double Single);
}
