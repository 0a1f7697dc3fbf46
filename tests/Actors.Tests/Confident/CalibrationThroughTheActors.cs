using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Testing.Crowds;

namespace CaptchaGrains.Actors.Tests.Confident;

/// <summary>
/// Confident mode with a mixed crowd (<see cref="Typing"/>), by the actors themselves: dispatch chooses who votes, their skill is what the store knows of them, and what is
/// measured is what customers are told and charged.
/// </summary>
public class CalibrationThroughTheActors(ITestOutputHelper output)
{
    private const int Workers = 100;
    private const int Captchas = 6_000;
    private const long FirstWorker = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task More_than_99_percent_are_right_at_no_more_than_1_7_answers_each_and_the_confidence_is_calibrated(int seed)
    {
        var random = new Random(seed);
        var typing = new Typing(random, misdrawn: 0.01);
        using var c = await Crowd.Open();
        var mistakes = new Dictionary<long, double>();
        for (var worker = FirstWorker; worker < FirstWorker + Workers; worker++)
        {
            mistakes[worker] = MistakesOf((worker - FirstWorker + 0.5) / Workers, random);
            await Know(c.M, await c.M.Worker(worker), mistakes[worker], typing, random);
        }

        var given = new List<(double Confidence, bool Right)>();
        int right = 0, single = 0;
        for (var i = 0; i < Captchas; i++)
        {
            var image = typing.Next();
            var id = await c.Submit(1, 5, 1, 0.98);
            var view = await c.Read(id);
            for (var turn = 0; view.Status == CaptchaViewStatus.Processing; turn++)
            {
                Assert.True(turn < 100);
                var worker = FirstWorker + random.Next(Workers);
                if (await c.M.Next(new WorkerId(worker)) is not { } assignment) continue; // he has voted
                var answer = mistakes[worker] >= 1 ? typing.Anything() : typing.Read(image, mistakes[worker]);
                if (turn == 0 && answer == image.Text) single++;
                await c.M.Work.Answer(assignment.Id, answer);
                await c.M.Settle();
                view = await c.Read(id);
            }
            if (view.Answer == image.Text) right++;
            if (view.Status == CaptchaViewStatus.Solved) given.Add((view.Agreement!.Confidence, view.Answer == image.Text));
        }

        // What was charged is rate and fee for each answer: so the ledger says how many there were.
        var answers = (double)(await c.Spent()).Nanos / Crowd.Price.Price.Nanos / Captchas;
        var error = ExpectedCalibrationError(given);
        output.WriteLine($"seed {seed}: {(double)right / Captchas:P2} right, {(double)single / Captchas:P2} with one answer, {answers:0.00} answers each, calibration error {error:0.0000}");
        Assert.InRange((double)single / Captchas, 0.90, 0.97);
        Assert.InRange((double)right / Captchas, 0.991, 1);
        Assert.InRange(answers, 1, 1.7);
        Assert.InRange(error, 0, 0.02);
    }

    /// <summary>As in the simulation of the rules: 60 % careful, 28 % ordinary, 10 % careless, 2 % who type anything.</summary>
    private static double MistakesOf(double rank, Random random) => rank switch
    {
        < 0.60 => 0.005 + 0.010 * random.NextDouble(),
        < 0.88 => 0.03 + 0.03 * random.NextDouble(),
        < 0.98 => 0.10 + 0.10 * random.NextDouble(),
        _ => 1,
    };

    /// <summary>The marketplace has seen 40 to 400 checked answers of him.</summary>
    private static async Task Know(Marketplace m, WorkerId worker, double mistakes, Typing typing, Random random)
    {
        var captcha = new CaptchaId(2_000_000_000 + worker.Value);
        await m.Store.AddReport(new Ports.ReportRow(captcha, CustomerId.House, true, m.Time.GetUtcNow(), captcha.Value));
        var (next, _) = (await m.Store.FindReportState(captcha))!.After(ReportEvent.SaysGood)!.Value;
        var pieces = Enumerable.Range(0, random.Next(40, 400)).Select(n =>
        {
            var image = typing.Next();
            var isRight = (mistakes >= 1 ? typing.Anything() : typing.Read(image, mistakes)) == image.Text;
            return new Evidence(worker, new CaptchaId(3_000_000_000 + worker.Value * 1_000 + n), EvidenceSource.Gold, Kind.ImageText, isRight, 1, m.Time.GetUtcNow());
        });
        Assert.Equal(CommitVerdict.Created, (await m.Store.Commit(new ReportCommit(next, [.. pieces], [], m.Time.GetUtcNow()))).Verdict);
        await m.Actors.Worker(worker).Judged();
    }

    /// <summary>Guo et al. 2017: the mean of |confidence − share of right ones|, over twenty bins of equal size, so that none is thin.</summary>
    private static double ExpectedCalibrationError(List<(double Confidence, bool Right)> given) => given
        .OrderBy(g => g.Confidence)
        .Chunk((given.Count + 19) / 20)
        .Sum(bin => bin.Length * Math.Abs(bin.Average(g => g.Confidence) - bin.Average(g => g.Right ? 1.0 : 0))) / given.Count;
}
