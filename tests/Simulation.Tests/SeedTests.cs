using CaptchaGrains.Core.Quality;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.World;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

public sealed class SeedTests
{
    private const int Seeds = 200;

    [Fact]
    public void The_marketplace_keeps_its_promises_in_two_hundred_worlds()
    {
        var table = new SimTable();
        var failures = new List<string>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var report = MarketSimulation.Run(Scenario.OfSeed(seed));
            table.Add(report);
            if (report.Failure is not null) failures.Add(report.ToString());
        }
        table.Write(Console.Out);
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Take(3)));
        // Worlds in which nothing happens prove nothing.
        Assert.True(table.Counts is { Solved: > 1000, Unsolvable: > 500, Crashes: > 100, LostReplies: > 500, Duplicates: > 500 });
        Assert.True(table.Counts is { Refunds: > 500, TokenRefunds: > 100, RejectedComplaints: > 50, RechecksWithNobody: > 100, Suspensions: > 20 });
        Assert.True(table.Counts is { Agreed: > 200, Disputed: > 100, VotesByCoefficient: > 5 });
        Assert.True(table.Counts is { GoldTasks: > 100 });
        Assert.True(table.Counts is { PriceChanges: > 500, ChargedByOldPrice: > 100 });
        Assert.True(table.Counts is { PaidByCoefficient: > 50, PaidAbovePrice: > 5, ReportsWithoutEffect: > 5 });
        Assert.True(table.Counts is { GivenOnTerms: > 100, StoppedAtCap: > 100 });
        // And so do paths of the money on which nobody went.
        Assert.All(Enum.GetValues<MoneyPath>(), path => Assert.True(table.Counts.Of(path) >= 30, $"{path}: {table.Counts.Of(path)}"));
        Assert.True(table.Counts is { DoubleActivations: > 100, Forgotten: > 100, RepeatedCommits: > 100, UncertainCommits: > 100, Conflicts: > 50 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    public void The_same_seed_takes_the_same_steps(long seed)
    {
        var first = MarketSimulation.Run(Scenario.OfSeed(seed));
        var second = MarketSimulation.Run(Scenario.OfSeed(seed));
        Assert.Equal((first.Steps, first.Hash, first.Virtual), (second.Steps, second.Hash, second.Virtual));
    }

    [Fact]
    public void Another_seed_takes_other_steps()
    {
        var scenario = Scenario.OfSeed(10);
        Assert.NotEqual(MarketSimulation.Run(scenario).Hash, MarketSimulation.Run(scenario with { Seed = 20 }).Hash);
    }

    [Fact]
    public void A_trace_changes_nothing_and_shows_every_event()
    {
        using var trace = new StringWriter();
        var silent = MarketSimulation.Run(Scenario.OfSeed(4));
        var traced = MarketSimulation.Run(Scenario.OfSeed(4) with { Trace = trace });
        Assert.Equal(silent.Hash, traced.Hash);
        Assert.Contains("killed", trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_patient_workers_and_no_faults_every_captcha_is_solved()
    {
        var scenario = Scenario.OfSeed(1) with { Faults = Faults.Calm, Agents = Towns.Diligent(customers: 2, workers: 12) };
        // A gold task that was made ready for somebody who went home ends unsolved.
        var report = MarketSimulation.Run(scenario with { Numbers = scenario.Numbers with { Gold = new GoldOptions { PerMille = 0 } } });
        Assert.Null(report.Failure);
        Assert.True(report.Counts.Submitted > 20);
        // Of those who disagree each one's answer is a solved captcha of its own.
        Assert.Equal(report.Counts.Submitted, report.Counts.Solved + report.Counts.Disputed);
    }

    [Fact]
    public void Without_workers_every_captcha_ends_and_costs_nothing()
    {
        var scenario = Scenario.OfSeed(1) with { Agents = Scenario.Town(customers: 5, workers: 0) };
        var report = MarketSimulation.Run(scenario);
        Assert.Null(report.Failure);
        Assert.True(report.Counts.Submitted > 20);
        Assert.Equal(report.Counts.Submitted, report.Counts.Unsolvable);
    }
}
