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

namespace CaptchaGrains.Actors;

/// <summary>Makes actors, the same for every host.</summary>
public sealed class ActorFactory(ActorServices services)
{
    public CaptchaActor Captcha(CaptchaId id, IActorContext context) => new(id, services, context);

    public CustomerActor Customer(CustomerId id, IActorContext context) => new(id, services, context);

    public WorkerActor Worker(WorkerId id, IActorContext context) => new(id, services, context);

    public DomainActor Domain(DomainName name, IActorContext context) => new(name, services, context);

    public DomainBoardActor DomainBoard(IActorContext context) => new(services, context);

    public LinkBoardActor LinkBoard(IActorContext context)
    {
        _ = context; // it has no alarm; it is made like the others all the same
        return new LinkBoardActor(services);
    }

    public DispatchShardActor Shard(ShardKey key, IActorContext context) => new(key, services, context);

    public ReportActor Report(CaptchaId captcha, IActorContext context) => new(captcha, services, context);

    public CrowdActor Crowd(CaptchaId captcha, IActorContext context) => new(captcha, services, context);

    public PriceBoardActor PriceBoard(IActorContext context) => new(services, context);

    public SweeperActor Sweeper(IActorContext context) => new(services, context);
}
