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

namespace CaptchaGrains.Grains.Interfaces;

/// <summary>The directory of actors on an Orleans cluster; the same in a silo and in a client.</summary>
public sealed class OrleansActors(IGrainFactory grains) : IActors
{
    private const long TheOnlyOne = 0;

    private readonly Route<ICaptchaGrain> _captchas = new(grains, static g => g.GetGrain<ICaptchaGrain>(TheOnlyOne));
    private readonly Route<ICustomerGrain> _customers = new(grains, static g => g.GetGrain<ICustomerGrain>(TheOnlyOne));
    private readonly Route<IReportGrain> _reports = new(grains, static g => g.GetGrain<IReportGrain>(TheOnlyOne));
    private readonly Route<ICrowdGrain> _crowds = new(grains, static g => g.GetGrain<ICrowdGrain>(TheOnlyOne));
    private readonly Route<IWorkerGrain> _workers = new(grains, static g => g.GetGrain<IWorkerGrain>(TheOnlyOne));
    private readonly Route<IDomainGrain> _domains = new(grains, static g => g.GetGrain<IDomainGrain>("example.com"));
    private readonly Route<IDispatchShardGrain> _shards = new(grains, static g => g.GetGrain<IDispatchShardGrain>("0"));

    public ICaptcha Captcha(CaptchaId id) => _captchas.To(id.Value);

    public ICustomer Customer(CustomerId id) => _customers.To(id.Value);

    public IWorker Worker(WorkerId id) => _workers.To(id.Value);

    public IDomain Domain(DomainName name) => _domains.To(name.Value);

    public IDomainBoard DomainBoard() => grains.GetGrain<IDomainBoardGrain>(TheOnlyOne);

    public ILinkBoard LinkBoard() => grains.GetGrain<ILinkBoardGrain>(TheOnlyOne);

    public IDispatchShard Shard(ShardKey key) => _shards.To(key.ToString());

    public IReport Report(CaptchaId captcha) => _reports.To(captcha.Value);

    public ICrowd Crowd(CaptchaId captcha) => _crowds.To(captcha.Value);

    public IPriceBoard PriceBoard() => grains.GetGrain<IPriceBoardGrain>(TheOnlyOne);

    public ISweeper Sweeper() => grains.GetGrain<ISweeperGrain>(TheOnlyOne);

    /// <summary>
    /// The names by which Orleans knows a grain and its interface, found out once. <see cref="IGrainFactory.GetGrain{T}(long, string)"/> reads the interface's
    /// attributes at each call, which took 8 % of a busy silo's time.
    /// </summary>
    /// <param name="any">Some grain of this interface; it is not called.</param>
    private sealed class Route<TGrain>(IGrainFactory grains, Func<IGrainFactory, TGrain> any)
        where TGrain : class, IAddressable
    {
        // Not before the first use: a client knows the grains only when it is connected.
        private GrainReference? _sample;

        public TGrain To(long key) => To(GrainIdKeyExtensions.CreateIntegerKey(key));

        public TGrain To(string key) => To(IdSpan.Create(key));

        private TGrain To(IdSpan key)
        {
            var sample = _sample ??= (GrainReference)(object)any(grains);
            return (TGrain)grains.GetGrain(GrainId.Create(sample.GrainId.Type, key), sample.InterfaceType);
        }
    }
}
