using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Network;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>
/// The database: it never loses what it has committed, and it is reached over connections that do. A write may be refused for want of room, be lost before,
/// lose its reply after, or happen after its process was told that nobody knows.
/// </summary>
public sealed class Database
{
    /// <summary>A process waits so long for the database before it says "unknown".</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>The row of the price board.</summary>
    private const string PricesKey = "prices";

    private static readonly TimeSpan Quickest = TimeSpan.FromMicroseconds(300);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Slowest = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(5);

    private readonly SimWorld _world;
    private readonly Func<Faults> _faults;
    private readonly SimCounts _counts;
    private readonly LedgerAudit _audit;
    private readonly IMarketStore _market;
    private readonly IDepositStore _deposits;
    private readonly ISpendingStore _spending;
    private readonly IImageStore _images;
    private readonly Func<Commit, Commit>? _mutation;
    private readonly Dictionary<CaptchaId, int> _reads = [];
    private readonly SimProcess _process;
    private DateTimeOffset _downUntil;

    public Database(SimWorld world, Func<Faults> faults, SimCounts counts, LedgerAudit audit, MemoryStore memory, Mutations mutations)
    {
        (_world, _faults, _counts, _audit, Memory) = (world, faults, counts, audit, memory);
        _mutation = mutations.Commit;
        _market = mutations.Store?.Invoke(memory) ?? memory;
        _deposits = mutations.Deposits?.Invoke(memory) ?? memory;
        _spending = mutations.Spending?.Invoke(memory) ?? memory;
        _images = audit.Images.Watch(mutations.Images?.Invoke(memory) ?? memory);
        _process = world.Start("database");
    }

    /// <summary>What is durable.</summary>
    public MemoryStore Memory { get; }

    /// <summary>Called when a commit, a step of a deposit or a count of spending has just become durable, with the process that asked for it.</summary>
    public Action<SimProcess>? Committed { get; set; }

    public IMarketStore StoreFor(SimProcess from) => Proxy.Of<IMarketStore>(new Connection(this, from, _market));

    public IPeopleStore PeopleFor(SimProcess from) => Proxy.Of<IPeopleStore>(new Connection(this, from, Memory));

    public IReportStore ReportsFor(SimProcess from) => Proxy.Of<IReportStore>(new Connection(this, from, Memory));

    public ISanctionStore SanctionsFor(SimProcess from) => Proxy.Of<ISanctionStore>(new Connection(this, from, Memory));

    public IGoldStore GoldFor(SimProcess from) => Proxy.Of<IGoldStore>(new Connection(this, from, Memory));

    public IPayoutStore PayoutsFor(SimProcess from) => Proxy.Of<IPayoutStore>(new Connection(this, from, Memory));

    public IReferralStore ReferralsFor(SimProcess from) => Proxy.Of<IReferralStore>(new Connection(this, from, Memory));

    public IEarningStore EarningsFor(SimProcess from) => Proxy.Of<IEarningStore>(new Connection(this, from, Memory));

    public IDepositStore DepositsFor(SimProcess from) => Proxy.Of<IDepositStore>(new Connection(this, from, _deposits));

    public ISpendingStore SpendingFor(SimProcess from) => Proxy.Of<ISpendingStore>(new Connection(this, from, _spending));

    public IImageStore ImagesFor(SimProcess from) => Proxy.Of<IImageStore>(new Connection(this, from, _images));

    public IActorStates StatesFor(SimProcess from) => new States(Proxy.Of<IStateStore>(new Connection(this, from, Memory)));

    /// <summary>Nobody reaches it for this long.</summary>
    public void GoDown(TimeSpan time)
    {
        _world.Note(_process, "is out of reach for", time);
        _downUntil = _world.Now + time;
    }

    public void ComeBack() => _downUntil = _world.Now;

    /// <summary>How often a captcha's row was read: whoever reads it starts from nothing but that row.</summary>
    internal int ReadsOf(CaptchaId captcha) => _reads.GetValueOrDefault(captcha);

    private Task<T> Ask<T>(SimProcess from, object target, CallShape<T> shape, object?[] args)
    {
        var reply = new TaskCompletionSource<T>();
        var faults = _faults();
        var isCommit = shape.Name == nameof(IMarketStore.Commit);
        if (isCommit && _mutation is { } change) args = [change((Commit)args[0]!)];
        var isWrite = isCommit || shape.Name is nameof(IStateStore.Save) or nameof(IPeopleStore.AddApiKey) or nameof(IReportStore.AddReport)
            or nameof(ISanctionStore.AddSanction) or nameof(ISanctionStore.ChangeSanction)
            or nameof(IGoldStore.AddGold) or nameof(IGoldStore.UseGold) or nameof(IGoldStore.RetireGold)
            or nameof(IPayoutStore.SetDestination) or nameof(IReferralStore.AddReferral) or nameof(IReferralStore.ChangeReferral)
            or nameof(IDepositStore.AddDeposit) or nameof(IDepositStore.ChangeDeposit) or nameof(ISpendingStore.AddSpending)
            or nameof(IImageStore.DeleteImages);
        if (_world.Now < _downUntil || _world.Chance(isWrite ? faults.LostBeforeCommit : faults.LostRead))
        {
            Unknown(_world.Chance(0.5) ? Latency() : Timeout);
        }
        else if (isCommit && _world.Chance(faults.StoreBusy))
        {
            _world.After(from, Latency(), () => reply.TrySetException(new StoreBusyException()));
        }
        else if (isWrite && _world.Chance(faults.LateCommit))
        {
            var told = Latency();
            Unknown(told);
            _world.After(_process, told + _world.Between(TimeSpan.Zero, Latest), () => Execute(replies: false));
        }
        else
        {
            _world.After(_process, Latency(), () => Execute(replies: true));
        }
        return reply.Task;

        void Unknown(TimeSpan after)
        {
            if (isCommit) _counts.UncertainCommits++;
            _world.Note(from, "gets no reply of the database:", shape.Name);
            _world.After(from, after, () => reply.TrySetException(
                isWrite ? new StoreUncertainException("The connection broke.") : new TimeoutException("The database does not reply.")));
        }

        void Execute(bool replies)
        {
            // A process that died may take its queue of writes with it, or not.
            if (!from.IsAlive && _world.Chance(0.5)) return;
            T result;
            try
            {
                var done = shape.Invoke(target, args);
                if (!done.IsCompleted) throw new NotSupportedException($"{shape.Name} of the store did not complete at once.");
                result = done.GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                _world.After(from, Latency(), () => reply.TrySetException(e));
                return;
            }
            if (args is [CaptchaId read] && shape.Name == nameof(IMarketStore.FindCaptcha)) _reads[read] = ReadsOf(read) + 1;
            if (Audit(from, args, result)) Committed?.Invoke(from);
            if (!replies) return;
            if (isWrite && _world.Chance(faults.LostAfterCommit)) Unknown(_world.Chance(0.5) ? Latency() : Timeout);
            else _world.After(from, Latency(), () => reply.TrySetResult(result));
        }
    }

    /// <returns>Whether something has become durable by which its process may die.</returns>
    private bool Audit<T>(SimProcess from, object?[] args, T result)
    {
        switch (args, result)
        {
            case ([Commit commit], CommitReceipt receipt):
                _audit.Committed(from, commit, receipt);
                return receipt.Verdict == CommitVerdict.Created;
            case ([Deposit added], Deposit stored):
                return _audit.Deposits.Added(from, added, stored);
            case ([Deposit next], bool isDone):
                return _audit.Deposits.Changed(from, next, isDone);
            case ([PricesKey, string, long], true):
                _audit.Prices.Saved(SetNow());
                return false;
            case ([SpendingPosition next, ImmutableArray<SpendingLine> lines], bool isDone):
                return _audit.Spending.Counted(from, next, lines, isDone);
            case (_, ImagePage { Deleted: > 0 }):
                return true;
            default:
                return false;
        }
    }

    private PriceSettings SetNow()
    {
        var state = new StoredActorState<PriceSettings>(Memory, PricesKey);
        state.Read().GetAwaiter().GetResult(); // memory is at hand at once
        return state.Value!;
    }

    private TimeSpan Latency() =>
        _world.Chance(_faults().SlowStore) ? _world.Between(Usual, Slowest) : _world.Between(Quickest, Usual);

    private sealed class Connection(Database database, SimProcess from, object target) : ICallee
    {
        public Task<T> Call<T>(CallShape<T> shape, object?[] args) => database.Ask(from, target, shape, args);
    }

    private sealed class States(IStateStore store) : IActorStates
    {
        public IActorState<T> For<T>(string key) where T : class => new StoredActorState<T>(store, key);
    }
}
