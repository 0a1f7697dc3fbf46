using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>A process with actors.</summary>
public sealed class Silo
{
    private readonly SimCluster _cluster;
    private readonly ActorFactory _factory;
    private readonly Dictionary<ActorKey, Activation> _alive = [];

    internal Silo(SimCluster cluster, SimProcess process)
    {
        _cluster = cluster;
        Process = process;
        Services = new ActorServices(new ClusterReferences(cluster, process), cluster.Database.StoreFor(process), cluster.Database.StatesFor(process),
            new ClusterPush(cluster, process), cluster.Dispatch, cluster.World.Random,
            reports: cluster.Database.ReportsFor(process), linked: Town.Links, numbers: cluster.Numbers,
            sanctions: cluster.Database.SanctionsFor(process), gold: cluster.Database.GoldFor(process), spending: cluster.Database.SpendingFor(process),
            deposits: cluster.Database.DepositsFor(process), depositNumbers: cluster.Deposits,
            images: cluster.Database.ImagesFor(process), imageNumbers: cluster.Images);
        _factory = new ActorFactory(Services);
    }

    public SimProcess Process { get; }

    public ActorServices Services { get; }

    public IReadOnlyCollection<Activation> Alive => _alive.Values;

    internal double Forgets => _cluster.Faults.Forget;

    internal void Forgot() => _cluster.Counts.Forgotten++;

    internal bool Has(ActorKey key) => _alive.ContainsKey(key);

    internal Activation Find(ActorKey key)
    {
        if (_alive.TryGetValue(key, out var known)) return known;
        var activation = new Activation(_cluster.World, this, key, Left);
        (activation.Actor, activation.Front) = Make(key, activation);
        _alive.Add(key, activation);
        _cluster.Activated(activation);
        return activation;
    }

    private void Left(Activation activation)
    {
        _alive.Remove(activation.Key);
        _cluster.Left(activation);
    }

    private (IActor Actor, object Front) Make(ActorKey key, Activation context) => key.Kind switch
    {
        ActorKind.Captcha => With(_factory.Captcha(new CaptchaId(key.Number), context), _cluster.Mutations.Captcha, key),
        ActorKind.Customer => With<ICustomer>(_factory.Customer(new CustomerId(key.Number), context), _cluster.Mutations.Customer, key),
        ActorKind.Worker => With<IWorker>(_factory.Worker(new WorkerId(key.Number), context), _cluster.Mutations.Worker, key),
        ActorKind.Domain => With<IDomain>(_factory.Domain(Domain(key), context), null, key),
        ActorKind.DomainBoard => With<IDomainBoard>(_factory.DomainBoard(context), null, key),
        ActorKind.LinkBoard => With<ILinkBoard>(_factory.LinkBoard(context), null, key),
        ActorKind.Shard => With<IDispatchShard>(_factory.Shard(new ShardKey((int)key.Number), context), _cluster.Mutations.Shard, key),
        ActorKind.Report => With<IReport>(_factory.Report(new CaptchaId(key.Number), context), null, key),
        ActorKind.Crowd => With<ICrowd>(_factory.Crowd(new CaptchaId(key.Number), context), _cluster.Mutations.Crowd, key),
        ActorKind.PriceBoard => With<IPriceBoard>(_factory.PriceBoard(context), _cluster.Mutations.PriceBoard, key),
        ActorKind.Sweeper => With(_factory.Sweeper(context), _cluster.Mutations.Sweeper, key),
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static (IActor, object) With<T>(T actor, Func<T, long, T>? mutation, ActorKey key) where T : class
    {
        var front = mutation?.Invoke(actor, key.Number) ?? actor;
        // A mutated actor may want to hear its own alarm.
        return (front as IActor ?? (IActor)(object)actor, front);
    }

    private static DomainName Domain(ActorKey key) =>
        DomainName.TryParse(key.Name, out var name) ? name : throw new ArgumentException($"'{key.Name}' is not a domain.", nameof(key));
}
