using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Training;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Training;

public sealed class TrainingRulesTests
{
    private const int PerSort = 7;

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TrainingOptions Numbers = TrainingOptions.Default;
    private static readonly ImmutableArray<TrainingTask> Pool =
        [.. TrainingSorts.All.SelectMany(sort => Enumerable.Range(1, PerSort).Select(n => Task(sort, (int)sort * 100 + n)))];

    private static readonly TrainingRecord Fresh = new(new WorkerId(7));

    private enum Step
    {
        PartOne,
        Exam,
        Right,
        Wrong,
        Again,
        Stale,
        Ahead,
        StartOver,
        Settle,
    }

    [Fact]
    public void Whatever_somebody_does_only_right_answers_to_every_task_of_an_exam_pass_it() => Property.HoldsForAll(
        from step in Gen.Elements(Enum.GetValues<Step>()) from seed in Gen.Choose(0, 1_000_000) select (step, seed), 120,
        steps =>
        {
            var record = Fresh;
            var passed = 0;
            foreach (var (step, seed) in steps)
            {
                var (verdict, next) = Do(record, step, (ulong)seed);
                Assert.True(ReferenceEquals(next, record) || next.Version == record.Version + 1);
                Assert.True(next.Runs >= record.Runs);
                Assert.All(next.Run?.Tasks ?? [], t => Assert.Contains(t, next.Seen));
                if (next.PartOneDone && !record.PartOneDone) Assert.True(next.Run is { Part: TrainingPart.One, Status: TrainingRunStatus.Passed });
                if (next.PassedAt is not null && next.Run is { Part: TrainingPart.Exam, Status: TrainingRunStatus.Passed } run && record.Run?.Status == TrainingRunStatus.Open)
                {
                    passed++;
                    Assert.Equal(TrainingVerdict.Right, verdict);
                    Assert.True(record.PartOneDone);
                    Assert.Equal(TrainingSorts.All.Length * Numbers.ExamPerSort, run.Given.Length);
                    Assert.All(run.Tasks.Zip(run.Given), t => Assert.True(Find(t.First).IsRight(t.Second)));
                }
                else
                {
                    Assert.Equal(record.PassedAt, next.PassedAt);
                }
                if (record.Run is { Part: TrainingPart.Exam, Status: TrainingRunStatus.Failed } failed && next.Run?.Number == failed.Number) Assert.Equal(failed, next.Run);
                record = next;
            }
            Assert.Equal(passed > 0, record.PassedAt is not null);
        }, 400);

    [Fact]
    public void No_exam_has_a_task_that_he_had_before_while_there_are_others() => Property.HoldsForAll(Gen.Choose(0, int.MaxValue), 3, seeds =>
    {
        var record = Fresh with { PartOneDone = true };
        var had = new HashSet<TrainingTaskId>();
        // Part one has one of each sort, and an exam two: of seven there are enough for one and three.
        foreach (var (n, seed) in seeds.Prepend(1).Index())
        {
            (_, record) = TrainingRules.Begin(record, n == 0 ? TrainingPart.One : TrainingPart.Exam, Pool, (ulong)seed, Numbers, Noon);
            Assert.All(record.Run!.Tasks, t => Assert.True(had.Add(t)));
        }
    }, 100);

    [Fact]
    public void Used_up_tasks_come_again_but_not_those_of_the_last_run()
    {
        var record = Fresh with { PartOneDone = true };
        for (var n = 0; n < 50; n++)
        {
            var last = record.Run?.Tasks ?? [];
            (var verdict, record) = TrainingRules.Begin(record, TrainingPart.Exam, Pool, (ulong)n, Numbers, Noon);
            Assert.Equal(TrainingVerdict.Right, verdict);
            Assert.Empty(last.Intersect(record.Run!.Tasks));
            Assert.Equal(TrainingSorts.All.SelectMany(s => new[] { s, s }), record.Run.Tasks.Select(t => Find(t).Sort));
        }
    }

    [Fact]
    public void Another_seed_draws_another_exam_and_the_same_one_the_same()
    {
        var record = Fresh with { PartOneDone = true };
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));

        IEnumerable<TrainingTaskId> Drawn(ulong seed) => TrainingRules.Begin(record, TrainingPart.Exam, Pool, seed, Numbers, Noon).Record.Run!.Tasks;
    }

    [Fact]
    public void There_is_no_exam_before_part_one_and_none_without_enough_tasks()
    {
        Assert.Equal(TrainingVerdict.PartOneFirst, TrainingRules.Begin(Fresh, TrainingPart.Exam, Pool, 1, Numbers, Noon).Verdict);
        var (verdict, record) = TrainingRules.Begin(Fresh, TrainingPart.One, [.. Pool.Where(t => t.Sort != TrainingSort.Points)], 1, Numbers, Noon);
        Assert.Equal((TrainingVerdict.NoTasks, Fresh), (verdict, record));
    }

    [Fact]
    public void A_wrong_answer_in_part_one_is_shown_and_asked_for_again()
    {
        var begun = TrainingRules.Begin(Fresh, TrainingPart.One, Pool, 1, Numbers, Noon).Record;
        var (verdict, wrong) = TrainingRules.Answer(begun, 1, 0, Find(begun.Run!.Current!.Value), "wrong", Noon);
        Assert.Equal((TrainingVerdict.Wrong, TrainingRunStatus.Open, new TrainingMistake("wrong", "right")), (verdict, wrong.Run!.Status, wrong.Run.Mistake));
        (verdict, var right) = TrainingRules.Answer(wrong, 1, 0, Find(begun.Run.Current.Value), "RIGHT", Noon);
        Assert.Equal((TrainingVerdict.Right, 1, null), (verdict, right.Run!.Position, right.Run.Mistake));
    }

    [Fact]
    public void A_passed_exam_grants_what_was_examined_and_all_of_it_what_cannot_be()
    {
        Assert.Equal([Kind.Grid], TrainingSorts.Granted([TrainingSort.Squares, TrainingSort.SquareNumbers]));
        Assert.Equal(Enum.GetValues<Kind>(), TrainingSorts.Granted(TrainingSorts.All));
    }

    [Fact]
    public void Points_are_right_within_the_things_that_are_drawn_there()
    {
        var task = new TrainingTask(new TrainingTaskId(1), TrainingSort.Points, new CaptchaRequest(Kind.Coordinates) { ImageWidth = 280, ImageHeight = 210 }, "100,100;200,50")
        {
            PointPixels = 26,
        };
        Assert.True(task.IsRight("220,60;90,85"));
        Assert.False(task.IsRight("100,127;200,50"));
        Assert.False(task.IsRight("100,100"));
        Assert.False((task with { PointPixels = null }).IsRight("120,100;200,50"));
    }

    [Theory]
    [InlineData("12-3", true)]
    [InlineData("12-03", false)]
    [InlineData("-3", false)]
    [InlineData("12", false)]
    [InlineData("12--3", false)]
    [InlineData("12-99999999999", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_run_is_named_by_its_worker_and_its_number(string? text, bool isOne)
    {
        Assert.Equal(isOne, TrainingRunId.TryParse(text, out var id));
        Assert.Equal(isOne ? new TrainingRunId(new WorkerId(12), 3) : default, id);
    }

    private static (TrainingVerdict, TrainingRecord) Do(TrainingRecord record, Step step, ulong seed)
    {
        var (number, position) = (record.Run?.Number ?? 1, record.Run?.Position ?? 0);
        var current = record.Run?.Current is { } id ? Find(id) : null;
        return step switch
        {
            // Seldom, so that runs are walked to their end.
            Step.PartOne when seed % 6 == 0 => TrainingRules.Begin(record, TrainingPart.One, Pool, seed, Numbers, Noon),
            Step.Exam when seed % 6 == 0 => TrainingRules.Begin(record, TrainingPart.Exam, Pool, seed, Numbers, Noon),
            Step.Right or Step.Again or Step.Ahead when seed % 4 != 0 => Rightly(record),
            Step.Wrong when seed % 8 != 0 => Rightly(record),
            Step.Right => TrainingRules.Answer(record, number, position, current, "right", Noon),
            Step.Wrong => TrainingRules.Answer(record, number, position, current, "wrong", Noon),
            Step.Again => TrainingRules.Answer(record, number, Math.Max(0, position - 1), current, "right", Noon),
            Step.Stale => TrainingRules.Answer(record, number - 1, position, current, "right", Noon),
            Step.Ahead => TrainingRules.Answer(record, number, position + 1, current, "right", Noon),
            Step.StartOver when seed % 10 == 0 => (TrainingVerdict.Right, TrainingRules.StartOver(record)),
            Step.Settle => (TrainingVerdict.Right, TrainingRules.Settle(record)),
            _ => (TrainingVerdict.Right, record),
        };
    }

    private static (TrainingVerdict, TrainingRecord) Rightly(TrainingRecord record) =>
        TrainingRules.Answer(record, record.Run?.Number ?? 1, record.Run?.Position ?? 0, record.Run?.Current is { } id ? Find(id) : null, "right", Noon);

    private static TrainingTask Find(TrainingTaskId id) => Pool.Single(t => t.Id == id);

    private static TrainingTask Task(TrainingSort sort, int id) => new(new TrainingTaskId(id), sort, new CaptchaRequest(Kind.ImageText), "right");
}
