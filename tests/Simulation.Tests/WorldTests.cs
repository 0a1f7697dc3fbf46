using CaptchaGrains.Simulation.World;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

public sealed class WorldTests
{
    [Fact]
    public void Nothing_of_a_killed_process_ever_runs()
    {
        var world = new SimWorld(1);
        var process = world.Start("victim");
        var ran = 0;
        world.After(process, TimeSpan.FromSeconds(2), () => ran++);
        world.Run(process, async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), process.Time);
            ran++;
            await Task.Delay(TimeSpan.FromSeconds(2), process.Time);
            ran++;
        });
        world.RunFor(TimeSpan.FromSeconds(1.5));
        world.Post(process, () => ran++);
        process.Kill();
        world.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Ready_steps_are_taken_in_an_order_of_the_seed()
    {
        Assert.Equal(Order(5), Order(5));
        Assert.NotEqual(Order(5), Order(6));

        static string Order(long seed)
        {
            var world = new SimWorld(seed);
            var process = world.Start("p");
            var order = "";
            for (var i = 0; i < 10; i++)
            {
                var letter = (char)('a' + i);
                world.Post(process, () => order += letter);
            }
            world.RunFor(TimeSpan.Zero);
            return order;
        }
    }

    [Fact]
    public void The_clock_moves_only_to_the_next_alarm()
    {
        var world = new SimWorld(1);
        var process = world.Start("p");
        var seen = new List<double>();
        foreach (var at in (double[])[3, 1, 2]) world.After(process, TimeSpan.FromSeconds(at), () => seen.Add(world.Elapsed.TotalSeconds));
        world.After(process, TimeSpan.FromSeconds(2.5), () => seen.Add(-1)).Cancel();
        world.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(0, world.Pending);
    }

    [Fact]
    public async Task Leaving_for_the_thread_pool_is_caught()
    {
        var world = new SimWorld(1);
        var process = world.Start("p");
        SynchronizationContext? inside = null;
        world.Post(process, () => inside = SynchronizationContext.Current);
        world.RunFor(TimeSpan.Zero);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Factory.StartNew(
            () => inside!.Post(_ => { }, null), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Assert.NotNull(world.Failure);
    }

    [Fact]
    public void A_story_that_throws_fails_the_run()
    {
        var world = new SimWorld(1);
        world.Run(world.Nature, async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), world.Nature.Time);
            throw new NotSupportedException("a broken story");
        });
        world.RunFor(TimeSpan.FromSeconds(5));
        Assert.Contains("a broken story", world.Failure!.Detail, StringComparison.Ordinal);
    }
}
