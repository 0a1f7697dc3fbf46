using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Referrals;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>Payouts and what inviters get, held against books of its own.</summary>
public sealed class PayoutAudit(SimWorld world, MemoryStore memory)
{
    public const string OnlyTheTable = "A payout moves as its table says, one step at a time";
    public const string MoneyOfTheStep = "Each step of a payout moves its amount, and nothing else";
    public const string OneOfAnOperation = "One operation of a worker is one payout";
    public const string AsideIsPending = "What is set aside is what is pending, and what went out is what was sent";
    public const string TenthOfTheWhole = "An inviter gets a tenth of what was counted, once";

    private readonly SortedDictionary<string, Payout> _payouts = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkerId, Money> _referred = [];

    public int Count => _payouts.Count;

    public int Settlements { get; private set; }

    public int CountIn(PayoutStatus status) => _payouts.Values.Count(p => p.Status == status);

    public Payout? Find(string origin) => _payouts.GetValueOrDefault(origin);

    internal void Stepped(PayoutCommit step, CommitVerdict verdict)
    {
        var (next, known) = (step.Payout, _payouts.GetValueOrDefault(step.Payout.Origin));
        if (verdict != CommitVerdict.Created) return;
        if (next.Version == 1)
        {
            if (known is not null) world.Fail(OneOfAnOperation, $"{next.Origin} is {known.Id} and {next.Id}");
            Require(step, PayoutMachine.Asked(next.Id, next.Worker, next.Amount));
        }
        else if (known is null || known.Version != next.Version - 1 || !PayoutMachine.Table.Any(t => t.From == known.Status && t.To == next.Status))
        {
            world.Fail(OnlyTheTable, $"{known} became {next}");
        }
        else
        {
            if (known.Amount != next.Amount || known.Id != next.Id || known.To != next.To) world.Fail(OnlyTheTable, $"{known} became {next}");
            Require(step, PayoutMachine.Moved(known.Status, next.Status, known.Id, known.Worker, known.Amount));
        }
        _payouts[next.Origin] = next;
    }

    internal void Referred(Transfer transfer)
    {
        if (transfer.Id.Purpose != Purpose.Referral) return;
        Settlements++;
        var inviter = new WorkerId(transfer.Credit.Owner);
        _referred[inviter] = _referred.GetValueOrDefault(inviter) + transfer.Amount;
    }

    internal void CheckAll()
    {
        foreach (var worker in _payouts.Values.GroupBy(p => p.Worker))
        {
            var pending = worker.Where(p => p.Status is PayoutStatus.Pending or PayoutStatus.Taken).Aggregate(Money.Zero, (sum, p) => sum + p.Amount);
            var aside = Now(memory.Balance(AccountId.Payout(worker.Key)));
            if (aside != pending) world.Fail(AsideIsPending, $"worker {worker.Key}: {aside} is aside and {pending} is pending");
        }
        var sent = _payouts.Values.Where(p => p.Status == PayoutStatus.Sent).Aggregate(Money.Zero, (sum, p) => sum + p.Amount);
        if (Now(memory.Balance(AccountId.WorldPayouts)) is var gone && gone != sent) world.Fail(AsideIsPending, $"{gone} went out and {sent} was sent");
        foreach (var payout in _payouts.Values)
            if (Now(memory.FindPayout(payout.Origin)) is not { } stored || stored.Status != payout.Status || stored.Version != payout.Version)
                world.Fail(OnlyTheTable, $"{payout.Origin} was committed as {payout.Status} {payout.Version}");
        foreach (var inviter in Now(memory.Referrals(default, 500)).GroupBy(r => r.Inviter)) CheckInviter(inviter.Key, [.. inviter]);
    }

    private void CheckInviter(WorkerId inviter, IReadOnlyList<Referral> referrals)
    {
        var due = Money.Zero;
        foreach (var referral in referrals)
        {
            var counted = Now(memory.Statement(AccountId.Of(referral.Friend), referral.Upto + 1, 500)).Where(e => e.Purpose == Purpose.Earning).Sum(e => e.Amount.Nanos);
            if (counted != referral.Earned.Nanos) world.Fail(TenthOfTheWhole, $"{referral}: the statement says {counted}");
            due += new Money(counted / 10);
        }
        // What is noted as due may be booked already: then the next settlement would have found it.
        var (got, waiting) = (_referred.GetValueOrDefault(inviter), referrals.Aggregate(Money.Zero, (sum, r) => sum + r.Due));
        if (got > due || got < due - waiting) world.Fail(TenthOfTheWhole, $"worker {inviter} got {got}, a tenth is {due}, and {waiting} waits");
    }

    private void Require(PayoutCommit step, Transfer? due)
    {
        if (due is null ? !step.Transfers.IsEmpty : step.Transfers is not [var made] || made != due) world.Fail(MoneyOfTheStep, $"{step.Payout}: {string.Join(", ", step.Transfers)} instead of {due}");
    }

    private static T Now<T>(Task<T> read) => read.GetAwaiter().GetResult(); // the memory's reads have completed when they return
}
