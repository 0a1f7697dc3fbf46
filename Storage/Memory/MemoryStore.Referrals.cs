using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IReferralStore, IEarningStore
{
    private readonly SortedDictionary<long, Referral> _referrals = [];
    private readonly Dictionary<WorkerId, string> _codes = [];

    public Task<string?> AddCode(WorkerId worker, string code)
    {
        lock (_lock)
        {
            if (_codes.TryGetValue(worker, out var known)) return Task.FromResult<string?>(known);
            if (_codes.ContainsValue(code)) return Task.FromResult<string?>(null);
            _codes.Add(worker, code);
            return Task.FromResult<string?>(code);
        }
    }

    public Task<string?> FindCode(WorkerId worker)
    {
        lock (_lock) return Task.FromResult(_codes.GetValueOrDefault(worker));
    }

    public Task<WorkerId?> FindInviter(string code)
    {
        lock (_lock)
        {
            foreach (var (worker, known) in _codes)
                if (known == code) return Task.FromResult<WorkerId?>(worker);
            return Task.FromResult<WorkerId?>(null);
        }
    }

    public Task<Referral> AddReferral(Referral referral)
    {
        lock (_lock)
        {
            _referrals.TryAdd(referral.Friend.Value, ReferralRows.Stored(referral));
            return Task.FromResult(_referrals[referral.Friend.Value]);
        }
    }

    public Task<Referral?> FindReferral(WorkerId friend)
    {
        lock (_lock) return Task.FromResult(_referrals.GetValueOrDefault(friend.Value));
    }

    public Task<bool> ChangeReferral(Referral next)
    {
        lock (_lock)
        {
            if (!_referrals.TryGetValue(next.Friend.Value, out var stored)) return Task.FromResult(false);
            var known = ReferralRows.Stored(next);
            if (stored.Version != next.Version - 1) return Task.FromResult(stored == known);
            _referrals[next.Friend.Value] = known;
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<Referral>> Referrals(WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(_referrals.Values.Where(r => r.Friend.Value > after.Value).Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Referral>> ReferralsOf(WorkerId inviter, WorkerId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(_referrals.Values.Where(r => r.Inviter == inviter && r.Friend.Value > after.Value).Take(take).ToImmutableArray());
    }

    public Task<ReferralTotal> TotalOf(WorkerId inviter)
    {
        lock (_lock)
        {
            var his = _referrals.Values.Where(r => r.Inviter == inviter).ToList();
            return Task.FromResult(new ReferralTotal(his.Count, his.Aggregate(Money.Zero, (sum, r) => sum + r.Paid)));
        }
    }

    public Task<EarnedPart> EarnedAfter(WorkerId worker, long after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
        {
            var part = new EarnedPart(Money.Zero, after);
            foreach (var entry in EntriesOf(worker).Where(e => e.Purpose == Purpose.Earning && e.Sequence > after).Take(take))
                part = new EarnedPart(part.Sum + entry.Amount, entry.Sequence);
            return Task.FromResult(part);
        }
    }

    public Task<ImmutableArray<DayEarned>> EarnedByDay(WorkerId worker, DateOnly from, int days)
    {
        ReferralRows.RequireDays(days);
        lock (_lock)
            return Task.FromResult(EntriesOf(worker).Where(e => e.Purpose is Purpose.Earning or Purpose.Referral)
                .GroupBy(e => DateOnly.FromDateTime(e.At.UtcDateTime)).Where(d => d.Key >= from && d.Key < from.AddDays(days)).OrderBy(d => d.Key)
                .Select(d => new DayEarned(d.Key, Sum(d), Sum(d.Where(e => e.Purpose == Purpose.Earning)),
                    d.Where(e => e.Purpose == Purpose.Earning).Select(e => StoredTime.Of(e.At) / 60_000).Distinct().Count())).ToImmutableArray());
    }

    private static Money Sum(IEnumerable<StatementEntry> entries) => entries.Aggregate(Money.Zero, (sum, e) => sum + e.Amount);

    private List<StatementEntry> EntriesOf(WorkerId worker) => _entries.GetValueOrDefault(AccountId.Of(worker)) ?? [];
}
