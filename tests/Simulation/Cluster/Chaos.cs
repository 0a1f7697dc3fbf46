using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>
/// Kills processes between any two steps and starts new ones; and does what an operator's cluster does by itself: has the sweeper called at start, once a
/// minute, and when a silo is lost.
/// </summary>
internal sealed class Chaos
{
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly SimCluster _cluster;
    private readonly SimWorld _world;

    public Chaos(SimCluster cluster)
    {
        (_cluster, _world) = (cluster, cluster.World);
        _world.BetweenSteps = Strike;
        cluster.Database.Committed = by =>
        {
            if (_world.Chance(cluster.Faults.KillAtCommit)) Kill(by);
        };
        Remind();
    }

    private void Strike()
    {
        var faults = _cluster.Faults;
        if (_world.Chance(faults.KillSilo) && _cluster.Silos.Count > 0) Kill(_cluster.Silos[_world.Random.Next(_cluster.Silos.Count)].Process);
        if (_world.Chance(faults.KillHost) && _cluster.Hosts.Count > 0) Kill(_cluster.Hosts[_world.Random.Next(_cluster.Hosts.Count)].Process);
        if (_world.Chance(faults.Outage)) _cluster.Database.GoDown(_world.Between(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(6)));
    }

    private void Kill(SimProcess process)
    {
        var isSilo = _cluster.Silos.Any(s => s.Process == process);
        if (!_cluster.Kill(process)) return;
        _world.After(_world.Nature, _world.Between(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(8)), () =>
        {
            if (isSilo) _cluster.StartSilo();
            else _cluster.StartHost();
        });
        // The others notice after a while.
        if (isSilo) _world.After(_world.Nature, _world.Between(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5)), Sweep);
    }

    private void Remind()
    {
        Sweep();
        _world.After(_world.Nature, ReminderPeriod, Remind);
    }

    private void Sweep()
    {
        if (_cluster.Silos.Count == 0)
        {
            _world.After(_world.Nature, TimeSpan.FromSeconds(1), Sweep);
            return;
        }
        var silo = _cluster.Silos[0];
        _world.Run(silo.Process, async () =>
        {
            try { await silo.Services.Actors.Sweeper().Sweep(); }
            catch (Exception e) { _world.Note(silo.Process, "sweep failed:", e.Message); }
        });
    }
}
