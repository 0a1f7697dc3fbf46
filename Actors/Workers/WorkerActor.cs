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
    private readonly OwnState<WorkerProfile> _profile = new(services.States.For<WorkerProfile>($"worker/{id}"));
    private Assignment? _open;
    private long? _solved;

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
                new ReadyResult(ReadyVerdict.MayWork, null, new WorkTerms(profile.Kinds, profile.MinRate, profile.HighRating, profile.Cluster)),
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

    public Task Ended(CaptchaId captcha, AttemptEnd why, Money earned)
    {
        var known = _open?.Id.Captcha == captcha;
        if (known) _open = null;
        // A repeated or unexpected message must not count twice: then the ledger is counted again when somebody looks.
        if (earned.IsPositive) _solved = known ? _solved + 1 : null;
        return Task.CompletedTask;
    }

    public Task<Assignment?> Holds(CaptchaId captcha) => Task.FromResult(_open?.Id.Captcha == captcha ? _open : null);

    public async Task<WorkerView> View()
    {
        var profile = await _profile.Value();
        var balance = await services.Store.Balance(AccountId.Of(id));
        var payout = await services.Store.Balance(AccountId.Payout(id));
        if (_solved is null)
        {
            // An answer that counts during the read is either in the count or leaves it unknown; both are right at the next look.
            var counted = await services.Store.CountSolved(id);
            _solved = counted;
        }
        return new WorkerView(profile, balance, payout, _solved ?? 0);
    }

    public Task Wake() => Task.CompletedTask;
}
