using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation;

/// <summary>What a run is made of. Everything follows from the seed, and a test may replace any of it.</summary>
public sealed record Scenario
{
    /// <summary>Who set prices: so many that they get in each other's way.</summary>
    private const int Operators = 2;

    public required long Seed { get; init; }

    public required Faults Faults { get; init; }

    public int Silos { get; init; } = 3;

    public int Hosts { get; init; } = 2;

    public int Shards { get; init; } = 2;

    /// <summary>How long customers submit and faults happen, in virtual time.</summary>
    public TimeSpan Busy { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// What follows from reports. Everybody is trusted to recheck: no run is long enough for anybody to earn a high rating; and a second worker is
    /// looked for only so long that some rechecks find nobody.
    /// </summary>
    public ReportOptions Numbers { get; init; } = new()
    {
        FindSecondWithin = TimeSpan.FromSeconds(40),
        Skill = new SkillOptions { HighEvidence = 0, HighLowerBound = 0 },
        // One recheck is enough to be paid more or less than the rate; some of it above the price.
        Earning = new EarnOptions { LeastEvidence = 1, LeastPerMille = 700, MostPerMille = 2000, WorstSkill = 0.3, BestSkill = 0.7 },
        // Few of the customers, and none for long.
        Complaints = new ComplaintOptions { MostComplaints = 3, MostLostShare = 0.2, LeastTokenAnswers = 4 },
        Mistakes = new MistakeOptions { TypicalBeforeTraining = 3 },
        // One of two goes on, two of two suspend.
        Series = new SeriesOptions { Batch = 2, Suspicious = 1, Most = 6, Stop = new StopOptions { FalseAlarms = 0.1 } },
        // Many, and from a known seed: a world has to be the same world again.
        Gold = new GoldOptions { PerMille = 150, Seed = 1 },
    };

    /// <summary>Of what is not paid at once some is given up before its money comes: a world is shorter than a day.</summary>
    public DepositOptions Deposits { get; init; } = new() { Lifetime = TimeSpan.FromSeconds(20) };

    /// <summary>A world is shorter than images are kept, unless it wants to see them go.</summary>
    public ImageOptions Images { get; init; } = ImageOptions.Default;

    public Mutations Mutations { get; init; } = Mutations.None;

    /// <summary>Who takes part.</summary>
    public required Func<AgentSetting, IReadOnlyList<IAgent>> Agents { get; init; }

    /// <summary>Every event is written here; null: only the last ones are kept, for a failure.</summary>
    public TextWriter? Trace { get; init; }

    public static Scenario OfSeed(long seed)
    {
        var random = new Random((int)(seed * 7919 % int.MaxValue));
        return new Scenario
        {
            Seed = seed,
            Faults = Faults.OfSeed(seed, random),
            Silos = random.Next(1, 5),
            Hosts = random.Next(1, 4),
            Shards = random.Next(1, 4),
            Busy = TimeSpan.FromSeconds(random.Next(40, 150)),
            Agents = WithOperators(Town(random.Next(1, 6), random.Next(0, 12))),
        };
    }

    /// <summary>A town in which prices change now and then.</summary>
    public static Func<AgentSetting, IReadOnlyList<IAgent>> WithOperators(Func<AgentSetting, IReadOnlyList<IAgent>> town) => setting =>
        [.. town(setting), .. Enumerable.Range(1, Operators).Select(i => new PriceAgent(setting, i))];

    /// <summary>Ordinary people: some customers rich and some poor, workers of different skill and speed.</summary>
    /// <param name="workers">0: nobody works, and every captcha ends unsolved.</param>
    public static Func<AgentSetting, IReadOnlyList<IAgent>> Town(int customers, int workers) => setting =>
    [
        .. Enumerable.Range(0, customers).Select(i => new CustomerAgent(setting, i, isRich: i % 3 != 2)),
        .. Enumerable.Range(1, workers).Select(i => new WorkerAgent(setting, new Core.Ids.WorkerId(i), WorkerHabits.Random(setting.World.Random) with { HasTerms = i % 6 == 5 })),
        .. Enumerable.Range(0, workers > 0 ? 1 : 0).Select(_ => new ModeratorAgent(setting)),
    ];
}
