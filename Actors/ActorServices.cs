using System.Diagnostics.Metrics;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors;

/// <summary>What the actors of one process share.</summary>
/// <param name="rules">Null: those for everybody.</param>
/// <param name="reports">Null: the store is this port, too.</param>
/// <param name="linked">Null: as the board of links has it.</param>
/// <param name="numbers">Of what follows from reports; null: the defaults.</param>
/// <param name="audit">Null: nothing is kept of refusals.</param>
/// <param name="sanctions">Null: the store of reports is this port, too.</param>
/// <param name="gold">Null: the store is this port, too, or there are no gold tasks.</param>
/// <param name="captchaIds">Numbers for the house's own captchas, from the same blocks as customers' where they come through this process; null: one by one.</param>
/// <param name="referrals">Null: the store is this port, too, or nobody invites anybody.</param>
/// <param name="earnings">Null: the store is this port, too.</param>
/// <param name="minutes">Null: the store is this port, too, or nothing is written down of how the marketplace does.</param>
/// <param name="spending">Null: the store is this port, too, or nobody counts what customers spend.</param>
/// <param name="deposits">Null: the store is this port, too, or deposits are no more than transfers.</param>
/// <param name="rates">Null: the store is this port, too, or nobody wants to see how the rates went.</param>
/// <param name="depositNumbers">As the desks of deposits have them; null: the defaults.</param>
/// <param name="images">Null: the store is this port, too, or images are kept for ever.</param>
/// <param name="imageNumbers">How long images are kept; null: the defaults.</param>
public sealed class ActorServices(
    IActors actors, IMarketStore store, IActorStates states, IPush push, DispatchOptions dispatch, Random random, MarketRules? rules = null,
    IReportStore? reports = null, ILinkedAccounts? linked = null, ReportOptions? numbers = null, IAuditLog? audit = null, ISanctionStore? sanctions = null,
    IGoldStore? gold = null, IdBlocks? captchaIds = null, IReferralStore? referrals = null, IEarningStore? earnings = null, IMinuteStore? minutes = null,
    ISpendingStore? spending = null, IDepositStore? deposits = null, IRateStore? rates = null, DepositOptions? depositNumbers = null,
    IImageStore? images = null, ImageOptions? imageNumbers = null)
{
    internal static readonly Meter Meter = new("CaptchaGrains.Actors");

    private static readonly Counter<long> LostMessages =
        Meter.CreateCounter<long>("captchagrains.actors.messages.lost", description: "Messages that nobody waited for and that failed");

    public IActors Actors => actors;

    public IMarketStore Store => store;

    public IActorStates States => states;

    public IPush Push => push;

    public DispatchOptions Dispatch => dispatch;

    public MarketRules Rules { get; } = rules ?? MarketRules.Default;

    public IReportStore Reports { get; } =
        reports ?? store as IReportStore ?? throw new ArgumentException("The store of reports is missing.", nameof(reports));

    public ISanctionStore Sanctions { get; } = sanctions ?? reports as ISanctionStore ?? store as ISanctionStore
        ?? throw new ArgumentException("The store of sanctions is missing.", nameof(sanctions));

    public ILinkedAccounts Linked { get; } = linked ?? new LinkedAccounts(actors);

    public ReportOptions Numbers { get; } = (imageNumbers ?? ImageOptions.Default).Within((numbers ?? ReportOptions.Default).Validated());

    public ShardMap Shards { get; } = new(dispatch, random);

    public PriceQuotes Quotes { get; } = new(actors);

    public DomainPolicies Policies { get; } = new(actors);

    public DomainRatings DomainRatings { get; } = new(actors, (numbers ?? ReportOptions.Default).DomainRatings);

    public GoldShelf Gold { get; } =
        new(gold ?? store as IGoldStore, captchaIds ?? new IdBlocks(store, IdSequence.Captcha, 1), (numbers ?? ReportOptions.Default).Gold);

    /// <summary>Null: nobody invites anybody here.</summary>
    public ReferralSettlement? Referrals { get; } = (referrals ?? store as IReferralStore, earnings ?? store as IEarningStore) is ({ } invited, { } earned)
        ? new(store, invited, earned)
        : null;

    /// <summary>Null: nothing is written down here of how the marketplace does.</summary>
    public MinuteRecorder? Minutes { get; } = (minutes ?? store as IMinuteStore) is { } kept ? new(actors, kept, dispatch.Shards) : null;

    /// <summary>Null: nobody counts what customers spend.</summary>
    public ISpendingStore? Spending { get; } = spending ?? store as ISpendingStore;

    /// <summary>Null: deposits are no more than transfers here.</summary>
    public IDepositStore? Deposits { get; } = deposits ?? store as IDepositStore;

    public DepositOptions DepositNumbers { get; } = depositNumbers ?? DepositOptions.Default;

    /// <summary>Null: images are kept for ever here.</summary>
    public IImageStore? Images { get; } = images ?? store as IImageStore;

    public ImageOptions ImageNumbers { get; } = imageNumbers ?? ImageOptions.Default;

    internal RateHistory RateHistory { get; } = new(rates ?? store as IRateStore);

    public IAuditLog Audit { get; } = audit ?? Unaudited.Log;

    /// <summary>Sends a message whose loss only costs time: nobody waits for it, and a failure is counted.</summary>
    public static void Tell(Task message)
    {
        if (!message.IsCompletedSuccessfully) _ = Observe(message);
    }

    private static async Task Observe(Task message)
    {
        try { await message; }
        catch (Exception) { LostMessages.Add(1); }
    }
}
