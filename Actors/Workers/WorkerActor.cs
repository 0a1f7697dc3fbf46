using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Workers;

/// <summary>The profile is durable; the open assignment is a lease and lives in memory only.</summary>
public sealed class WorkerActor(WorkerId id, ActorServices services, IActorContext context) : IWorker, IActor
{
    /// <summary>Messages that were lost, or went to another activation, are missing in the count for no longer than this.</summary>
    private static readonly TimeSpan CountAgainAfter = TimeSpan.FromMinutes(1);

    private readonly OwnState<WorkerProfile> _profile = new(services.States.For<WorkerProfile>($"worker/{id}"));
    private readonly WorkerSkills _skills = new(id, services.Reports, services.Numbers);
    private readonly WorkerStanding _standing = new(id, services.Sanctions, services.Reports, new SanctionBook(services.Sanctions, services.Store, services.Audit));
    private readonly WorkerGold _gold = new(id, services);
    private readonly WorkerDay _day = new(id, services.Store);
    private ImmutableArray<KindLimit> _limits = [];
    private WorkerId? _cluster;
    private Assignment? _open;
    private long? _solved;
    private DateTimeOffset _countedAt;

    public Task Enroll() => Begin(WorkerProfile.New(id));

    public Task Apply() => Begin(WorkerProfile.Untrained(id));

    public Task Examined(ImmutableArray<Kind> kinds) => Change(p => p.Examined(kinds));

    public async Task<TermsVerdict> SetTerms(OwnTerms terms)
    {
        if (terms.Check() is not TermsVerdict.Set and var refused) return refused;
        return await Change(p => p.Asking(terms)) is null ? TermsVerdict.Unknown : TermsVerdict.Set;
    }

    public async Task<ReadyResult> Ready()
    {
        if (await _profile.Value() is not { } profile) return new ReadyResult(ReadyVerdict.Unknown, null, null);
        if (_open is { } open && context.Now < open.LeaseEndsAt) return new ReadyResult(ReadyVerdict.HasAssignment, open, null);
        return await _standing.Status(profile.Status, context.Now) switch
        {
            WorkerStatus.Active when await CappedUntil(profile) is { } until => new ReadyResult(ReadyVerdict.AtDailyCap, null, null) { Until = until },
            WorkerStatus.Active => new ReadyResult(ReadyVerdict.MayWork, null, await Terms(profile)),
            WorkerStatus.InTraining => new ReadyResult(ReadyVerdict.NotTrained, null, null),
            _ => new ReadyResult(ReadyVerdict.Suspended, null, null),
        };
    }

    public async Task<BeginResult> Begin(Assignment assignment, bool mayStepBack)
    {
        if (await _profile.Value() is not { } profile || !profile.Kinds.Contains(assignment.Kind)) return BeginResult.Refused;
        if (await _standing.Status(profile.Status, context.Now) != WorkerStatus.Active) return BeginResult.Refused;
        if (profile.DailyCap is not null) await _day.Look(context.Now);
        if (_limits.Any(l => l.Kind == assignment.Kind && l.Until > context.Now)) return BeginResult.Refused;
        // A captcha that lost its lease with a process may come again at another rate; what he sees is what he gets.
        var holds = _open is { } open && context.Now < open.LeaseEndsAt;
        if (holds && (_open!.Id != assignment.Id || _open.Rate != assignment.Rate)) return BeginResult.Refused;
        // He was offered on the terms of a moment ago: what he asks for, and what he has earned, may be more now.
        if (!holds && (assignment.Rate < profile.MinRate || _day.Earned >= profile.DailyCap)) return BeginResult.Refused;
        if (mayStepBack && _open is null && _gold.Instead(assignment, profile.MinRate, _skills.Earning, context.Now) is { } other) return new BeginResult(false, other);
        _open = assignment;
        if (!holds) _day.Begun();
        _gold.Begun(assignment, _skills.High.Contains(assignment.Kind), context.Now);
        return BeginResult.Begun;
    }

    public Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned)
    {
        var known = _open?.Id.Captcha == captcha;
        if (known) _open = null;
        // A repeated or unexpected message must not count twice: then the ledger is counted again when somebody looks.
        if (earned.IsPositive)
        {
            _solved = known ? _solved + 1 : null;
            _day.Paid(earned, known);
        }
        return Ready();
    }

    public Task<Assignment?> Holds(CaptchaId captcha) => Task.FromResult(_open?.Id.Captcha == captcha ? _open : null);

    public Task Sanctioned()
    {
        _skills.Forget(); // what was forgiven is no evidence any more
        return _standing.Read(context.Now);
    }

    public async Task<bool> Passed(SanctionId training)
    {
        _skills.Forget();
        return await _standing.Passed(training, context.Now);
    }

    public async Task<ImmutableArray<KindLimit>> Limit(ImmutableArray<KindLimit> found) =>
        // Of nobody of that number the limits of the others are not kept, and found again.
        await Change(p => p.With(found, context.Now)) is { } profile ? [.. profile.TokenLimits.Where(l => l.Until > context.Now)] : found;

    public Task Judged()
    {
        _skills.Forget();
        return Task.CompletedTask;
    }

    public async Task<SkillEstimate> Skill(Kind kind)
    {
        await LookAtRecord();
        return _skills.Of(kind);
    }

    public async Task<WorkerView> View()
    {
        await LookAtRecord();
        var profile = await _profile.Value();
        var balance = await services.Store.Balance(AccountId.Of(id));
        var payout = await services.Store.Balance(AccountId.Payout(id));
        if (_solved is null || context.Now - _countedAt >= CountAgainAfter)
        {
            // An answer that counts during the read may be missing in it; the next count has it.
            var counted = await services.Store.CountSolved(id);
            (_solved, _countedAt) = (counted, context.Now);
        }
        var status = await _standing.Status(profile?.Status ?? WorkerStatus.Active, context.Now);
        return new WorkerView(profile, balance, payout, _solved ?? 0)
        {
            Status = status,
            Skills = _skills.All,
            Limits = [.. _limits.Where(l => l.Until > context.Now)],
            CappedUntil = profile is null ? null : await CappedUntil(profile),
        };
    }

    public Task Wake() => Task.CompletedTask;

    private async Task Begin(WorkerProfile profile)
    {
        if (await _profile.Value() is not null) return;
        try { await _profile.Write(profile); }
        catch (StoreConflictException) { /* made at the same moment by another activation */ }
    }

    /// <returns>The profile as it is now; null: there is no such worker.</returns>
    private async Task<WorkerProfile?> Change(Func<WorkerProfile, WorkerProfile> change)
    {
        for (var look = 0; await _profile.Value() is { } profile; look++)
        {
            var next = change(profile);
            try
            {
                if (!ReferenceEquals(next, profile)) await _profile.Write(next);
                return next;
            }
            catch (StoreConflictException) when (look < 2) { /* another activation wrote: on top of that */ }
        }
        return null;
    }

    /// <summary>When he is given captchas again; null: he has not earned what he wants to earn today, or works without a cap.</summary>
    private async ValueTask<DateTimeOffset?> CappedUntil(WorkerProfile profile)
    {
        if (profile.DailyCap is not { } cap) return null;
        await _day.Look(context.Now);
        return _day.Earned >= cap ? WorkerDay.EndOf(context.Now) : null;
    }

    private async Task<WorkTerms> Terms(WorkerProfile profile)
    {
        await LookAtRecord();
        var kinds = KindSet.Of(profile.Kinds.AsSpan());
        foreach (var limit in _limits)
            if (limit.Until > context.Now) kinds = new KindSet(kinds.Bits & ~KindSet.Of(limit.Kind).Bits);
        return new WorkTerms(kinds, profile.MinRate, _skills.High, (_cluster ?? id).Value) { Ratings = _skills.Ratings, Earning = _skills.Earning };
    }

    /// <summary>
    /// His skills, his cluster, and the limits of those whom he shares limits with, which the smallest id of them keeps for all. No more often than each minute: there is one
    /// board of links, and whoever must not be mistaken about a cluster asks it again.
    /// </summary>
    private async Task LookAtRecord()
    {
        if (!await _skills.Refresh(context.Now)) return;
        try
        {
            _cluster = await services.Linked.ClusterOf(id);
            await _standing.Enter(_skills.Limits, context.Now);
            var group = await services.Actors.LinkBoard().LimitGroupOf(id);
            if (_skills.HasGold) await _gold.Judge(context.Now);
            _limits = await Shared(group == id ? await Limit(_skills.Limits) : await services.Actors.Worker(group).Limit(_skills.Limits));
        }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException))
        {
            _skills.Forget(); // as it was known last; the next look asks again
        }
    }

    /// <summary>
    /// Without the limits of accounts that were in the group once, and are in it no longer, for an operator knows now that they are other people; and without those that an appeal has ended.
    /// </summary>
    private async Task<ImmutableArray<KindLimit>> Shared(ImmutableArray<KindLimit> limits)
    {
        ImmutableArray<WorkerId> others = [.. limits.Select(l => l.Because).Where(b => b != id).Distinct()];
        var sharing = others.IsEmpty ? [] : await services.Actors.LinkBoard().SharingLimits(id, others);
        var kept = limits.RemoveAll(l => l.Because != id && !sharing.Contains(l.Because));
        // Of a kind only so many are kept; his own need not be among them.
        kept = kept.AddRange(_skills.Limits.Where(own => !kept.Any(l => l.Kind == own.Kind)));
        // One is enough for a kind, so that a large cluster is not looked up account by account: his own first, then the one that ends last.
        var standing = ImmutableArray.CreateBuilder<KindLimit>();
        foreach (var limit in kept.OrderBy(l => l.Because != id).ThenByDescending(l => l.Until))
            if (!standing.Any(l => l.Kind == limit.Kind) && await _standing.Holds(limit, context.Now)) standing.Add(limit);
        return standing.DrainToImmutable();
    }
}
