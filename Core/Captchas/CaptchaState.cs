using System.Collections.Immutable;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Captchas;

/// <summary>Stored as a small integer: never renumber. Queued and assigned captchas are both stored as <see cref="Queued"/>, for leases are not durable.</summary>
public enum CaptchaStatus : short
{
    Queued = 1,
    Assigned = 2,
    Solved = 3,
    Unsolvable = 4,
}

/// <summary>The lease that one worker holds on a captcha.</summary>
/// <param name="Rate">What the worker was shown; null: the quote's rate.</param>
public sealed record Lease(WorkerId Worker, DateTimeOffset GrantedAt, DateTimeOffset EndsAt, Money? Rate = null);

/// <summary>
/// A captcha and its rules: queued → assigned → solved | unsolvable. Immutable; every command returns the next state and what to tell the
/// caller. It knows no clock: each command brings the time.
/// </summary>
public sealed record CaptchaState
{
    /// <summary>After so many workers who did not solve it, a captcha is unsolvable.</summary>
    public const int MaxAttempts = 3;

    public required CaptchaId Id { get; init; }

    public required CustomerId Customer { get; init; }

    public required CaptchaRequest Request { get; init; }

    /// <summary>What it costs; in confident mode what is held while it is open, which is the most, and what was charged once it is solved.</summary>
    public required Quote Quote { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public CaptchaStatus Status { get; init; } = CaptchaStatus.Queued;

    /// <summary>Present exactly while <see cref="CaptchaStatus.Assigned"/>.</summary>
    public Lease? Lease { get; init; }

    /// <summary>
    /// The leases that have ended, oldest first; at most <see cref="MaxAttempts"/>, and one more where the answer came from a worker whose lease was lost
    /// with the process that kept it.
    /// </summary>
    public ImmutableArray<Attempt> Attempts { get; init; } = [];

    /// <summary>Present exactly when <see cref="CaptchaStatus.Solved"/>.</summary>
    public Solution? Solution { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who gave the answer, the best of them first: one, or in confident mode all who agreed. Nobody without one.</summary>
    public ImmutableArray<WorkerId> Givers => Crowd?.Givers ?? (Solution is { } solution ? [solution.Worker] : []);

    /// <summary>What the votes came to; present when a captcha of confident mode was concluded.</summary>
    public CrowdResult? Crowd { get; init; }

    /// <summary>Present when the house has somebody's answer checked by it, or one of several answers given; null for a customer's captcha.</summary>
    public RecheckTerms? Recheck { get; init; }

    /// <summary>Present when the house knows the answer, and wants to know whether a worker finds it; null for a customer's captcha.</summary>
    public GoldTerms? Gold { get; init; }

    /// <summary>The house pays for it, and holds nothing.</summary>
    public bool IsOfHouse => Recheck is not null || Gold is not null;

    /// <summary>What the answer that counts is paid: what its worker was shown. Zero without one, and where votes are paid in its place.</summary>
    public Money Earned => Solution is { } solution && !IsVotedOn ? Shown(solution.Worker) ?? Quote.Rate : Money.Zero;

    /// <summary>What the charged price is made of; null where nothing is charged. In confident mode, what the house gets back for the answers, and its fee.</summary>
    public Quote? Charged => Status != CaptchaStatus.Solved ? null : IsVotedOn ? Quote : Charge.Split(Quote, Earned);

    public bool IsEnded => Status is CaptchaStatus.Solved or CaptchaStatus.Unsolvable;

    /// <summary>It is no worker's: others are answered in its place, and come to its end.</summary>
    public bool IsVotedOn => Request.Confident is not null;

    public DateTimeOffset ExpiresAt => Recheck?.Until ?? Gold?.Until ?? SubmittedAt + (Request.Confident?.Lifetime(Request.Kind) ?? Request.Kind.Traits().Lifetime);

    /// <summary>When something must happen although nobody calls; null once it has ended, and where others see to it.</summary>
    public DateTimeOffset? DueAt => IsEnded || IsVotedOn ? null : Lease?.EndsAt ?? ExpiresAt;

    /// <summary>Nobody checks his own answer, nor one that he had a look at; a gold task is for one worker.</summary>
    public bool IsExcluded(WorkerId worker) =>
        (Recheck is { } terms && terms.Excluded.Contains(worker)) || (Gold is { } gold && gold.Worker != worker);

    public bool HadBefore(WorkerId worker) => Lease?.Worker == worker || Attempts.Any(a => a.Worker == worker);

    /// <summary>
    /// Gives the captcha to a worker. Asking again for the same worker's lease grants the same one. No lease outlives the captcha: the seconds that the
    /// worker sees are seconds in which his answer counts.
    /// </summary>
    /// <param name="rate">What the worker is shown, and is paid; null: the quote's rate.</param>
    public (LeaseVerdict Verdict, CaptchaState Next) Grant(WorkerId worker, DateTimeOffset now, Money? rate = null)
    {
        var state = Advance(now);
        if (state.IsEnded || IsVotedOn) return (LeaseVerdict.Ended, state);
        if (state.Lease is { } lease) return (lease.Worker == worker ? LeaseVerdict.Granted : LeaseVerdict.Taken, state);
        if (state.HadBefore(worker) || state.IsExcluded(worker)) return (LeaseVerdict.HadBefore, state);
        var full = now + Request.Kind.Traits().Lease;
        var granted = new Lease(worker, now, full < ExpiresAt ? full : ExpiresAt, rate);
        return (LeaseVerdict.Granted, state with { Status = CaptchaStatus.Assigned, Lease = granted });
    }

    /// <summary>
    /// Takes an answer, of which the form was checked. A late one counts while the captcha is open, even if somebody else holds the lease by then;
    /// after the end the first answer stands, and its own repetition is recognised.
    /// </summary>
    /// <param name="vouched">
    /// The worker is known to have been given this captcha although this state does not show it (leases are lost with the process that kept them).
    /// </param>
    /// <param name="seen">The rate that he was shown then.</param>
    public (AnswerVerdict Verdict, CaptchaState Next) Accept(WorkerId worker, string answer, DateTimeOffset now, bool vouched = false, Money? seen = null)
    {
        if (IsEnded) return (VerdictAfterEnd(worker, answer, vouched), this);
        if (IsVotedOn || (!HadBefore(worker) && !vouched)) return (AnswerVerdict.NotYours, Advance(now));
        // Not Advance first: the third worker's answer a moment after his lease still finds the captcha open.
        if (now >= ExpiresAt) return (AnswerVerdict.LeaseOver, Advance(now));
        var granted = Lease?.Worker == worker ? Lease.GrantedAt : Attempts.FirstOrDefault(a => a.Worker == worker)?.GrantedAt ?? now;
        var shown = HadBefore(worker) ? Shown(worker) : seen == Quote.Rate ? null : seen;
        var others = Attempts.RemoveAll(a => a.Worker == worker);
        if (Lease is { } lease && lease.Worker != worker)
            others = others.Add(new Attempt(lease.Worker, AttemptEnd.Overtaken, lease.GrantedAt, now, lease.Rate));
        return (AnswerVerdict.Accepted, this with
        {
            Status = CaptchaStatus.Solved,
            Lease = null,
            Attempts = others.Add(new Attempt(worker, AttemptEnd.Answered, granted, now, shown)),
            Solution = new Solution(worker, answer),
            EndedAt = now,
        });
    }

    /// <summary>Ends the lease of a worker who will not answer. Nothing happens when he holds none.</summary>
    public (SkipVerdict Verdict, CaptchaState Next) GiveBack(WorkerId worker, AttemptEnd why, DateTimeOffset now)
    {
        if (IsEnded || Lease?.Worker != worker) return (SkipVerdict.LeaseOver, Advance(now));
        return (SkipVerdict.GivenBack, EndLease(why, now).Advance(now));
    }

    /// <summary>Undoes a lease that the worker turned out not to be able to take, as if it had never been.</summary>
    public CaptchaState Ungrant(WorkerId worker) =>
        Lease?.Worker == worker ? this with { Status = CaptchaStatus.Queued, Lease = null } : this;

    /// <summary>
    /// Ends the captcha unsolved because its submission is withdrawn: the customer never learned its id. A vote that is not needed any more ends only if nobody is at it: whoever
    /// is may finish it, and is paid.
    /// </summary>
    public CaptchaState Withdraw(DateTimeOffset now) => IsEnded || (Recheck is { IsVote: true } && Lease is not null) ? this : EndUnsolved(now);

    /// <summary>Ends a captcha of confident mode with what its votes came to.</summary>
    /// <exception cref="InvalidOperationException">It is not in confident mode.</exception>
    public CaptchaState Conclude(CrowdEnd end, DateTimeOffset now)
    {
        if (Request.Confident is not { } terms) throw new InvalidOperationException("Only a captcha of confident mode is concluded.");
        if (IsEnded) return this;
        if (end.Solution is not { } solution) return EndUnsolved(now) with { Crowd = end.Result };
        return this with
        {
            Status = CaptchaStatus.Solved,
            Solution = solution,
            Crowd = end.Result,
            Quote = terms.Charge(terms.Single(Quote), end.Result.Answers),
            EndedAt = now,
        };
    }

    /// <summary>What has become of the captcha by this time: a lease that has run out ends, and so does an old captcha. Idempotent.</summary>
    public CaptchaState Advance(DateTimeOffset now)
    {
        if (IsEnded || IsVotedOn) return this;
        var state = Lease is { } lease && now >= lease.EndsAt ? EndLease(AttemptEnd.TimedOut, now) : this;
        return now < ExpiresAt ? state : state.EndUnsolved(now);
    }

    /// <summary>What a worker who had it was shown; null: the quote's rate.</summary>
    private Money? Shown(WorkerId worker) => Lease?.Worker == worker ? Lease.Rate : Attempts.FirstOrDefault(a => a.Worker == worker)?.Rate;

    private AnswerVerdict VerdictAfterEnd(WorkerId worker, string answer, bool vouched)
    {
        if (IsVotedOn) return AnswerVerdict.NotYours; // also to whose vote its answer is: he answered the vote
        if (Solution is { } solution && solution.Worker == worker)
            return solution.Answer == answer ? AnswerVerdict.Repeated : AnswerVerdict.AnsweredDifferently;
        return HadBefore(worker) || vouched ? AnswerVerdict.LeaseOver : AnswerVerdict.NotYours;
    }

    private CaptchaState EndLease(AttemptEnd why, DateTimeOffset now)
    {
        var lease = Lease!;
        var attempts = Attempts.Add(new Attempt(lease.Worker, why, lease.GrantedAt, now, lease.Rate));
        var queued = this with { Status = CaptchaStatus.Queued, Lease = null, Attempts = attempts };
        return attempts.Length >= MaxAttempts ? queued.EndUnsolved(now) : queued;
    }

    private CaptchaState EndUnsolved(DateTimeOffset now)
    {
        if (IsEnded) return this;
        var attempts = Lease is { } lease ? Attempts.Add(new Attempt(lease.Worker, AttemptEnd.Overtaken, lease.GrantedAt, now, lease.Rate)) : Attempts;
        return this with { Status = CaptchaStatus.Unsolvable, Lease = null, Attempts = attempts, EndedAt = now };
    }
}
