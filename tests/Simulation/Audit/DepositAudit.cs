using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>Customers' deposits, held against books of its own: what was paid, declined or entered by hand, what was stored of each, and what the ledger booked.</summary>
public sealed class DepositAudit(SimWorld world, MemoryStore memory, DepositOptions options)
{
    public const string AcknowledgedIsDurable = "A deposit that was acknowledged is durable";
    public const string OnlyTheTable = "A deposit moves as its table says, one step at a time";
    public const string ForCause = "A deposit is paid, declined or given up only when it was";
    public const string OneOfAnOperation = "One operation is one deposit";
    public const string BookedForMoney = "A deposit is booked only when its money has come, or an operator has entered it";
    public const string BookedOnce = "A deposit is booked once, to its customer, by its amount";
    public const string PaidIsBooked = "At rest what was paid and acknowledged is booked";
    public const string RefusedForCause = "A deposit is refused only for a cause";

    private readonly SortedDictionary<long, Deposit> _deposits = [];
    private readonly Dictionary<string, DepositId> _origins = [];
    private readonly Dictionary<DepositId, (CustomerId Customer, Money Amount)> _paid = [];
    private readonly HashSet<DepositId> _declined = [];
    private readonly HashSet<(string Origin, CustomerId Customer, Money Amount)> _entered = [];
    private readonly HashSet<DepositId> _acknowledged = [];
    private readonly List<Transfer> _booked = [];

    /// <summary>What the front office booked without a deposit.</summary>
    private readonly Dictionary<long, (CustomerId Customer, Money Amount)> _office = [];

    /// <summary>How often somebody was told that it is paid who could have known.</summary>
    public int Repeated { get; private set; }

    /// <summary>Deposits whose money came when they had been given up.</summary>
    public int Late { get; private set; }

    public int CountIn(DepositStatus status) => _deposits.Values.Count(d => d.Status == status);

    /// <summary>Booked deposits that operators entered.</summary>
    public int ByHand => _deposits.Values.Count(d => d is { Status: DepositStatus.Booked, EnteredBy: not null });

    /// <summary>The customer has paid, at the provider's; nobody here may know of it yet.</summary>
    public void Paid(Deposit deposit) => _paid.TryAdd(deposit.Id, (deposit.Customer, deposit.Amount));

    /// <summary>The provider has declined it; nobody here may know of it yet.</summary>
    public void Declined(Deposit deposit) => _declined.Add(deposit.Id);

    /// <summary>An operator is about to enter a payment, perhaps not for the first time.</summary>
    public void Entered(string operation, CustomerId customer, Money amount) => _entered.Add((Deposit.OriginByHand(operation), customer, amount));

    public void BookedByOffice(long operation, CustomerId customer, Money amount) => _office[operation] = (customer, amount);

    /// <summary>Somebody was told where a deposit stands, who had asked for this one.</summary>
    public void Acknowledged(string origin, CustomerId customer, Money amount, Deposit told)
    {
        world.Note(world.Nature, "somebody is told", "deposit", told.Id, told.Status);
        var stored = Now(memory.FindDeposit(told.Id));
        if (stored is null || stored.Version < told.Version || (stored.Origin, stored.Customer, stored.Amount) != (origin, customer, amount))
            world.Fail(AcknowledgedIsDurable, $"{told}; durable: {stored}");
        if (told.Status == DepositStatus.Booked && _booked.All(t => t.Id.Subject != told.Id.Value)) world.Fail(AcknowledgedIsDurable, $"{told} is not booked");
        if (told.Status is DepositStatus.Paid or DepositStatus.Booked && !_acknowledged.Add(told.Id)) Repeated++;
    }

    /// <summary>A wish, or a payment that was entered by hand, was refused.</summary>
    public void Refused(string origin, CustomerId customer, Money amount, DepositRefusal why)
    {
        world.Note(world.Nature, "somebody is refused", "deposit", origin, why);
        var known = _origins.TryGetValue(origin, out var id) ? _deposits[id.Value] : null;
        var isTrue = why switch
        {
            DepositRefusal.BadAmount => !options.Allows(amount),
            DepositRefusal.UsedDifferently => known is not null && (known.Customer, known.Amount) != (customer, amount),
            DepositRefusal.TooMany => _deposits.Values.Count(d => d.Customer == customer) >= options.MostADay,
            DepositRefusal.TryAgain => true,
            _ => false,
        };
        if (!isTrue) world.Fail(RefusedForCause, $"{origin} of {amount} for customer {customer}: {why}; durable: {known}");
    }

    /// <summary>The provider's word on a payment was refused.</summary>
    public void Refused(Deposit deposit, bool saysPaid, DepositRefusal why)
    {
        world.Note(world.Nature, "the provider is refused", deposit.Id, saysPaid, why);
        var status = _deposits.GetValueOrDefault(deposit.Id.Value)?.Status;
        var isTrue = why switch
        {
            DepositRefusal.TryAgain => true,
            DepositRefusal.NotPossible => !saysPaid && status is DepositStatus.Paid or DepositStatus.Booked or DepositStatus.Expired,
            _ => false,
        };
        if (!isTrue) world.Fail(RefusedForCause, $"the provider says {(saysPaid ? "paid" : "declined")}: {why}; durable: {deposit.Id} {status}");
    }

    /// <returns>Whether it is new.</returns>
    internal bool Added(SimProcess by, Deposit asked, Deposit stored)
    {
        world.Note(by, "adds deposit", asked.Id, asked.Origin, stored.Id);
        var isNew = _origins.TryAdd(asked.Origin, asked.Id);
        if (isNew)
        {
            _deposits.Add(asked.Id.Value, asked);
            if (asked is not { Version: 1, Status: DepositStatus.Requested }) world.Fail(OnlyTheTable, $"it began as {asked}");
        }
        if (stored.Id != _origins[asked.Origin]) world.Fail(OneOfAnOperation, $"{asked.Origin} is {_origins[asked.Origin]} and {stored.Id}");
        return isNew;
    }

    /// <returns>Whether it is a step that was not done before.</returns>
    internal bool Changed(SimProcess by, Deposit next, bool isDone)
    {
        world.Note(by, "changes deposit", next.Id, next.Status, isDone);
        var known = _deposits.GetValueOrDefault(next.Id.Value);
        if (!isDone || (known is not null && (known.Version, known.Status, known.Reference) == (next.Version, next.Status, next.Reference))) return false;
        var before = known is null ? null : known with { Version = next.Version, Status = next.Status, Reference = next.Reference, PaidAt = next.PaidAt, EndedAt = next.EndedAt };
        if (known is null || known.Version != next.Version - 1 || before != next || !DepositMachine.Table.Any(t => t.From == known.Status && t.To == next.Status))
            world.Fail(OnlyTheTable, $"{known} became {next}");
        var hasCause = next.Status switch
        {
            DepositStatus.Paid => HasCome(next),
            DepositStatus.Failed => _declined.Contains(next.Id),
            DepositStatus.Expired => next.RequestedAt + options.Lifetime <= next.EndedAt,
            _ => true,
        };
        if (!hasCause) world.Fail(ForCause, $"{next}");
        if (known?.Status == DepositStatus.Expired) Late++;
        _deposits[next.Id.Value] = next;
        return true;
    }

    internal void Moved(Transfer transfer)
    {
        if (transfer is not { Id.Purpose: Purpose.Deposit, Credit.Kind: AccountKind.Customer }) return;
        _booked.Add(transfer);
        if (_deposits.GetValueOrDefault(transfer.Id.Subject) is not { } deposit) return; // the front office's, or one that nobody knows: seen at the end
        if (deposit.Status is not (DepositStatus.Paid or DepositStatus.Booked) || !HasCome(deposit)) world.Fail(BookedForMoney, $"{deposit}: {transfer}");
        if (_booked.Count(t => t.Id.Subject == transfer.Id.Subject) > 1 || transfer.Credit != AccountId.Of(deposit.Customer) || transfer.Amount != deposit.Amount)
            world.Fail(BookedOnce, $"{deposit}: {transfer}");
    }

    internal void CheckAll()
    {
        foreach (var deposit in _deposits.Values)
        {
            if (Now(memory.FindDeposit(deposit.Id)) is not { } stored || (stored.Version, stored.Status) != (deposit.Version, deposit.Status))
                world.Fail(AcknowledgedIsDurable, $"{deposit} was stored");
            if (deposit.Status == DepositStatus.Paid || (deposit.Status != DepositStatus.Booked && _acknowledged.Contains(deposit.Id))) world.Fail(PaidIsBooked, $"{deposit}");
        }
        CheckTransfers();
    }

    /// <summary>Entry by entry: who got money, and for which deposit.</summary>
    private void CheckTransfers()
    {
        var due = _deposits.Values.Where(d => d.Status == DepositStatus.Booked).Select(d => Due(d.Id.Value, d.Customer, d.Amount))
            .Concat(_office.Select(o => Due(o.Key, o.Value.Customer, o.Value.Amount))).Order(StringComparer.Ordinal).ToArray();
        var got = _booked.Select(t => Due(t.Id.Subject, new CustomerId(t.Credit.Owner), t.Amount)).Order(StringComparer.Ordinal).ToArray();
        if (!got.SequenceEqual(due)) world.Fail(BookedOnce, $"{string.Join(", ", got.Except(due))} instead of {string.Join(", ", due.Except(got))}");

        static string Due(long operation, CustomerId customer, Money amount) => $"{operation} to {customer}: {amount}";
    }

    private bool HasCome(Deposit deposit) => deposit.EnteredBy is null
        ? _paid.TryGetValue(deposit.Id, out var paid) && paid == (deposit.Customer, deposit.Amount)
        : _entered.Contains((deposit.Origin, deposit.Customer, deposit.Amount));

    private static T Now<T>(Task<T> read) => read.GetAwaiter().GetResult(); // the memory's reads have completed when they return
}
