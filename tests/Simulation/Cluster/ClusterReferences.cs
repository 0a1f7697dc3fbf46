using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Simulation.Network;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>The directory of actors as one process sees it: each call goes over the wire.</summary>
internal sealed class ClusterReferences(SimCluster cluster, SimProcess from) : IActors
{
    public ICaptcha Captcha(CaptchaId id) => To<ICaptcha>(new ActorKey(ActorKind.Captcha, id.Value));

    public ICustomer Customer(CustomerId id) => To<ICustomer>(new ActorKey(ActorKind.Customer, id.Value));

    public IWorker Worker(WorkerId id) => To<IWorker>(new ActorKey(ActorKind.Worker, id.Value));

    public IDomain Domain(DomainName name) => To<IDomain>(new ActorKey(ActorKind.Domain, 0, name.Value));

    public IDomainBoard DomainBoard() => To<IDomainBoard>(new ActorKey(ActorKind.DomainBoard, 0));

    public ILinkBoard LinkBoard() => To<ILinkBoard>(new ActorKey(ActorKind.LinkBoard, 0));

    public IDispatchShard Shard(ShardKey key) => To<IDispatchShard>(new ActorKey(ActorKind.Shard, key.Number));

    public IReport Report(CaptchaId captcha) => To<IReport>(new ActorKey(ActorKind.Report, captcha.Value));

    public ICrowd Crowd(CaptchaId captcha) => To<ICrowd>(new ActorKey(ActorKind.Crowd, captcha.Value));

    public IPriceBoard PriceBoard() => To<IPriceBoard>(new ActorKey(ActorKind.PriceBoard, 0));

    public ISweeper Sweeper() => To<ISweeper>(new ActorKey(ActorKind.Sweeper, 0));

    private T To<T>(ActorKey key) where T : class => Proxy.Of<T>(new Reference(cluster, from, key));

    private sealed class Reference(SimCluster cluster, SimProcess from, ActorKey key) : ICallee
    {
        public Task<T> Call<T>(CallShape<T> shape, object?[] args) => cluster.Call(from, key, shape, args);
    }
}

/// <summary>Pushes from a silo to hosts: best effort, lost and doubled at will.</summary>
internal sealed class ClusterPush(SimCluster cluster, SimProcess from) : IPush
{
    public void Matched(string address, WorkerId worker, CaptchaId captcha) =>
        cluster.Push(from, address, $"match with {worker}", captcha, host => host.WorkerDesk.OnMatched(worker, captcha));

    public void Ended(string address, CaptchaId captcha) => cluster.Push(from, address, "end", captcha, host => host.CustomerDesk.OnEnded(captcha));
}
