using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage;

/// <summary>A store that the processes of a cluster share. Disposing it writes what waits, then closes.</summary>
public interface IClusterStore : IMarketStore, IPeopleStore, IKeyStore, IIdempotencyStore, IReportStore, ISanctionStore, ICallbackStore, IAuditStore, IGoldStore,
    IPayoutStore, IReferralStore, IEarningStore, ITrainingStore, IMinuteStore, ISpendingStore, IDepositStore, ICustomerHistory, IRateStore, IImageStore,
    IAsyncDisposable;
