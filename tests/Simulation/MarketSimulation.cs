using System.Runtime.ExceptionServices;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation;

/// <summary>Runs the whole marketplace under virtual time, from one seed.</summary>
public sealed class MarketSimulation
{
    /// <summary>The sweeper comes every 2 s, and a caller repeats for up to 9 s.</summary>
    private static readonly TimeSpan UntilAllHasEnded = Kinds.LongestLifetime + TimeSpan.FromSeconds(20);

    /// <summary>
    /// The longest wait of a worker, and a minute that an ended captcha lingers; and a second life of a captcha that was not told of its end stays until its
    /// time is over.
    /// </summary>
    private static readonly TimeSpan UntilRest = Kinds.LongestLifetime + TimeSpan.FromSeconds(60 + 40);

    private readonly Scenario _scenario;
    private readonly SimWorld _world;
    private readonly SimCluster _cluster;
    private readonly AgentSetting _setting;
    private readonly IdleAudit _idle;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    private MarketSimulation(Scenario scenario)
    {
        _scenario = scenario;
        _world = new SimWorld(scenario.Seed, scenario.Trace);
        _cluster = new SimCluster(_world, scenario);
        _ = new Chaos(_cluster);
        _idle = new IdleAudit(_world, _cluster);
        _setting = new AgentSetting(_world, _cluster, new Claims(_world, _cluster), _idle);
    }

    public static SimReport Run(Scenario scenario)
    {
        var started = TimeProvider.System.GetTimestamp();
        var simulation = new MarketSimulation(scenario);
        AppDomain.CurrentDomain.FirstChanceException += simulation.Thrown;
        try { simulation.Live(); }
        finally { AppDomain.CurrentDomain.FirstChanceException -= simulation.Thrown; }
        var world = simulation._world;
        return new SimReport(scenario.Seed, scenario.Faults.Name, world.Failure, simulation._cluster.Counts, world.Steps, world.Elapsed, world.Hash,
            TimeProvider.System.GetElapsedTime(started), world.Failure is null ? [] : [.. world.Trace.Last(50)]);
    }

    private void Live()
    {
        var agents = _scenario.Agents(_setting);
        _world.Run(_setting.Process, async () =>
        {
            await Town.Prepare(_setting);
            foreach (var agent in agents) _world.Run(_setting.Process, agent.Live);
        });
        _world.RunFor(_scenario.Busy);

        _setting.IsQuiet = true;
        _cluster.EndFaults();
        _world.RunUntil(() => false, TimeSpan.FromSeconds(15)); // what is still on its way arrives
        _world.RunUntil(() => _cluster.Ledger.Captchas.All(c => c.End is not null), UntilAllHasEnded);
        // Rechecks, and what may follow from them: a few times the time in which a second worker is looked for.
        _world.RunUntil(AllIsQuiet, 4 * (_scenario.Numbers.FindSecondWithin + TimeSpan.FromSeconds(20)));
        _setting.IsClosing = true;
        _world.RunFor(UntilRest);
        FinalAudit.CheckMoney(_world, _cluster);
        if (_world.Failure is not null) return;
        LookBack(agents);
        FinalAudit.CheckMemory(_world, _cluster);
        if (_scenario.Faults.IsCalm) _idle.CheckAll();
    }

    private bool AllIsQuiet() =>
        _cluster.Ledger.Captchas.All(c => c.End is not null) && !_cluster.Database.Memory.ReportStates().Any(s => s.MovesByItself)
        && _cluster.Database.Memory.GoldIn(GoldState.Growing, default, 1).GetAwaiter().GetResult().IsEmpty;

    private void LookBack(IReadOnlyList<IAgent> agents)
    {
        var looked = 0;
        foreach (var agent in agents)
        {
            _world.Run(_setting.Process, async () =>
            {
                await agent.LookBack();
                looked++;
            });
        }
        if (!_world.RunUntil(() => looked == agents.Count, TimeSpan.FromSeconds(30)))
            _world.Fail("At rest everybody is answered", $"{looked} of {agents.Count}");
        _world.RunFor(TimeSpan.FromSeconds(5)); // alarms of timeouts that are not needed any more
    }

    /// <summary>Errors of programming, wherever they are swallowed: code that goes on after a failed message must not hide them.</summary>
    private void Thrown(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (Environment.CurrentManagedThreadId != _thread) return;
        if (e.Exception is NullReferenceException or InvalidCastException or IndexOutOfRangeException or ArgumentException or InvalidOperationException
            or ArithmeticException or KeyNotFoundException)
            _world.Fail("No error of programming is thrown", e.Exception.ToString());
    }
}
