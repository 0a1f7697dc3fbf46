using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage.Tests.Beds;

/// <summary>One store as its ports.</summary>
public sealed class OpenStore(IMarketStore market, IPeopleStore people, IStateStore states, IAsyncDisposable? owned) : IAsyncDisposable
{
    public IKeyStore Keys => (IKeyStore)people;

    public IIdempotencyStore Idempotency => (IIdempotencyStore)people;

    public IMarketStore Market => market;

    public IPeopleStore People => people;

    public IStateStore States => states;

    /// <summary>Every store is all of its ports.</summary>
    public IReportStore Reports => (IReportStore)market;

    public ISanctionStore Sanctions => (ISanctionStore)market;

    public IAuditStore Audit => (IAuditStore)market;

    public IGoldStore Gold => (IGoldStore)market;

    public IPayoutStore Payouts => (IPayoutStore)market;

    public IReferralStore Referrals => (IReferralStore)market;

    public IEarningStore Earnings => (IEarningStore)market;

    public ISpendingStore Spending => (ISpendingStore)market;

    public IDepositStore Deposits => (IDepositStore)market;

    public ICustomerHistory Customers => (ICustomerHistory)market;

    public ITrainingStore Training => (ITrainingStore)market;

    public IMinuteStore Minutes => (IMinuteStore)market;

    public IRateStore Rates => (IRateStore)market;

    public IImageStore Images => (IImageStore)market;

    public ICallbackStore Callbacks => (ICallbackStore)market;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
