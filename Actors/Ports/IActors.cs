using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>The directory of actors. A reference is cheap, and the actor comes to life with the first call.</summary>
public interface IActors
{
    ICaptcha Captcha(CaptchaId id);

    ICustomer Customer(CustomerId id);

    IWorker Worker(WorkerId id);

    IDomain Domain(DomainName name);

    IDispatchShard Shard(ShardKey key);

    /// <summary>There is one.</summary>
    IPriceBoard PriceBoard();

    /// <summary>There is one.</summary>
    ISweeper Sweeper();
}

/// <summary>Tells the host that a waiting worker belongs to of a match. Best effort: a lost push costs time, for captchas and offers renew themselves.</summary>
public interface IPush
{
    /// <param name="address">From <see cref="Offer.PushTo"/>.</param>
    void Matched(string address, WorkerId worker, CaptchaId captcha);
}
