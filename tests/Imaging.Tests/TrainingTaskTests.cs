using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Training;
using CaptchaGrains.TrainingTasks;

namespace CaptchaGrains.Imaging.Tests;

/// <summary>The tasks of training and exam that come with the product.</summary>
public sealed class TrainingTaskTests
{
    [Fact]
    public void There_are_enough_of_each_sort_for_twenty_exams_without_the_same_task_twice() => Assert.All(
        TrainingSorts.All, sort => Assert.True(ShippedTasks.All.Count(t => t.Sort == sort) > 20 * TrainingOptions.Default.ExamPerSort));

    [Fact]
    public void Every_task_can_be_answered_and_has_its_image() => Assert.All(ShippedTasks.All, task =>
    {
        Assert.True(task.Id.IsShipped);
        Assert.Null(TrainingTask.Flaw(task.Sort, task.Request));
        Assert.Equal((task.Truth, null), AnswerForm.Check(task.Request, task.Truth));
        Assert.True(task.IsRight(task.Truth));
        var image = ShippedTasks.Image(task.Id);
        Assert.Equal(task.HasImage, image is not null);
        if (image is null) return;
        Assert.True(ImageProbe.TryRead(image.Bytes.AsSpan(), out var size));
        Assert.Equal((task.Request.ImageWidth, task.Request.ImageHeight), (size.Width, size.Height));
    });

    [Theory]
    [InlineData(TrainingSort.Text)]
    [InlineData(TrainingSort.Arithmetic)]
    [InlineData(TrainingSort.Squares)]
    [InlineData(TrainingSort.Points)]
    [InlineData(TrainingSort.Question)]
    public void What_is_committed_is_what_the_generator_draws(TrainingSort sort)
    {
        var shipped = ShippedTasks.All.Where(t => t.Sort == sort).ToList();
        foreach (var n in (int[])[1, 2, TaskWriter.PerSort])
        {
            var (task, image) = TaskWriter.Make(sort, n);
            Assert.Equal(task.ToTask(), shipped[n - 1]);
            Assert.Equal(task.Translations?["es"], ShippedTasks.Instruction(shipped[n - 1].Id, "es"));
            Assert.Equal(image ?? [], ShippedTasks.Image(shipped[n - 1].Id)?.Bytes.ToArray() ?? []);
        }
    }

    [Fact]
    public void No_two_questions_are_the_same_in_either_language()
    {
        var questions = ShippedTasks.All.Where(t => t.Sort == TrainingSort.Question).ToList();
        Assert.Equal(questions.Count, questions.Select(t => t.Request.Instruction).Distinct().Count());
        Assert.Equal(questions.Count, questions.Select(t => ShippedTasks.Instruction(t.Id, "es")).Distinct().Count());
    }

    [Fact]
    public void The_answer_to_a_question_does_not_depend_on_its_language() => Assert.All(
        ShippedTasks.All.Where(t => t.Sort == TrainingSort.Question && !t.Truth.All(char.IsAsciiDigit)), task =>
        {
            Assert.Contains(task.Truth, task.Request.Instruction!, StringComparison.Ordinal);
            Assert.Contains(task.Truth, ShippedTasks.Instruction(task.Id, "es")!, StringComparison.Ordinal);
        });
}
