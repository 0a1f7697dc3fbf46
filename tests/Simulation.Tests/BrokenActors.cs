using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>A captcha that is right in everything; each bug overrides one thing.</summary>
internal abstract class RightCaptcha(ICaptcha right) : ICaptcha
{
    protected ICaptcha Right => right;

    public virtual Task<SubmitResult> Submit(Submission submission) => right.Submit(submission);

    public virtual Task<CaptchaView> Read(CustomerId customer, string? pushTo = null) => right.Read(customer, pushTo);

    public virtual Task<LeaseResult> Lease(WorkerId worker, EarnRates? earning = null) => right.Lease(worker, earning);

    public virtual Task<AnswerResult> Answer(WorkerId worker, string answer) => right.Answer(worker, answer);

    public Task<SkipVerdict> GiveBack(WorkerId worker, AttemptEnd why) => right.GiveBack(worker, why);

    public Task Requeue() => right.Requeue();

    public virtual Task<bool> Recheck(RecheckOrder order) => right.Recheck(order);

    public virtual Task<bool> Conclude(CrowdEnd end) => right.Conclude(end);

    public Task<bool> Gild(GoldOrder order) => right.Gild(order);

    public Task Withdraw(CustomerId customer) => right.Withdraw(customer);
}

/// <summary>A recheck that goes to anybody.</summary>
internal sealed class OpenRecheck(ICaptcha right) : RightCaptcha(right)
{
    public override Task<bool> Recheck(RecheckOrder order) => Right.Recheck(order with { Terms = order.Terms with { Excluded = [], ExcludedClusters = [] } });
}

/// <summary>Counts the best voter twice.</summary>
internal sealed class DoubledVoter(ICaptcha right) : RightCaptcha(right)
{
    public override Task<bool> Conclude(CrowdEnd end) =>
        Right.Conclude(end with { Result = end.Result with { Givers = [.. end.Result.Givers.Take(1), .. end.Result.Givers] } });
}

/// <summary>Shows a worker more than he is paid.</summary>
internal sealed class BoastfulCaptcha(ICaptcha right) : RightCaptcha(right)
{
    public override async Task<LeaseResult> Lease(WorkerId worker, EarnRates? earning = null)
    {
        var lease = await Right.Lease(worker, earning);
        return lease with { Assignment = lease.Assignment is { } shown ? shown with { Rate = shown.Rate + new Money(1) } : null };
    }
}

/// <summary>Shows an answer as soon as somebody has typed it.</summary>
internal sealed class EagerCaptcha(ICaptcha right) : RightCaptcha(right)
{
    private string? _typed;

    public override Task<AnswerResult> Answer(WorkerId worker, string answer)
    {
        _typed = answer;
        return Right.Answer(worker, answer);
    }

    public override async Task<CaptchaView> Read(CustomerId customer, string? pushTo = null)
    {
        var view = await Right.Read(customer, pushTo);
        return view.Status == CaptchaViewStatus.Processing && _typed is not null ? view with { Status = CaptchaViewStatus.Solved, Answer = _typed } : view;
    }
}

/// <summary>Says yes when it does not know.</summary>
internal sealed class HastyCaptcha(ICaptcha right) : RightCaptcha(right)
{
    public override async Task<SubmitResult> Submit(Submission submission)
    {
        try { return await Right.Submit(submission); }
        catch (StoreUncertainException) { return new SubmitResult(SubmitVerdict.Accepted, new Quote(new Money(140_000), new Money(70_000))); }
    }
}

/// <summary>Shows itself to the first who asked, and then to everybody.</summary>
internal sealed class IndiscreetCaptcha(ICaptcha right) : RightCaptcha(right)
{
    private CaptchaView? _seen;

    public override async Task<CaptchaView> Read(CustomerId customer, string? pushTo = null)
    {
        var view = await Right.Read(customer, pushTo);
        if (view.Status == CaptchaViewStatus.Unknown) return _seen ?? view;
        return _seen = view;
    }
}

/// <summary>A worker who is right in everything; each bug overrides one thing.</summary>
internal abstract class RightWorker(IWorker right) : IWorker
{
    protected IWorker Right => right;

    public Task Enroll() => right.Enroll();

    public Task Apply() => right.Apply();

    public Task Examined(ImmutableArray<Kind> kinds) => right.Examined(kinds);

    public Task<TermsVerdict> SetTerms(OwnTerms terms) => right.SetTerms(terms);

    public virtual Task<ReadyResult> Ready() => right.Ready();

    public virtual Task<BeginResult> Begin(Assignment assignment, bool mayStepBack) => right.Begin(assignment, mayStepBack);

    public virtual Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned) => right.Ended(captcha, why, earned);

    public Task<Assignment?> Holds(CaptchaId captcha) => right.Holds(captcha);

    public Task Sanctioned() => right.Sanctioned();

    public Task<bool> Passed(SanctionId training) => right.Passed(training);

    public Task<ImmutableArray<KindLimit>> Limit(ImmutableArray<KindLimit> found) => right.Limit(found);

    public Task Judged() => right.Judged();

    public Task<SkillEstimate> Skill(Kind kind) => right.Skill(kind);

    public Task<WorkerView> View() => right.View();
}

/// <summary>Takes whatever he is given.</summary>
internal sealed class GreedyWorker(IWorker right) : RightWorker(right)
{
    public override async Task<BeginResult> Begin(Assignment assignment, bool mayStepBack)
    {
        await Right.Begin(assignment, mayStepBack);
        return BeginResult.Begun;
    }
}

/// <summary>Forgets what he asks for when a captcha comes.</summary>
internal sealed class CheapWorker(IWorker right) : RightWorker(right)
{
    public override async Task<ReadyResult> Ready()
    {
        var ready = await Right.Ready();
        return ready with { Terms = ready.Terms is { } terms ? terms with { MinRate = Money.Zero } : null };
    }

    public override async Task<BeginResult> Begin(Assignment assignment, bool mayStepBack)
    {
        var begun = await Right.Begin(assignment, mayStepBack);
        return begun.IsBegun || begun.Instead is not null ? begun : await Right.Begin(assignment with { Rate = OwnTerms.HighestMinRate }, mayStepBack: false);
    }
}

/// <summary>Goes on when he has earned enough.</summary>
internal sealed class TirelessWorker(IWorker right) : RightWorker(right)
{
    private WorkTerms? _terms;
    private CaptchaId? _open; // one at a time, as the right one

    public override async Task<ReadyResult> Ready()
    {
        var ready = await Right.Ready();
        if (ready.Verdict == ReadyVerdict.AtDailyCap && _terms is not null) return new ReadyResult(ReadyVerdict.MayWork, null, _terms);
        _terms = ready.Terms ?? _terms;
        return ready;
    }

    public override async Task<BeginResult> Begin(Assignment assignment, bool mayStepBack)
    {
        if (_open is not null) return BeginResult.Refused;
        var begun = await Right.Begin(assignment, mayStepBack);
        if (begun.IsBegun || begun.Instead is not null || (await Right.Ready()).Verdict != ReadyVerdict.AtDailyCap) return begun;
        _open = assignment.Id.Captcha;
        return BeginResult.Begun;
    }

    public override Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned)
    {
        if (_open == captcha) _open = null;
        return base.Ended(captcha, why, earned);
    }
}

/// <summary>Refuses every tenth captcha for want of money.</summary>
internal sealed class ForgetfulCustomer(ICustomer right) : ICustomer
{
    public Task Open(string name) => right.Open(name);

    public async Task<AuthorizeVerdict> Authorize(Authorization request) =>
        request.Captcha.Value % 10 == 0 ? AuthorizeVerdict.NoFunds : await right.Authorize(request);

    public Task Credited(Money amount) => right.Credited(amount);

    public Task<Hearing> Hear(bool saysGood, DateTimeOffset madeAt) => right.Hear(saysGood, madeAt);

    public Task<CustomerView> View() => right.View();

    public Task<bool> SetMaxRate(Money? maxRate) => right.SetMaxRate(maxRate);

    public Task<bool> SetAlert(Money? below) => right.SetAlert(below);

    public Task LookAtBalance() => right.LookAtBalance();

    public Task<DomainGrant> AuthorizeDomain(string domain) => right.AuthorizeDomain(domain);

    public Task<bool> WithdrawDomain(string domain) => right.WithdrawDomain(domain);

    public Task<DeclarationResult> Declare(Declare declaration) => right.Declare(declaration);

    public Task<DeclarationResult> Decide(Decide decision) => right.Decide(decision);
}

/// <summary>Matches like the right one, but for one thing.</summary>
internal abstract class RightShard(IDispatchShard right) : IDispatchShard
{
    public Task<ShardReply> Enqueue(Ticket ticket) => right.Enqueue(ticket);

    public virtual Task<ShardReply> Offer(Offer offer) => right.Offer(offer);

    public Task Withdraw(WorkerId worker) => right.Withdraw(worker);

    public Task Remove(CaptchaId captcha) => right.Remove(captcha);

    public Task PeerIdle(int peer, int workers, ImmutableArray<KindCount> idle) => right.PeerIdle(peer, workers, idle);

    public Task<ShardLoad> Load() => right.Load();
}

/// <summary>Gives everybody everything.</summary>
internal sealed class CarelessShard(IDispatchShard right) : RightShard(right)
{
    public override Task<ShardReply> Offer(Offer offer) => base.Offer(offer with { Kinds = KindSet.All });
}

internal sealed class IdleSweeper : ISweeper
{
    public Task Sweep() => Task.CompletedTask;
}

/// <summary>Tells the product's own prices, whatever operators set.</summary>
internal sealed class ObliviousBoard(IPriceBoard right) : IPriceBoard
{
    public async Task<ImmutableArray<KindRate>> Rates() =>
        [.. (await right.Rates()).Select(r => new KindRate(r.Kind, PriceTable.Of(r.Kind).MinRate, r.SecondsPerCaptcha, r.Complexities))];

    public Task<PriceVerdict> Change(PriceChange change) => right.Change(change);
}

/// <summary>Does not know a change again.</summary>
internal sealed class RestlessBoard(IPriceBoard right) : IPriceBoard
{
    private int _changes;

    public Task<ImmutableArray<KindRate>> Rates() => right.Rates();

    public async Task<PriceVerdict> Change(PriceChange change)
    {
        var before = (await right.Rates()).Single(r => r.Kind == change.Kind).Price.Terms;
        return await right.Change(change with { Id = _changes++ == 0 ? change.Id : $"{change.Id}/{_changes}", Before = before });
    }
}
