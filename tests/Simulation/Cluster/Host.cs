using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Actors.Spending;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>A process that customers and workers talk to: the desks of the product, with the cluster behind them.</summary>
public sealed class Host
{
    /// <summary>So few that a count has several parts, between which its process may die.</summary>
    private const int EntriesAtOnce = 3;

    internal Host(SimCluster cluster, SimProcess process)
    {
        Process = process;
        var store = cluster.Database.StoreFor(process);
        Actors = new ClusterReferences(cluster, process);
        var repeat = new Repeat(cluster.Desks, process.Time);
        CustomerDesk = new CustomerDesk(Actors, new IdBlocks(store, IdSequence.Captcha, cluster.Desks.IdBlock), repeat, process.Time, cluster.Desks, Address);
        ReportDesk = new ReportDesk(CustomerDesk, cluster.Database.ReportsFor(process), Actors, repeat, process.Time);
        WorkerDesk = new WorkerDesk(Actors, new ShardMap(cluster.Dispatch, cluster.World.Random), repeat, process.Time, cluster.Dispatch, cluster.Desks, Address);
        FrontOffice = new FrontOffice(Actors, store, cluster.Database.PeopleFor(process), process.Time);
        Market = store;
        Referrals = cluster.Database.ReferralsFor(process);
        Settlement = new ReferralSettlement(store, Referrals, cluster.Database.EarningsFor(process));
        PayoutDesk = new PayoutDesk(store, cluster.Database.PayoutsFor(process), cluster.Database.SanctionsFor(process), new LinkDesk(Actors, repeat, process.Time), new SilentLog(), repeat,
            process.Time);
        DepositDesk = new DepositDesk(store, cluster.Database.DepositsFor(process), Actors, new SilentLog(), repeat, process.Time, cluster.Deposits, new OutsideProvider());
        PriceDesk = new PriceDesk(Actors, new SilentLog(), repeat, process.Time);
        SpendingCount = new SpendingCount(cluster.Database.SpendingFor(process), EntriesAtOnce);
    }

    public SimProcess Process { get; }

    /// <summary>Unique, also among restarts of one host.</summary>
    public string Address => Process.Name;

    public IActors Actors { get; }

    public CustomerDesk CustomerDesk { get; }

    public ReportDesk ReportDesk { get; }

    public WorkerDesk WorkerDesk { get; }

    public FrontOffice FrontOffice { get; }

    public IMarketStore Market { get; }

    public IReferralStore Referrals { get; }

    public ReferralSettlement Settlement { get; }

    public PayoutDesk PayoutDesk { get; }

    public DepositDesk DepositDesk { get; }

    public PriceDesk PriceDesk { get; }

    /// <summary>Counts beside the sweeper.</summary>
    public SpendingCount SpendingCount { get; }
}
