using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Local;

/// <summary>The whole marketplace in one process: actors, desks, and the push between them.</summary>
public sealed class LocalMarketplace : IDisposable
{
    private const string PushAddress = "local";

    private readonly Activity _activity = new();
    private readonly LocalActors _actors;

    /// <param name="store">Or <paramref name="people"/>: an <see cref="IGoldStore"/>, too, if there are to be gold tasks.</param>
    /// <param name="reports">Null: <paramref name="store"/> or <paramref name="people"/> is one, too.</param>
    /// <param name="random">For the choice of shards; not shared with anybody else.</param>
    public LocalMarketplace(
        IMarketStore store, IPeopleStore people, IActorStates states, TimeProvider time,
        DispatchOptions? dispatch = null, DeskOptions? desks = null, Random? random = null, MarketRules? rules = null,
        ILinkedAccounts? linked = null, ReportOptions? numbers = null, IAuditLog? audit = null, IReportStore? reports = null,
        ImageOptions? images = null)
    {
        dispatch ??= new DispatchOptions();
        desks ??= new DeskOptions();
        ActorFactory? factory = null;
        _actors = new LocalActors(() => factory!, time, _activity);
        var captchaIds = new IdBlocks(store, IdSequence.Captcha, desks.IdBlock);
        var services = new ActorServices(_actors, store, states, new LocalPush(this), dispatch, random ?? new Random(), rules,
            reports ?? store as IReportStore ?? people as IReportStore, linked, numbers, audit,
            gold: store as IGoldStore ?? people as IGoldStore, captchaIds: captchaIds,
            referrals: store as IReferralStore ?? people as IReferralStore, earnings: store as IEarningStore ?? people as IEarningStore,
            minutes: store as IMinuteStore ?? people as IMinuteStore, spending: store as ISpendingStore ?? people as ISpendingStore,
            deposits: store as IDepositStore ?? people as IDepositStore, rates: store as IRateStore ?? people as IRateStore,
            images: store as IImageStore ?? people as IImageStore, imageNumbers: images);
        Gold = services.Gold;
        factory = new ActorFactory(services);
        Repeat = new Repeat(desks, time);
        CustomerDesk = new CustomerDesk(_actors, captchaIds, Repeat, time, desks, PushAddress) { Activity = _activity };
        WorkerDesk = new WorkerDesk(_actors, services.Shards, Repeat, time, dispatch, desks, PushAddress) { Activity = _activity };
        FrontOffice = new FrontOffice(_actors, store, people, time);
    }

    public IActors Actors => _actors;

    public Repeat Repeat { get; }

    public CustomerDesk CustomerDesk { get; }

    public WorkerDesk WorkerDesk { get; }

    public FrontOffice FrontOffice { get; }

    /// <summary>The gold tasks as this process knows them.</summary>
    public GoldShelf Gold { get; }

    /// <summary>Captcha actors in memory; they leave when their customer has read the end, or a minute after it.</summary>
    public int CaptchasAlive => _actors.CaptchasAlive;

    /// <summary>Calls to actors that have not returned yet, and waits that are over but whose request has not gone on yet. At zero everything here waits for time.</summary>
    public int CallsInFlight => _activity.Count;

    /// <summary>Brings back what was open when the process ended the last time, and keeps looking.</summary>
    public Task Recover() => _actors.Sweeper().Sweep();

    /// <summary>For a further desk on these actors, whose steps are to be counted, too.</summary>
    internal Activity Activity => _activity;

    public void Dispose() => _actors.Dispose();

    private sealed class LocalPush(LocalMarketplace marketplace) : IPush
    {
        public void Matched(string address, WorkerId worker, CaptchaId captcha) => marketplace.WorkerDesk.OnMatched(worker, captcha);

        public void Ended(string address, CaptchaId captcha) => marketplace.CustomerDesk.OnEnded(captcha);
    }
}
