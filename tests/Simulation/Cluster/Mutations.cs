using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>Deliberate bugs, to see that the simulation finds them. Each takes the right thing and returns a wrong one; the number is the actor's.</summary>
public sealed record Mutations
{
    public static Mutations None { get; } = new();

    /// <summary>What the database carries out.</summary>
    public Func<MemoryStore, IMarketStore>? Store { get; init; }

    /// <summary>What the database keeps of deposits.</summary>
    public Func<MemoryStore, IDepositStore>? Deposits { get; init; }

    /// <summary>What the database keeps of customers' spending.</summary>
    public Func<MemoryStore, ISpendingStore>? Spending { get; init; }

    /// <summary>What the database deletes of images.</summary>
    public Func<MemoryStore, IImageStore>? Images { get; init; }

    /// <summary>What an actor asks the database to commit.</summary>
    public Func<Commit, Commit>? Commit { get; init; }

    public Func<ICaptcha, long, ICaptcha>? Captcha { get; init; }

    public Func<ICustomer, long, ICustomer>? Customer { get; init; }

    public Func<IWorker, long, IWorker>? Worker { get; init; }

    public Func<IDispatchShard, long, IDispatchShard>? Shard { get; init; }

    public Func<ICrowd, long, ICrowd>? Crowd { get; init; }

    public Func<IPriceBoard, long, IPriceBoard>? PriceBoard { get; init; }

    public Func<ISweeper, long, ISweeper>? Sweeper { get; init; }
}
