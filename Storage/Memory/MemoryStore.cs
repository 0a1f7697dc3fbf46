using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.Memory;

/// <summary>
/// The store without a database, for the simulator and for tests: the same planner, and nothing is kept but what was committed. No threads and no
/// timers: every call has completed when it returns, so a run with the same calls is the same run.
/// </summary>
public sealed partial class MemoryStore : IMarketStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, StoredCaptcha> _captchas = [];
    private readonly SortedSet<long> _open = [];
    private readonly Dictionary<(long Captcha, ImagePart Part), StoredImage> _images = [];
    private readonly Dictionary<TransferId, TransferFact> _transfers = [];
    private readonly Dictionary<AccountId, Money> _balances = [];
    private readonly Dictionary<AccountId, List<StatementEntry>> _entries = [];
    private readonly Dictionary<(WorkerId, CaptchaId), Outcome> _outcomes = [];
    private readonly Dictionary<AccountId, long> _solved = [];
    private readonly Dictionary<string, long> _sequences = [];
    private long _sequence;

    private sealed record StoredCaptcha(CaptchaState State, long Fingerprint, KeyTerms? Key);

    /// <summary>Every account and what it holds; the sum is zero.</summary>
    public ImmutableArray<AccountBalance> Balances()
    {
        lock (_lock) return [.. _balances.OrderBy(b => b.Key).Select(b => new AccountBalance(b.Key, b.Value))];
    }

    /// <summary>All captchas as last committed, ascending by id.</summary>
    public ImmutableArray<CaptchaState> Captchas()
    {
        lock (_lock) return [.. _captchas.Values.Select(c => c.State)];
    }

    public Task<CommitReceipt> Commit(Commit commit)
    {
        CommitRules.Check(commit);
        lock (_lock)
        {
            Commit[] batch = [commit];
            var plan = BatchPlanner.Plan(batch, FactsFor(BatchNeeds.Of(batch)));
            foreach (var submit in plan.Submitted) Write(submit);
            foreach (var end in plan.Ended) Write(end);
            foreach (var step in plan.Reports) Write(step);
            foreach (var step in plan.Payouts) Write(step);
            foreach (var evidence in plan.Evidence) Write(evidence);
            foreach (var view in plan.GoldViews) Write(view);
            foreach (var callback in plan.Callbacks) Write(callback);
            foreach (var transfer in plan.Transfers) Write(transfer);
            foreach (var change in plan.Changes) Write(change);
            return Task.FromResult(plan.Receipts[0]);
        }
    }

    public Task<CaptchaState?> FindCaptcha(CaptchaId id)
    {
        lock (_lock) return Task.FromResult(_captchas.TryGetValue(id.Value, out var stored) ? stored.State : null);
    }

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part)
    {
        lock (_lock) return Task.FromResult(_images.GetValueOrDefault((id.Value, part)));
    }

    public Task<Money> Balance(AccountId account)
    {
        lock (_lock) return Task.FromResult(_balances.GetValueOrDefault(account));
    }

    public Task<long> CountSolved(WorkerId worker)
    {
        lock (_lock) return Task.FromResult(_solved.GetValueOrDefault(AccountId.Of(worker)));
    }

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take)
    {
        Pages.RequireGuarded(account);
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
        {
            IEnumerable<StatementEntry> entries = _entries.TryGetValue(account, out var list) ? Enumerable.Reverse(list) : [];
            return Task.FromResult(entries.Where(e => before is null || e.Sequence < before).Take(take).ToImmutableArray());
        }
    }

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        if (after.Value == long.MaxValue) return Task.FromResult(ImmutableArray<CaptchaId>.Empty);
        var limit = StoredTime.Cut(submittedBefore);
        lock (_lock)
        {
            var open = _open.GetViewBetween(after.Value + 1, long.MaxValue).Where(id => _captchas[id].State.SubmittedAt < limit);
            return Task.FromResult(open.Take(take).Select(id => new CaptchaId(id)).ToImmutableArray());
        }
    }

    public Task<long> LeaseIds(string sequence, int count)
    {
        Pages.RequireTake(count, Pages.MaxLease);
        lock (_lock)
        {
            var first = _sequences.GetValueOrDefault(sequence, 1);
            _sequences[sequence] = first + count;
            return Task.FromResult(first);
        }
    }

    private BatchFacts FactsFor(BatchNeeds needs)
    {
        var facts = new BatchFacts();
        foreach (var account in needs.Guarded) facts.Balances[account] = _balances.GetValueOrDefault(account);
        foreach (var id in needs.Captchas)
            if (_captchas.TryGetValue(id.Value, out var stored))
                facts.Captchas[id] = new CaptchaFact(stored.Fingerprint, CaptchaStatus.Queued, null, null).EndedAs(stored.State);
        foreach (var id in needs.Reports)
            if (_states.TryGetValue(id.Value, out var report)) facts.Reports[id] = ReportFact.Of(report);
        foreach (var origin in needs.Payouts)
            if (_payouts.TryGetValue(origin, out var payout)) facts.Payouts[origin] = PayoutFact.Of(payout);
        foreach (var id in needs.Transfers)
            if (_transfers.TryGetValue(id, out var transfer)) facts.Transfers[id] = transfer;
        return facts;
    }

    private void Write(SubmitCommit submit)
    {
        var state = submit.Captcha with
        {
            SubmittedAt = StoredTime.Cut(submit.Captcha.SubmittedAt),
            Lease = null,
            Attempts = [],
            Solution = null,
            EndedAt = null,
            Crowd = null,
            Recheck = Stored(submit.Captcha.Recheck),
            Gold = Stored(submit.Captcha.Gold),
        };
        _captchas.Add(state.Id.Value, new StoredCaptcha(state, submit.Fingerprint, submit.Key));
        _open.Add(state.Id.Value);
        foreach (var (part, image) in ImageParts.Of(submit.Images)) _images.Add((state.Id.Value, part), image);
    }

    private static RecheckTerms? Stored(RecheckTerms? terms) => terms is null ? null : terms with { Until = StoredTime.Cut(terms.Until) };

    private static GoldTerms? Stored(GoldTerms? terms) => terms is null ? null : terms with { Until = StoredTime.Cut(terms.Until) };

    private void Write(EndCommit end)
    {
        var stored = _captchas[end.Captcha.Id.Value];
        _captchas[end.Captcha.Id.Value] = stored with
        {
            State = stored.State with
            {
                Status = end.Captcha.Status,
                Quote = end.Captcha.Quote,
                Crowd = end.Captcha.Crowd,
                Solution = end.Captcha.Solution,
                EndedAt = StoredTime.Cut(end.Captcha.EndedAt),
                Attempts = [.. end.Captcha.Attempts.Select(a => a with { GrantedAt = StoredTime.Cut(a.GrantedAt), EndedAt = StoredTime.Cut(a.EndedAt) })],
            },
        };
        _open.Remove(end.Captcha.Id.Value);
        foreach (var outcome in end.Outcomes) _outcomes.Add((outcome.Worker, outcome.Captcha), outcome);
    }

    private void Write(AccountChange change)
    {
        _balances[change.Account] = _balances.GetValueOrDefault(change.Account) + change.Delta;
        _solved[change.Account] = _solved.GetValueOrDefault(change.Account) + change.Solved;
    }

    private void Write(PlannedTransfer planned)
    {
        var transfer = planned.Transfer;
        _transfers.Add(transfer.Id, TransferFact.Of(transfer));
        var sequence = ++_sequence;
        if (planned.DebitBalance is { } debit) Enter(transfer.Debit, -transfer.Amount, debit);
        if (planned.CreditBalance is { } credit) Enter(transfer.Credit, transfer.Amount, credit);

        void Enter(AccountId account, Money amount, Money balance)
        {
            if (!_entries.TryGetValue(account, out var entries)) _entries.Add(account, entries = []);
            entries.Add(new StatementEntry(sequence, StoredTime.Cut(planned.At), Pages.CaptchaOf(transfer.Id.Subject, transfer.Id.Purpose),
                transfer.Id.Purpose, amount, balance)
            { Payout = Pages.PayoutOf(transfer.Id.Subject, transfer.Id.Purpose) });
        }
    }
}
