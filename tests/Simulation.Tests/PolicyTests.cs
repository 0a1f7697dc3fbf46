using CaptchaGrains.Simulation.Policies;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

public sealed class PolicyTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, PolicyOutcome>> Outcomes =
        new(() => PolicyTable.Run(from: 1, seeds: 3).ToDictionary(o => o.Policy));

    [Fact]
    public void The_rules_of_reports_catch_every_cheat_and_suspend_no_honest_worker()
    {
        foreach (var policy in new[] { "full, stop rule", "full, stop rule, gold 1 %" })
        {
            var outcome = Outcomes.Value[policy];
            Assert.Equal(0, outcome.HonestSanctioned);
            Assert.Equal(150, outcome.Honest);
            Assert.All(Enum.GetValues<Character>().Where(c => c is not (Character.Honest or Character.Clumsy)), c => Assert.InRange(outcome.CaughtShare(c), 0.95, 1));
            Assert.InRange(outcome.MedianAnswers(Character.Random)!.Value, 1, 25);
        }
    }

    [Fact]
    public void Three_of_five_suspend_honest_workers_whose_mistakes_look_bad_and_the_stop_rule_does_not()
    {
        Assert.InRange(Outcomes.Value["full, three of five"].CaughtShare(Character.Clumsy), 0.05, 1);
        Assert.Equal(0, Outcomes.Value["full, stop rule"].CaughtShare(Character.Clumsy));
    }

    [Fact]
    public void Without_rules_nobody_is_caught_and_with_them_far_fewer_answers_are_wrong()
    {
        var none = Outcomes.Value["none"];
        Assert.Null(none.MedianAnswers(Character.Random));
        Assert.Equal(0, none.Cost.Nanos);
        Assert.Equal(0, none.Looks);
        var full = Outcomes.Value["full, stop rule, gold 1 %"];
        Assert.True(full.Wrong * 3 < none.Wrong, $"{full.Wrong} of {none.Wrong}");
        Assert.InRange(full.Cost.Nanos * 1_000.0 / full.Captchas, 1, 30_000_000); // of $0.21 that 1000 cost
    }

    [Fact]
    public void Who_reports_everything_bad_gets_little_for_it()
    {
        var full = Outcomes.Value["full, stop rule"];
        // He is a ninth of the customers: without the rule, each of his right answers would be refunded.
        Assert.InRange(full.RefundsOfRight, 1, full.Captchas / 500);
    }

    [Fact]
    public void Gold_tasks_alone_find_who_types_anything() =>
        Assert.InRange(Outcomes.Value["gold 1 % only"].CaughtShare(Character.Random), 0.05, 1);

    [Fact]
    public void Gold_tasks_are_as_many_as_they_should_be()
    {
        var one = Outcomes.Value["full, stop rule, gold 1 %"];
        Assert.InRange(one.GoldTasks / (double)(one.GoldTasks + one.Captchas), 0.008, 0.012);
        var three = Outcomes.Value["full, stop rule, gold 3 %"];
        Assert.InRange(three.GoldTasks / (double)(three.GoldTasks + three.Captchas), 0.026, 0.034);
    }

    [Fact]
    public void The_same_seed_gives_the_same_table()
    {
        using var first = new StringWriter();
        using var second = new StringWriter();
        PolicyTable.Write(first, PolicyTable.Run(from: 7, seeds: 1, captchas: 3_000));
        PolicyTable.Write(second, PolicyTable.Run(from: 7, seeds: 1, captchas: 3_000));
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(Policy.All.Count + 2, first.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("--seeds")]
    [InlineData("--seeds", "0")]
    [InlineData("--seeds", "many")]
    [InlineData("--seeds", "10001")]
    [InlineData("--sedes", "5")]
    public void Arguments_that_are_none_are_answered_with_the_usage(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.Equal(2, PolicyCommand.Run(args, output, errors));
        Assert.Contains(PolicyCommand.Usage, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }
}
