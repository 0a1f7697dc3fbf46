using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Actors.Tests;

/// <summary>A marketplace in memory with a customer who has ten dollars, and a clock that the test moves.</summary>
internal sealed class Marketplace : IDisposable
{
    public static readonly Money TenDollars = Money.FromDollars(10);
    public static readonly CaptchaRequest Plain = new(Kind.ImageText);

    private static readonly CaptchaImages Images = new(new StoredImage("image/png", [.. new byte[120]]), null);

    private readonly LocalMarketplace _local;

    private Marketplace(
        DispatchOptions? dispatch, MemoryStore? store, Func<IMarketStore, IMarketStore>? wrap, ILinkedAccounts? linked, ReportOptions? numbers,
        Func<IStateStore, IStateStore>? wrapStates)
    {
        Store = store ?? new MemoryStore();
        var market = wrap is null ? Store : wrap(Store);
        _local = new LocalMarketplace(
            market, Store, new StoredActorStates(wrapStates is null ? Store : wrapStates(Store)), Time, dispatch, new DeskOptions { IdBlock = 10 }, new Random(1),
            linked: linked, numbers: numbers, audit: new AuditLog(Store));
        Cases = new CaseDesk(Actors, Store, Store, Store, Store, _local.Repeat, numbers);
        Sanctions = new SanctionDesk(Actors, Store, Store, Store, new AuditLog(Store), _local.Repeat, Time);
        Appeals = new AppealDesk(Actors, Store, Store, new AuditLog(Store), _local.Repeat, Time);
        Reports = new ReportDesk(_local.CustomerDesk, Store, _local.Actors, _local.Repeat, Time);
    }

    public ManualTime Time { get; } = new();

    public MemoryStore Store { get; }

    public CustomerId Customer { get; private set; }

    public IActors Actors => _local.Actors;

    public CustomerDesk Desk => _local.CustomerDesk;

    public ReportDesk Reports { get; }

    public CaseDesk Cases { get; }

    public SanctionDesk Sanctions { get; }

    public AppealDesk Appeals { get; }

    public WorkerDesk Work => _local.WorkerDesk;

    public FrontOffice Office => _local.FrontOffice;

    public LocalMarketplace Local => _local;

    public static async Task<Marketplace> Open(
        DispatchOptions? dispatch = null, MemoryStore? store = null, Func<IMarketStore, IMarketStore>? wrap = null, ILinkedAccounts? linked = null,
        ReportOptions? numbers = null, Func<IStateStore, IStateStore>? wrapStates = null)
    {
        var marketplace = new Marketplace(dispatch, store, wrap, linked, numbers, wrapStates);
        marketplace.Customer = await marketplace.Office.OpenCustomer("tester", "0123456789abcdef0123456789abcdef");
        if (store is null) await marketplace.Office.Deposit(-1, marketplace.Customer, TenDollars);
        return marketplace;
    }

    public async Task<CaptchaId> Submit(CaptchaRequest? request = null)
    {
        var (id, result) = await Desk.Submit(Customer, request ?? Plain, Images);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        if (request?.Kind == Kind.RecaptchaV3) await Settle(); // its domain may be asked before it is queued
        return id;
    }

    public Task<(CaptchaId Id, SubmitResult Result)> TrySubmit(CaptchaRequest? request = null) => Desk.Submit(Customer, request ?? Plain, Images);

    public async Task<WorkerId> Worker(long number)
    {
        var worker = new WorkerId(number);
        await Actors.Worker(worker).Enroll();
        return worker;
    }

    public async Task<Assignment?> Next(WorkerId worker) =>
        (await Work.Next(worker, null, TimeSpan.Zero, CancellationToken.None)).Assignment;

    public Task<NextResult> Wait(WorkerId worker, int seconds, CancellationToken gone = default) =>
        Work.Next(worker, null, TimeSpan.FromSeconds(seconds), gone);

    public Task<CaptchaView> Read(CaptchaId id) => Desk.Read(Customer, id);

    public async Task<Money> Balance(AccountId account) => await Store.Balance(account);

    /// <summary>Moves the clock in small steps until a task has completed; fails when it has not within the time.</summary>
    public async Task<T> Until<T>(Task<T> task, TimeSpan within)
    {
        for (var spent = TimeSpan.Zero; !task.IsCompleted && spent < within; spent += TimeSpan.FromMilliseconds(100))
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Settle();
        }
        Assert.True(task.IsCompleted, $"Not completed within {within} of virtual time.");
        return await task;
    }

    /// <summary>Moves the clock, second by second, and lets the actors do what is due.</summary>
    public async Task Pass(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            Time.Advance(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
            await Settle();
        }
    }

    /// <summary>
    /// Lets everything that was set going come to rest: calls are counted until their callers have gone on, and what else there is (the writer of the
    /// audit log) shows in the queue of the thread pool.
    /// </summary>
    public async Task Settle()
    {
        for (var quiet = 0; quiet < 50; quiet++)
        {
            await Task.Yield();
            if (_local.CallsInFlight > 0 || ThreadPool.PendingWorkItemCount > 0) quiet = 0;
        }
    }

    public void AssertMoneyIsConserved()
    {
        var balances = Store.Balances();
        Assert.Equal(0, balances.Sum(b => b.Amount.Nanos));
        Assert.All(balances.Where(b => b.Account.IsGuarded), b => Assert.False(b.Amount.IsNegative, $"{b.Account} holds {b.Amount}"));
    }

    public void Dispose()
    {
        AssertMoneyIsConserved();
        _local.Dispose();
    }
}
