namespace CaptchaGrains.Demo.Tests;

public sealed class WorkerHabitsTests
{
    [Fact]
    public void Times_are_human_bounded_and_repeatable()
    {
        var habits = new WorkerHabits();
        var random = new Random(5);
        var times = Enumerable.Range(0, 10_001).Select(_ => habits.ThinkingTime(random)).Order().ToArray();

        Assert.InRange(times[5_000], TimeSpan.FromSeconds(3.8), TimeSpan.FromSeconds(4.2));
        Assert.True(times[0] >= habits.ShortestTime && times[^1] <= habits.LongestTime);
        Assert.True(times[9_900] > TimeSpan.FromSeconds(8), "a few take much longer");
        Assert.Equal(habits.ThinkingTime(new Random(9)), habits.ThinkingTime(new Random(9)));
    }

    [Fact]
    public void Pauses_after_failures_double_up_to_the_longest_and_end()
    {
        var habits = new WorkerHabits { FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(5), MostFailures = 5 };
        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(1, 5).Select(n => (int)habits.PauseAfter(n)!.Value.TotalSeconds));
        Assert.Null(habits.PauseAfter(6));
    }

    [Fact]
    public void A_slip_changes_one_character_and_keeps_the_form()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            const string answer = "Ab7";
            var slip = Slip.In(answer, new Random(seed));
            Assert.Equal(answer.Length, slip.Length);
            var changed = Assert.Single(Enumerable.Range(0, 3), i => char.ToLowerInvariant(slip[i]) != char.ToLowerInvariant(answer[i]));
            Assert.Equal(char.IsAsciiDigit(answer[changed]), char.IsAsciiDigit(slip[changed]));
            Assert.Equal(char.IsUpper(answer[changed]), char.IsUpper(slip[changed]));
        }
    }

    [Fact]
    public void Habits_outside_of_their_ranges_are_refused()
    {
        WorkerHabits[] wrong =
        [
            new() { ErrorShare = 1.1 }, new() { SkipShare = -0.1 }, new() { Spread = 3 }, new() { MedianTime = TimeSpan.FromMilliseconds(1) },
            new() { FirstPause = TimeSpan.Zero },
        ];
        Assert.All(wrong, habits => Assert.Throws<ArgumentException>(habits.Validate));
        new WorkerHabits().Validate();
    }
}
