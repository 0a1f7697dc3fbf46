using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Network;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>Silos, hosts and a database; who is alive, and where each actor lives.</summary>
public sealed class SimCluster
{
    /// <summary>The response timeout that the product gives to calls between processes.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    private readonly Faults _faults;
    private readonly Wire _wire;
    private readonly LeaseAudit _leases;
    private readonly List<Silo> _silos = [];
    private readonly List<Host> _hosts = [];
    private readonly Dictionary<ActorKey, Silo> _homes = [];
    private readonly HashSet<ActorKey> _doubled = [];
    private int _started;
    private bool _faultsAreOver;

    public SimCluster(SimWorld world, Scenario scenario)
    {
        World = world;
        _faults = scenario.Faults;
        Mutations = scenario.Mutations;
        Dispatch = new DispatchOptions { Shards = scenario.Shards };
        Desks = new DeskOptions { IdBlock = 8 };
        Numbers = scenario.Numbers;
        Deposits = scenario.Deposits;
        Images = scenario.Images;
        var memory = new MemoryStore();
        GoldAudit.Stock(memory);
        Ledger = new LedgerAudit(world, memory, Counts, Deposits, Images, _faults.IsCalm);
        Database = new Database(world, () => Faults, Counts, Ledger, memory, Mutations);
        _wire = new Wire(world, () => Faults, Counts);
        _leases = new LeaseAudit(world, Database);
        Terms = new TermsAudit(world, this, _faults.IsCalm);
        for (var i = 0; i < scenario.Silos; i++) StartSilo();
        for (var i = 0; i < scenario.Hosts; i++) StartHost();
    }

    public SimWorld World { get; }

    public SimCounts Counts { get; } = new();

    public LedgerAudit Ledger { get; }

    public LeaseAudit Leases => _leases;

    public TermsAudit Terms { get; }

    public Database Database { get; }

    public DispatchOptions Dispatch { get; }

    public DeskOptions Desks { get; }

    public ReportOptions Numbers { get; }

    public DepositOptions Deposits { get; }

    public ImageOptions Images { get; }

    public IReadOnlyList<Silo> Silos => _silos;

    public IReadOnlyList<Host> Hosts => _hosts;

    public Mutations Mutations { get; }

    /// <summary>What can go wrong at the moment.</summary>
    public Faults Faults => _faultsAreOver ? Faults.Calm : _faults;

    public Silo StartSilo()
    {
        var silo = new Silo(this, NewProcess("silo"));
        _silos.Add(silo);
        return silo;
    }

    public void StartHost() => _hosts.Add(new Host(this, NewProcess("host")));

    /// <summary>False: it is no silo or host that is alive.</summary>
    public bool Kill(SimProcess process)
    {
        if (!process.IsAlive || _silos.RemoveAll(s => s.Process == process) + _hosts.RemoveAll(h => h.Process == process) == 0) return false;
        process.Kill();
        Counts.Crashes++;
        return true;
    }

    public void EndFaults()
    {
        _faultsAreOver = true;
        Database.ComeBack();
    }

    /// <summary>Whether an actor has ever had two lives at once.</summary>
    public bool WasDoubled(ActorKey key) => _doubled.Contains(key);

    /// <summary>A request of somebody outside to a living host; it is carried out at most once.</summary>
    public Task<T> Request<T>(SimProcess from, Host? host, TimeSpan timeout, string what, object about, Func<Host, Task<T>> serve) =>
        _wire.Ask(from, host?.Process, timeout, what, about, mayRepeat: false, () => serve(host!));

    public Host? AnyHost() => _hosts.Count == 0 ? null : _hosts[World.Random.Next(_hosts.Count)];

    internal Task<T> Call<T>(SimProcess from, ActorKey key, CallShape<T> shape, object?[] args)
    {
        var silo = Place(key);
        return _wire.Ask(from, silo?.Process, ResponseTimeout, shape.Name, key, mayRepeat: true, async () =>
        {
            var activation = silo!.Find(key);
            var memory = _leases.MemoryOf(key);
            var terms = Terms.Before(key, shape.Name);
            T result;
            _leases.Calling(activation, shape.Name, args);
            try
            {
                result = await activation.Call(shape, args);
            }
            catch (Exception)
            {
                _leases.Failed(key, shape.Name, args);
                throw;
            }
            _leases.Executed(activation, shape.Name, args, result, memory);
            Terms.Executed(activation, shape.Name, args, result, terms);
            return result;
        });
    }

    /// <param name="about">For the trace.</param>
    internal void Push(SimProcess from, string address, string about, CaptchaId captcha, Action<Host> deliver)
    {
        World.Note(from, "pushes to", address, about, captcha);
        if (World.Chance(Faults.LostPush)) return;
        var host = _hosts.Find(h => h.Address == address);
        if (host is null) return;
        var copies = World.Chance(Faults.DoublePush) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++) _wire.Send(host.Process, () => deliver(host));
    }

    internal void Activated(Activation activation)
    {
        if (_silos.Count(s => s.Has(activation.Key)) < 2) return;
        Counts.DoubleActivations++;
        _doubled.Add(activation.Key);
        World.Note(activation.Silo.Process, "second life of", activation.Key);
    }

    internal void Left(Activation activation)
    {
        if (_homes.TryGetValue(activation.Key, out var home) && home == activation.Silo) _homes.Remove(activation.Key);
    }

    private SimProcess NewProcess(string kind)
    {
        var error = _faults.ClockError;
        return World.Start($"{kind}{_started++}", World.Between(-error, error));
    }

    /// <summary>Where the actor lives; or, now and then, where it does not.</summary>
    private Silo? Place(ActorKey key)
    {
        if (_silos.Count == 0) return null;
        if (!_homes.TryGetValue(key, out var home) || !home.Process.IsAlive)
            _homes[key] = home = _silos[(int)(key.StableHash % (uint)_silos.Count)];
        return World.Chance(Faults.SecondActivation) ? _silos[World.Random.Next(_silos.Count)] : home;
    }
}
