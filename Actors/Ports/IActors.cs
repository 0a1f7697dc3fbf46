using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Trust;
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

    /// <summary>There is one.</summary>
    IDomainBoard DomainBoard();

    /// <summary>There is one.</summary>
    ILinkBoard LinkBoard();

    IDispatchShard Shard(ShardKey key);

    /// <summary>What a customer reported of a captcha.</summary>
    IReport Report(CaptchaId captcha);

    /// <summary>The votes on a captcha of confident mode.</summary>
    ICrowd Crowd(CaptchaId captcha);

    /// <summary>There is one.</summary>
    IPriceBoard PriceBoard();

    /// <summary>There is one.</summary>
    ISweeper Sweeper();
}

/// <summary>Tells hosts what those who wait there wait for. Best effort: a lost push costs time, for captchas and offers renew themselves and readers look again.</summary>
public interface IPush
{
    /// <summary>A waiting worker is matched.</summary>
    /// <param name="address">From <see cref="Offer.PushTo"/>.</param>
    void Matched(string address, WorkerId worker, CaptchaId captcha);

    /// <summary>A captcha has ended that a customer waits for.</summary>
    /// <param name="address">As it came with <see cref="ICaptcha.Read"/>.</param>
    void Ended(string address, CaptchaId captcha);
}
