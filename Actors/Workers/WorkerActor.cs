using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Workers;

/// <summary>The profile is durable; the open assignment is a lease and lives in memory only.</summary>
public sealed class WorkerActor(WorkerId id, ActorServices services, IActorContext context) : IWorker, IActor
{
    /// <summary>Messages that were lost, or went to another activation, are missing in the count for no longer than this.</summary>
    private static readonly TimeSpan CountAgainAfter = TimeSpan.FromMinutes(1);

    private readonly OwnState<WorkerProfile> _profile = new(services.States.For<WorkerProfile>($"worker/{id}"));
    private Assignment? _open;
    private long? _solved;
    private DateTimeOffset _countedAt;

    public async Task Enroll()
    {
        if (await _profile.Value() is not null) return;
        try { await _profile.Write(WorkerProfile.New(id)); }
        catch (StoreConflictException) { /* enrolled at the same moment by another activation */ }
    }

    public async Task<ReadyResult> Ready()
    {
        if (await _profile.Value() is not { } profile) return new ReadyResult(ReadyVerdict.Unknown, null, null);
        if (_open is { } open && context.Now < open.LeaseEndsAt) return new ReadyResult(ReadyVerdict.HasAssignment, open, null);
        return profile.Status switch
        {
            WorkerStatus.Active =>
                new ReadyResult(ReadyVerdict.MayWork, null, new WorkTerms(KindSet.Of(profile.Kinds.AsSpan()), profile.MinRate, profile.HighRating, profile.Cluster)),
            WorkerStatus.InTraining => new ReadyResult(ReadyVerdict.NotTrained, null, null),
            _ => new ReadyResult(ReadyVerdict.Suspended, null, null),
        };
    }

    public async Task<bool> Begin(Assignment assignment)
    {
        if (await _profile.Value() is not { Status: WorkerStatus.Active } profile || !profile.Kinds.Contains(assignment.Kind)) return false;
        if (_open is { } open && open.Id != assignment.Id && context.Now < open.LeaseEndsAt) return false;
        _open = assignment;
        return true;
    }

    public Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned)
    {
        var known = _open?.Id.Captcha == captcha;
        if (known) _open = null;
        // A repeated or unexpected message must not count twice: then the ledger is counted again when somebody looks.
        if (earned.IsPositive) _solved = known ? _solved + 1 : null;
        return Ready();
    }

    public Task<Assignment?> Holds(CaptchaId captcha) => Task.FromResult(_open?.Id.Captcha == captcha ? _open : null);

    public async Task<WorkerView> View()
    {
        var profile = await _profile.Value();
        var balance = await services.Store.Balance(AccountId.Of(id));
        var payout = await services.Store.Balance(AccountId.Payout(id));
        if (_solved is null || context.Now - _countedAt >= CountAgainAfter)
        {
            // An answer that counts during the read may be missing in it; the next count has it.
            var counted = await services.Store.CountSolved(id);
            (_solved, _countedAt) = (counted, context.Now);
        }
        return new WorkerView(profile, balance, payout, _solved ?? 0);
    }

    public Task Wake() => Task.CompletedTask;
}
