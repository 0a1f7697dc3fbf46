using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary>The directory of actors on an Orleans cluster; the same in a silo and in a client.</summary>
public sealed class OrleansActors(IGrainFactory grains) : IActors
{
    private const long TheOnlyOne = 0;

    public ICaptcha Captcha(CaptchaId id) => grains.GetGrain<ICaptchaGrain>(id.Value);

    public ICustomer Customer(CustomerId id) => grains.GetGrain<ICustomerGrain>(id.Value);

    public IWorker Worker(WorkerId id) => grains.GetGrain<IWorkerGrain>(id.Value);

    public IDomain Domain(DomainName name) => grains.GetGrain<IDomainGrain>(name.Value);

    public IDispatchShard Shard(ShardKey key) => grains.GetGrain<IDispatchShardGrain>(key.ToString());

    public IPriceBoard PriceBoard() => grains.GetGrain<IPriceBoardGrain>(TheOnlyOne);

    public ISweeper Sweeper() => grains.GetGrain<ISweeperGrain>(TheOnlyOne);
}
