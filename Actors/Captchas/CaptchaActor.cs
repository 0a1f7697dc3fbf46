using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Captchas;

/// <summary>
/// Loads, lets <see cref="CaptchaState"/> decide, commits, tells others. Its memory is the last durable state and a lease; whatever is uncertain
/// makes it forget and read again.
/// </summary>
public sealed partial class CaptchaActor(CaptchaId id, ActorServices services, IActorContext context) : ICaptcha, IActor
{
    /// <summary>An ended captcha is kept so long for the customer who still asks.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(60);

    /// <summary>The pause before something is tried again that the store or a shard had no room for.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Watchers _watchers = new();
    private CaptchaState? _state;
    private bool _missing;
    private Task? _loading;
    private Task<SubmitResult>? _submitting;
    private Task<CommitReceipt>? _ending;
    private ShardKey? _shard;
    private DateTimeOffset _queuedUntil;

    public Task<SubmitResult> Submit(Submission submission)
    {
        if (_submitting is { } running) return running;
        if (_state is { } known) return Task.FromResult(Accepted(known, submission.Customer));
        var submitting = SubmitOnce(submission);
        if (!submitting.IsCompleted) _submitting = submitting;
        return submitting;
    }

    public async Task<CaptchaView> Read(CustomerId customer, string? pushTo = null)
    {
        if (await Current() is not { } state)
        {
            context.Rest();
            return CaptchaView.Unknown;
        }
        if (state.Customer != customer) return CaptchaView.Unknown;
        if (state.DueAt <= context.Now)
        {
            await TryApply(state.Advance(context.Now));
            state = await Current() ?? state;
        }
        if (state.IsEnded) context.Rest();
        else if (pushTo is not null) _watchers.Add(pushTo);
        return CaptchaView.Of(state);
    }

    public async Task<AnswerResult> Answer(WorkerId worker, string answer)
    {
        var (seen, caughtUp) = ((Assignment?)null, false);
        if (await Current() is { IsEnded: false } open && !open.HadBefore(worker))
            seen = await services.Actors.Worker(worker).Holds(id);
        // A conflict makes the actor read what somebody else committed; then the second look decides.
        for (var look = 0; ; look++)
        {
            if (await Current() is not { } state) return AnswerResult.Refused(AnswerOutcome.NotYours);
            var (text, flaw) = AnswerForm.Check(state.Request, answer);
            var (verdict, next) = state.Accept(worker, text ?? "", context.Now, seen is not null, seen?.Rate);
            if (verdict == AnswerVerdict.Accepted)
            {
                if (flaw is { } wrong) return AnswerResult.Malformed(wrong);
                CommitReceipt receipt;
                try { receipt = await End(next); }
                catch (StoreBusyException) { return AnswerResult.Refused(AnswerOutcome.TryAgain); }
                if (receipt.Verdict is CommitVerdict.Created or CommitVerdict.Exists)
                    return await Paid(worker, (_state ?? next).Earned, receipt.BalanceOf(AccountId.Of(worker)));
                if (look < 2) continue;
                throw new StoreUncertainException($"Captcha {id} changed under the actor: {receipt.Verdict}.");
            }
            if (verdict == AnswerVerdict.Repeated) return await Paid(worker, state.Earned, null);
            if (!state.IsEnded && !caughtUp)
            {
                await CatchUp();
                caughtUp = true;
                continue; // decided again: the state may have moved on during the read
            }
            await TryApply(next);
            if (verdict == AnswerVerdict.NotYours) return AnswerResult.Refused(AnswerOutcome.NotYours);
            Tell(services.Actors.Worker(worker).Ended(id, AttemptEnd.TimedOut, Money.Zero));
            return AnswerResult.Refused(AnswerOutcome.LeaseOver);
        }
    }

    public async Task<SkipVerdict> GiveBack(WorkerId worker, AttemptEnd why)
    {
        if (await Current() is not { } state) return SkipVerdict.LeaseOver;
        var (verdict, next) = state.GiveBack(worker, why, context.Now);
        await TryApply(next);
        await services.Actors.Worker(worker).Ended(id, why, Money.Zero);
        return verdict;
    }

    public async Task Requeue()
    {
        if (await Current() is not { } state) context.Rest();
        else if (state.DueAt <= context.Now) await TryApply(state.Advance(context.Now));
        else if (state.Status == CaptchaStatus.Queued) await Enqueue();
    }

    public async Task Withdraw(CustomerId customer)
    {
        if (_submitting is { } running) await running;
        if (await Current() is { } state && state.Customer == customer) await TryApply(state.Withdraw(context.Now));
    }

    public async Task Wake()
    {
        if (await Current() is not { IsEnded: false } state)
        {
            context.Rest();
            return;
        }
        if (state.DueAt <= context.Now) await TryApply(state.Advance(context.Now));
        else if (state.Status == CaptchaStatus.Queued && _queuedUntil <= context.Now) await Enqueue();
        else Arm();
    }

    private async Task<SubmitResult> SubmitOnce(Submission submission)
    {
        try
        {
            if (await Refusal(submission) is { } refusal) return SubmitResult.Refused(refusal);
            // Without a price nothing is sold: the product's own may be less than what operators set.
            if (await services.Quotes.Heard(submission.Request.Kind, context.Now) is not { } rate) return SubmitResult.Refused(SubmitVerdict.NoSlot);
            var quote = rate.QuoteOf(submission.Request.Traits());
            if (await Unauthorized(submission, quote) is { } unpaid) return SubmitResult.Refused(unpaid);
            return await Commit(submission, submission.Request.Confident?.Hold(quote) ?? quote);
        }
        finally
        {
            _submitting = null;
            if (_state is null) context.Rest();
        }
    }

    private async Task<SubmitVerdict?> Refusal(Submission submission)
    {
        if (services.Shards.IsFull(submission.Request.Kind)) return SubmitVerdict.NoSlot;
        if (PageOf(submission.Request) is not { } page) return null;
        DomainPolicy? policy = null; // of a page without a certain host nobody can say anything good
        if (DomainName.TryParse(page, out var domain))
        {
            policy = await services.Policies.For(domain, context.Now);
            if (policy is null) return SubmitVerdict.NoSlot;
            if (policy.Standing == DomainStanding.Open) return null;
        }
        await services.Audit.Append(Refusals.Denied(submission, domain, policy, context.Now));
        return SubmitVerdict.DomainDenied;
    }

    // A token is for the page that it is made on, whatever else the customer says.
    private static string? PageOf(CaptchaRequest request) => request.Token?.PageUrl ?? request.Domain;

    private async Task<SubmitVerdict?> Unauthorized(Submission submission, Quote quote)
    {
        var domain = DomainName.TryParse(PageOf(submission.Request), out var name) ? name.Value : null;
        var authorization = new Authorization(id, quote, submission.Request.Kind, domain)
        {
            Key = submission.Key is { HasLimits: true } key ? key : null,
            Attempts = submission.Request.Confident?.MaxAttempts ?? 1,
        };
        var verdict = await services.Actors.Customer(submission.Customer).Authorize(authorization);
        if (verdict == AuthorizeVerdict.DomainNotAuthorized) await services.Audit.Append(Refusals.NotAuthorized(submission, domain, context.Now));
        return SubmitResult.RefusalOf(verdict);
    }

    private async Task<SubmitResult> Commit(Submission submission, Quote quote)
    {
        var captcha = new CaptchaState
        {
            Id = id,
            Customer = submission.Customer,
            Request = submission.Request,
            Quote = quote,
            SubmittedAt = context.Now,
        };
        var fingerprint = submission.Fingerprint ?? SubmissionFingerprint.Of(submission);
        var commit = SubmitCommit.Of(captcha, submission.Images, fingerprint) with { Key = submission.Key };
        CommitVerdict verdict;
        try { verdict = (await services.Store.Commit(commit)).Verdict; }
        catch (StoreBusyException)
        {
            Tell(services.Actors.Customer(submission.Customer).Credited(quote.Price));
            return SubmitResult.Refused(SubmitVerdict.NoSlot);
        }
        switch (verdict)
        {
            case CommitVerdict.Created:
                (_state, _missing) = (captcha, false);
                Tell(Enqueue());
                return Accepted(captcha, submission.Customer);
            case CommitVerdict.Exists:
                // An earlier try was durable although its reply was lost; its quote and time are the ones that count.
                Tell(services.Actors.Customer(submission.Customer).Credited(quote.Price));
                _missing = false;
                var known = await Current() ?? throw new StoreUncertainException($"Captcha {id} exists and cannot be read.");
                if (known.Status == CaptchaStatus.Queued) Tell(Enqueue());
                return Accepted(known, submission.Customer);
            case CommitVerdict.InsufficientFunds:
                return SubmitResult.Refused(SubmitVerdict.NoFunds);
            default:
                Tell(services.Actors.Customer(submission.Customer).Credited(quote.Price));
                return SubmitResult.Refused(SubmitVerdict.IdTaken);
        }
    }

    private static SubmitResult Accepted(CaptchaState state, CustomerId asker) =>
        state.Customer == asker ? new SubmitResult(SubmitVerdict.Accepted, state.Quote) : SubmitResult.Refused(SubmitVerdict.IdTaken);

    /// <summary>The state as it may be decided upon until the next await: read, and with no end under way. Null: no such captcha.</summary>
    private async Task<CaptchaState?> Current()
    {
        while (true)
        {
            if (_ending is { } ending)
            {
                try { await ending; }
                catch (Exception) { /* whoever began the end tells his caller; here only its being over matters */ }
            }
            else if (_state is null && !_missing)
            {
                var loading = _loading ?? Load();
                if (!loading.IsCompleted) _loading = loading;
                await loading;
            }
            else
            {
                return _state;
            }
        }
    }

    /// <summary>Before a worker is turned away: another activation may have ended the captcha, perhaps with his own answer.</summary>
    private async Task CatchUp()
    {
        if (await services.Store.FindCaptcha(id) is not { IsEnded: true } ended || _ending is not null) return;
        _state = ended;
        context.WakeAt(context.Now + Linger);
    }

    private async Task Load()
    {
        try
        {
            var found = await services.Store.FindCaptcha(id);
            if (_state is not null) return; // a submission was committed meanwhile
            _state = found;
            _missing = found is null;
        }
        finally
        {
            _loading = null;
            // Without anything to wait for it may go as soon as its callers have: it has ended, there is none, or the store did not say.
            if (_state is { IsEnded: false }) Arm();
            else context.Rest();
        }
    }

    /// <summary>Takes a state over; an end is committed first. When the store has no room, the old state stands and the alarm tries again.</summary>
    private async Task TryApply(CaptchaState next)
    {
        if (_state is not { IsEnded: false } before || ReferenceEquals(before, next)) return;
        if (next.IsEnded)
        {
            try { await End(next); }
            catch (StoreBusyException) { context.WakeAt(context.Now + RetryAfter); }
            return;
        }
        _state = next;
        if (before.Lease is { } lost && next.Lease is null)
            Tell(services.Actors.Worker(lost.Worker).Ended(id, AttemptEnd.TimedOut, Money.Zero));
        if (next.Status == CaptchaStatus.Queued) await Enqueue();
        else Arm();
    }

    private Task<CommitReceipt> End(CaptchaState ended)
    {
        var ending = CommitEnd(_state!, ended);
        if (!ending.IsCompleted) _ending = ending;
        return ending;
    }

    private async Task<CommitReceipt> CommitEnd(CaptchaState before, CaptchaState ended)
    {
        try
        {
            var receipt = await services.Store.Commit(EndOf(ended));
            if (receipt.Verdict is not (CommitVerdict.Created or CommitVerdict.Exists))
            {
                Forget();
                return receipt;
            }
            _state = receipt.Verdict == CommitVerdict.Exists ? await services.Store.FindCaptcha(id) ?? ended : ended; // another activation may have shown another rate
            context.WakeAt(context.Now + Linger);
            TellOthers(before, ended);
            return receipt;
        }
        catch (Exception e) when (e is not StoreBusyException)
        {
            Forget();
            throw;
        }
        finally
        {
            _ending = null;
        }
    }

    /// <summary>What is durable is read again: by the next call, or soon without one.</summary>
    private void Forget()
    {
        _state = null;
        context.WakeAt(context.Now + RetryAfter);
    }

    private void TellOthers(CaptchaState before, CaptchaState ended)
    {
        _watchers.TellEnd(services.Push, id);
        if (before.Lease is { } lease && lease.Worker != ended.Solution?.Worker)
            Tell(services.Actors.Worker(lease.Worker).Ended(id, AttemptEnd.Overtaken, Money.Zero));
        if (before.Lease is null && _shard is { } shard) Tell(services.Actors.Shard(shard).Remove(id));
        if (ended.Recheck is { } terms) Tell(terms.IsVote ? services.Actors.Crowd(terms.Of).Continue() : services.Actors.Report(terms.Report).Continue());
        else if (!ended.IsOfHouse && Back(before, ended) is { IsPositive: true } back) Tell(services.Actors.Customer(ended.Customer).Credited(back));
        if (ended is { IsVotedOn: true, Crowd: null }) Tell(services.Actors.Crowd(id).Continue()); // withdrawn: so are its votes
    }

    private async Task<AnswerResult> Paid(WorkerId worker, Money earned, Money? balance)
    {
        // Awaited, so that the worker is free when he asks for the next one. If it fails he is freed when his lease ends.
        ReadyResult? ready = null;
        try { ready = await services.Actors.Worker(worker).Ended(id, AttemptEnd.Answered, earned); }
        catch (Exception) when (_state is not null) { }
        return new AnswerResult(AnswerOutcome.Accepted, earned, balance ?? await services.Store.Balance(AccountId.Of(worker)), null)
        {
            Terms = ready?.Terms,
        };
    }


    private static void Tell(Task message) => ActorServices.Tell(message);
}
