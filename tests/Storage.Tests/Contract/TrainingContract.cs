using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>How far workers are, and the tasks that operators add and retire.</summary>
public abstract class TrainingContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly WorkerId Ada = Given.Worker(7);

    private ITrainingStore Training => Store.Training;

    [Fact]
    public async Task A_record_comes_back_as_it_was_saved()
    {
        Assert.Null(await Training.FindTraining(Ada));
        var record = Begun(1, run: 1);
        Assert.True(await Training.SaveTraining(record));
        var next = record with
        {
            Version = 2,
            PassedAt = Given.Noon,
            Run = record.Run! with { Given = ["ж \"x\" 😀", "1,5"], Mistake = new TrainingMistake("a\nb", "c") },
        };
        Assert.True(await Training.SaveTraining(next));
        await Reopen();
        AssertSame(next, await Training.FindTraining(Ada));
        Assert.Null(await Training.FindTraining(Given.Worker(8)));
    }

    [Fact]
    public async Task A_change_that_does_not_follow_is_refused_and_the_same_again_is_not()
    {
        Assert.False(await Training.SaveTraining(Begun(2, run: 1)));
        var first = Begun(1, run: 1);
        Assert.True(await Training.SaveTraining(first));
        Assert.True(await Training.SaveTraining(first));
        Assert.False(await Training.SaveTraining(Begun(1, run: 2)));
        Assert.True(await Training.SaveTraining(Begun(2, run: 2)));
        Assert.False(await Training.SaveTraining(first));
        AssertSame(Begun(2, run: 2), await Training.FindTraining(Ada));
    }

    [Fact]
    public async Task Of_many_changes_at_once_one_happens()
    {
        await Training.SaveTraining(Begun(1, run: 1));
        var done = await Task.WhenAll(Enumerable.Range(2, 8).Select(n => Training.SaveTraining(Begun(2, run: n))));
        Assert.Single(done, d => d);
    }

    [Fact]
    public async Task A_task_comes_back_with_its_image_and_the_first_of_a_number_stands()
    {
        var task = Squares(100_001);
        var image = new StoredImage("image/png", [1, 2, 3]);
        await Training.AddTrainingTask(task, image);
        await Training.AddTrainingTask(Squares(100_001) with { Truth = "9" }, null);
        var question = new TrainingTask(new TrainingTaskId(100_002), TrainingSort.Question, new CaptchaRequest(Kind.Text) { Instruction = "¿Cuánto es 1 + 1?" }, "2");
        await Training.AddTrainingTask(question, null);
        await Reopen();
        Assert.Equal([task, question], await Training.TrainingTasks(default, 10));
        Assert.Equal([question], await Training.TrainingTasks(task.Id, 10));
        Assert.Equal([task], await Training.TrainingTasks(default, 1));
        var stored = await Training.FindTrainingImage(task.Id);
        Assert.Equal(("image/png", "1 2 3"), (stored!.ContentType, string.Join(' ', stored.Bytes)));
        Assert.Null(await Training.FindTrainingImage(question.Id));
        Assert.Null(await Training.FindTrainingImage(new TrainingTaskId(5)));
    }

    [Fact]
    public async Task A_task_is_retired_once_also_one_that_the_store_does_not_hold()
    {
        Assert.True(await Training.RetireTrainingTask(new TrainingTaskId(1_003)));
        Assert.False(await Training.RetireTrainingTask(new TrainingTaskId(1_003)));
        Assert.True(await Training.RetireTrainingTask(new TrainingTaskId(17)));
        await Reopen();
        Assert.Equal([17, 1_003], (await Training.RetiredTrainingTasks(default, 10)).Select(t => t.Value));
        Assert.Equal([1_003], (await Training.RetiredTrainingTasks(new TrainingTaskId(17), 10)).Select(t => t.Value));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Training.RetiredTrainingTasks(default, 501));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Training.TrainingTasks(default, 0));
    }

    private static TrainingRecord Begun(long version, int run) => new(Ada)
    {
        Version = version,
        Runs = run,
        PartOneDone = true,
        Seen = [new TrainingTaskId(3), new TrainingTaskId(100_001)],
        Run = new TrainingRun(run, TrainingPart.Exam, [new TrainingTaskId(100_001), new TrainingTaskId(3)], Given.Noon),
    };

    private static TrainingTask Squares(long id) => new(new TrainingTaskId(id), TrainingSort.Squares,
        new CaptchaRequest(Kind.Grid) { Grid = new GridShape(3, 3, false, null, null), Clicks = new ClickRange(1, 0), Instruction = "Boats." }, "1,5")
    {
        Hint = "Look at the sails.",
        PointPixels = 12.5,
    };

    private static void AssertSame(TrainingRecord expected, TrainingRecord? actual) => Assert.Equal(TrainingJson.Write(expected), actual is null ? null : TrainingJson.Write(actual));
}
