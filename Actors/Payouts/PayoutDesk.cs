using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Actors.Payouts;

/// <summary>
/// Payouts from the worker's wish to the operator's word. Keeps nothing: each act reads how things stand, is entered in the audit log, and is committed with its money; of two at the same
/// moment the store lets one happen. Whether a worker may work does not matter: a ban takes nothing that was earned.
/// </summary>
public sealed class PayoutDesk(
    IMarketStore market, IPayoutStore payouts, ISanctionStore sanctions, LinkDesk links, IAuditLog audit, Repeat repeat, TimeProvider time, PayoutOptions? options = null)
{
    /// <summary>Losing a race so often in a row would be a mistake of ours.</summary>
    private const int MostTries = 4;

    private readonly ContestedMoney _contested = new(market, sanctions);

    public PayoutOptions Options { get; } = options ?? PayoutOptions.Default;

    public async Task<PayoutTerms> Terms(WorkerId worker)
    {
        var now = time.GetUtcNow();
        var balance = await market.Balance(AccountId.Of(worker));
        var contested = await _contested.Of(worker, now);
        var destination = await payouts.FindDestination(worker);
        return new PayoutTerms(balance, contested, PayoutRules.Most(balance, contested), Options.Minimum, destination, destination?.LockedUntil(now, Options));
    }

    /// <summary>Sets an amount aside for an operator to send.</summary>
    /// <param name="operation">The client's name for it (<see cref="Payout.IsOperation"/>): repeated, it is the same payout.</param>
    /// <param name="to">Another one than he has takes its place, and is locked; null: the one that he has.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be set aside; ask again with the same operation.</exception>
    public async Task<PayoutResult> Ask(WorkerId worker, string operation, Money amount, PayoutDestination? to)
    {
        var origin = Payout.OriginOf(worker, operation);
        if (await payouts.FindPayout(origin) is { } known) return Same(known, amount, to);
        var balance = await market.Balance(AccountId.Of(worker));
        if (PayoutRules.Check(amount, balance, await _contested.Of(worker, time.GetUtcNow()), Options) is { } refusal) return PayoutResult.Refused(refusal);
        var named = to is null ? new DestinationResult(await payouts.FindDestination(worker), null) : await Name(worker, to);
        if (named.Destination is not { } destination) return PayoutResult.Refused(named.Refusal ?? PayoutRefusal.BadDestination);
        var now = Now();
        if (destination.LockedUntil(now, Options) is { } until) return PayoutResult.Refused(PayoutRefusal.DestinationLocked, until);
        var latest = await payouts.PayoutsOf(worker, null, Options.MostADay);
        if (latest.Length == Options.MostADay && latest[^1].AskedAt > now.AddDays(-1)) return PayoutResult.Refused(PayoutRefusal.TooMany);

        var payout = new Payout
        {
            Id = new PayoutId(await repeat.UntilKnown(() => market.LeaseIds(IdSequence.Payout, 1))),
            Origin = origin,
            Worker = worker,
            Amount = amount,
            To = destination.Destination,
            AskedAt = now,
        };
        var act = $"payout/{payout.Id}/asked";
        await Record(act, $"worker:{worker}", "payout.asked", worker, new { payout = payout.Id.Value, amount = amount.ToString(), method = payout.To.Method.ToString(), to = payout.To.Masked });
        var receipt = await repeat.UntilKnown(() => market.Commit(PayoutCommit.Ask(payout)));
        if (receipt.Verdict is CommitVerdict.Created or CommitVerdict.Exists) return PayoutResult.Done(payout);
        await RecordFailure(act, $"worker:{worker}", worker, receipt.Verdict);
        if (receipt.Verdict == CommitVerdict.InsufficientFunds) return PayoutResult.Refused(PayoutRefusal.MoreThanBalance);
        return await payouts.FindPayout(origin) is { } other ? Same(other, amount, to) : PayoutResult.Refused(PayoutRefusal.TryAgain);
    }

    /// <summary>Names the first destination, or another one, which is locked. The same one again changes nothing.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be changed.</exception>
    public async Task<DestinationResult> Name(WorkerId worker, PayoutDestination to)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var known = await payouts.FindDestination(worker);
            if (known?.Destination == to) return new DestinationResult(known, null);
            var now = Now();
            var next = known is null ? WorkerDestination.First(worker, to) : known.ChangeTo(to, now, Options);
            if (next is null) return new DestinationResult(null, PayoutRefusal.TooMany);
            await links.PaidTo(worker, to.Address);
            var act = $"payout-destination/{worker}/{next.Version}/{now.ToUnixTimeMilliseconds()}";
            await Record(act, $"worker:{worker}", "payout.destination", worker, new { method = to.Method.ToString(), to = to.Masked, changed = next.ChangedAt is not null });
            if (await repeat.UntilKnown(() => payouts.SetDestination(next))) return new DestinationResult(next, null);
            await RecordFailure(act, $"worker:{worker}", worker, CommitVerdict.Conflict);
        }
        return new DestinationResult(null, PayoutRefusal.TryAgain);
    }

    /// <summary>The worker takes it back while it is pending. Again: the same.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be cancelled.</exception>
    public Task<PayoutResult> Cancel(WorkerId worker, PayoutId id) =>
        Step(id, $"worker:{worker}", p => p.Worker == worker ? null : PayoutRefusal.Unknown, p => p.Status == PayoutStatus.Cancelled, p => p.Cancelled(Now()), null);

    /// <summary>An operator is going to send it now: nobody else does meanwhile, and the worker cannot take it back. Again: the same.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be taken.</exception>
    public Task<PayoutResult> Take(long by, PayoutId id) => Step(id, $"operator:{by}", p => NotHisOwn(p, by) ?? NotAnothers(p, by),
        p => p is { Status: PayoutStatus.Taken } && p.DecidedBy == by, p => p.Taken(by, Now()), null);

    /// <summary>It was not sent, and waits again. Any operator may say so: whoever took it may be ill.</summary>
    /// <param name="reason">For the audit log: 1 … <see cref="Payout.LongestNote"/> characters.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be put back.</exception>
    public Task<PayoutResult> PutBack(long by, PayoutId id, string reason) => Step(id, $"operator:{by}", p => NotHisOwn(p, by),
        p => p is { Status: PayoutStatus.Pending, Version: > 1 } && p.DecidedBy == by, p => p.PutBack(by), reason);

    /// <summary>An operator has sent it.</summary>
    /// <param name="reference">By which the payment can be found: 1 … <see cref="Payout.LongestNote"/> characters.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be noted.</exception>
    public Task<PayoutResult> Sent(long by, PayoutId id, string reference) => Step(id, $"operator:{by}", p => NotHisOwn(p, by) ?? NotAnothers(p, by),
        p => p is { Status: PayoutStatus.Sent } && p.DecidedBy == by && p.Reference == reference, p => p.Sent(by, reference, Now()), reference);

    /// <summary>It could not be sent, or came back: the worker has the amount again.</summary>
    /// <param name="reason">For the worker to read: 1 … <see cref="Payout.LongestNote"/> characters.</param>
    /// <exception cref="OutcomeUnknownException">It may or may not be noted.</exception>
    public Task<PayoutResult> Returned(long by, PayoutId id, string reason) => Step(id, $"operator:{by}", p => NotHisOwn(p, by) ?? NotAnothers(p, by),
        p => p is { Status: PayoutStatus.Failed } && p.DecidedBy == by && p.Reason == reason, p => p.Returned(by, reason, Now()), reason);

    /// <summary>A worker's payouts, the newest first.</summary>
    public Task<ImmutableArray<Payout>> Of(WorkerId worker, PayoutId? before, int take) => payouts.PayoutsOf(worker, before, take);

    /// <summary>The operators' queue, the oldest first.</summary>
    public Task<ImmutableArray<Payout>> In(PayoutStatus status, PayoutId after, int take) => payouts.PayoutsIn(status, after, take);

    /// <summary>The operators' list, the newest first.</summary>
    public Task<ImmutableArray<Payout>> Latest(PayoutStatus status, PayoutId? before, int take) => payouts.LatestPayouts(status, before, take);

    /// <summary>Null: there is none.</summary>
    public Task<Payout?> Find(PayoutId id) => payouts.FindPayout(id);

    // A worker's number is his person's.
    private static PayoutRefusal? NotHisOwn(Payout payout, long by) => payout.Worker.Value == by ? PayoutRefusal.Involved : null;

    private static PayoutRefusal? NotAnothers(Payout payout, long by) =>
        payout.Status == PayoutStatus.Taken && payout.DecidedBy != by ? PayoutRefusal.TakenByAnother : null;

    private static PayoutResult Same(Payout known, Money amount, PayoutDestination? to) => known.Amount == amount && (to is null || to == known.To)
        ? PayoutResult.Done(known)
        : PayoutResult.Refused(PayoutRefusal.UsedDifferently);

    private async Task<PayoutResult> Step(
        PayoutId id, string by, Func<Payout, PayoutRefusal?> mayNot, Func<Payout, bool> isDone, Func<Payout, Payout?> step, string? note)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await payouts.FindPayout(id) is not { } payout) return PayoutResult.Refused(PayoutRefusal.Unknown);
            if (mayNot(payout) is { } refusal) return PayoutResult.Refused(refusal);
            if (isDone(payout)) return PayoutResult.Done(payout);
            if (step(payout) is not { } next) return PayoutResult.Refused(PayoutRefusal.NotPossible);
            var act = $"payout/{id}/{next.Version}/{next.Status.ToString().ToLowerInvariant()}/{by}";
            var what = next.Status == PayoutStatus.Pending ? "put_back" : next.Status.ToString().ToLowerInvariant();
            await Record(act, by, $"payout.{what}", payout.Worker, new { payout = id.Value, amount = payout.Amount.ToString(), note });
            var receipt = await repeat.UntilKnown(() => market.Commit(PayoutCommit.Step(payout, next, Now())));
            if (receipt.Verdict is CommitVerdict.Created or CommitVerdict.Exists) return PayoutResult.Done(next);
            await RecordFailure(act, by, payout.Worker, receipt.Verdict);
        }
        return PayoutResult.Refused(PayoutRefusal.TryAgain);
    }

    private Task RecordFailure(string act, string by, WorkerId worker, CommitVerdict why) =>
        Record(act + "/failed", by, "act.failed", worker, new { of = act, why = why.ToString() });

    private Task Record<T>(string act, string by, string what, WorkerId worker, T details) =>
        repeat.UntilKnown(() => audit.Append(new AuditEntry(act, time.GetUtcNow(), by, what, $"worker:{worker}", JsonSerializer.Serialize(details))).AsTask());

    /// <summary>As it is stored, so that a repetition is told the same to the last digit.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
