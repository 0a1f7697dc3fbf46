using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Captchas;

public sealed partial class CaptchaActor
{
    private bool _steppedBack;

    /// <summary>The last lease of which its worker has heard, or may have heard.</summary>
    private Lease? _begun;

    public async Task<LeaseResult> Lease(WorkerId worker, EarnRates? earning = null)
    {
        if (await Current() is { Recheck: { } terms } && !(terms.IsVote ? await MayVote(terms, worker) : await MayRecheck(terms, worker)))
            return LeaseResult.Refused(LeaseOutcome.NotAvailable);
        if (await Current() is not { } state) return LeaseResult.Refused(LeaseOutcome.NotAvailable);
        var (verdict, next) = state.Grant(worker, context.Now, Shown(state, earning));
        if (verdict != LeaseVerdict.Granted)
        {
            await TryApply(next);
            return LeaseResult.Refused(LeaseOutcome.NotAvailable);
        }
        _state = next;
        Arm();
        var assignment = AssignmentOf(next, next.Lease!);
        BeginResult begun;
        try { begun = await services.Actors.Worker(worker).Begin(assignment, MayStepBack(next)); }
        catch (Exception)
        {
            _begun = next.Lease;
            throw;
        }
        if (begun.IsBegun)
        {
            _begun = next.Lease;
            return new LeaseResult(LeaseOutcome.Granted, assignment);
        }
        if (begun.Instead is not null) _steppedBack = true;
        if (await Current() is { IsEnded: false } later && later.Lease == next.Lease)
        {
            // What he may have seen, and does not know any more, is over, and never his again; anything else is as if it had never been.
            var queued = later.Lease == _begun ? TryApply(later.GiveBack(worker, AttemptEnd.TimedOut, context.Now).Next) : Undo(later.Ungrant(worker));
            if (begun.Instead is null) await queued;
            else Tell(queued); // the worker waits for the other one
        }
        return LeaseResult.Refused(LeaseOutcome.WorkerNotFree) with { Instead = begun.Instead };
    }

    private Task Undo(CaptchaState before)
    {
        _state = before;
        return Enqueue();
    }

    /// <summary>A gold task may take its place with this worker: a customer's captcha that is young, and was not passed over before.</summary>
    private bool MayStepBack(CaptchaState state) =>
        !state.IsOfHouse && !_steppedBack && context.Now - state.SubmittedAt < state.Request.Kind.Traits().Lifetime * services.Numbers.Gold.StepsBackWithin;
}
