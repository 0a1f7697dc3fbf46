using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Spending;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>What is counted of customers' spending, held against sums of its own: what each commit took from what was held for good, less what it gave back.</summary>
public sealed class SpendingAudit(SimWorld world, MemoryStore memory)
{
    public const string CountedOnce = "What is counted of spending is stored once, with how far it is counted";
    public const string CountedIsTheLedger = "At rest the spending of each customer is what the ledger charged less what it gave back";

    private readonly Dictionary<CustomerId, Dictionary<SpendingCell, SpendingSum>> _due = [];
    private readonly HashSet<long> _charged = [];
    private readonly Dictionary<CustomerId, SpendingPosition> _positions = [];

    /// <summary>Counts that were stored.</summary>
    public int Counts { get; private set; }

    /// <summary>Counts that were not, because somebody else had stored the same or another one meanwhile, or they were stored already.</summary>
    public int Overtaken { get; private set; }

    internal void Moved(Transfer transfer, DateTimeOffset at, Func<CaptchaId, BookedCaptcha?> find)
    {
        var isCharge = transfer.Debit.Kind == AccountKind.CustomerHeld && transfer.Credit.Kind != AccountKind.Customer;
        if (!isCharge && transfer.Id.Purpose != Purpose.Refund) return;
        if (find(new CaptchaId(transfer.Id.Subject)) is not { } captcha) return; // another rule's business
        var customer = captcha.State.Customer;
        var cell = new SpendingCell(SpendingCell.HourOf(at), captcha.Submitted.Key?.Key, captcha.State.Request.Kind, captcha.State.Request.Domain ?? "");
        if (!_due.TryGetValue(customer, out var cells)) _due.Add(customer, cells = []);
        cells[cell] = cells.GetValueOrDefault(cell) + (isCharge ? new SpendingSum(_charged.Add(transfer.Id.Subject) ? 1 : 0, 0, transfer.Amount) : new SpendingSum(0, 1, -transfer.Amount));
    }

    /// <returns>Whether it is a count that was not stored before.</returns>
    internal bool Counted(SimProcess by, SpendingPosition next, ImmutableArray<SpendingLine> added, bool isDone)
    {
        world.Note(by, "counts spending", next.Customer, next.Version, isDone);
        var known = _positions.GetValueOrDefault(next.Customer, new SpendingPosition(next.Customer));
        if (!isDone || known == next)
        {
            Overtaken++;
            return false;
        }
        if (known.Version != next.Version - 1 || known.Spent + Sum(added) != next.Spent) world.Fail(CountedOnce, $"{known} became {next} by {Sum(added)}");
        if (Sum(Stored(next.Customer)) is var sum && sum != next.Spent) world.Fail(CountedOnce, $"{next}: the sums make {sum}");
        _positions[next.Customer] = next;
        Counts++;
        return true;
    }

    internal void CheckAll()
    {
        foreach (var customer in _due.Keys.Union(_positions.Keys))
        {
            var due = _due.GetValueOrDefault(customer) ?? [];
            var stored = Stored(customer);
            var position = memory.SpendingPosition(customer).GetAwaiter().GetResult();
            if (due.Count != stored.Length || stored.Any(l => due.GetValueOrDefault(l.Cell) != l.Sum) || position.Spent != Sum(stored))
                world.Fail(CountedIsTheLedger, $"customer {customer}: {string.Join(", ", stored)} instead of {string.Join(", ", due)}, {position}");
        }
    }

    private ImmutableArray<SpendingLine> Stored(CustomerId customer) =>
        memory.Spending(customer, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, ISpendingStore.MostLines).GetAwaiter().GetResult();

    private static Money Sum(ImmutableArray<SpendingLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Sum.Spent);
}
