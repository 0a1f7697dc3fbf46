using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Reports;

/// <summary>
/// Keeps nothing: each look reads where the report stands, <see cref="ReportMachine"/> decides, and one commit makes the step, its money and its evidence
/// durable together. So it does not matter between which two steps a process dies, nor how many activations look at once: of two that take the same step,
/// the store lets one.
/// </summary>
public sealed partial class ReportActor(CaptchaId id, ActorServices services, IActorContext context) : IReport, IActor
{
    /// <summary>The end of a recheck is told at once; if that message is lost, it costs no more than this.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Looks _looks = new();
    private bool _hasAlarm;

    private ReportOptions Numbers => services.Numbers;

    public async Task Continue()
    {
        try { await _looks.Look(GoOn); }
        finally { RestUnlessItWaits(); }
    }

    public async Task<ReportState?> View()
    {
        try { return await services.Reports.FindReportState(id); }
        finally { RestUnlessItWaits(); }
    }

    public Task Wake()
    {
        _hasAlarm = false;
        return Continue();
    }

    private async Task GoOn()
    {
        try
        {
            while (await services.Reports.FindReportState(id) is { MovesByItself: true } state)
            {
                if (await Step(state)) continue;
                LookSoon();
                return;
            }
            _hasAlarm = false;
        }
        catch (Exception)
        {
            // Nobody knows what became of the step: read again, soon.
            LookSoon();
            throw;
        }
    }

    private void LookSoon()
    {
        _hasAlarm = true;
        context.WakeAt(context.Now + LookEvery);
    }

    /// <summary>Whatever it knows is in its row; only an alarm, or a look under way, is a reason to stay.</summary>
    private void RestUnlessItWaits()
    {
        if (!_hasAlarm && !_looks.AreUnderWay) context.Rest();
    }

    /// <returns>False: there is nothing to do until something happens.</returns>
    private async Task<bool> Step(ReportState state)
    {
        if (await services.Store.FindCaptcha(id) is not { Solution: { } solution } captcha)
            throw new StoreUncertainException($"The reported captcha {id} cannot be read.");
        if (state.ToDo != ReportEffects.None) return await DoToWorker(state, captcha, solution);
        return state.Status switch
        {
            ReportStatus.Reported => await Open(state, captcha, solution),
            ReportStatus.Rechecking => await LookAtRecheck(state, captcha, solution),
            _ => await LookAtFollowUps(state, captcha, solution),
        };
    }

    private async Task<bool> Open(ReportState state, CaptchaState captcha, Solution solution)
    {
        if (state.Customer == CustomerId.House) return await OpenCase(state, captcha, solution);
        var hearing = await services.Actors.Customer(state.Customer).Hear(state.SaysGood, state.At);
        var isToken = captcha.Request.Kind.Traits().Family == KindFamily.Token;
        var happened = !hearing.IsHeard ? ReportEvent.IsOutOfProportion
            : state.SaysGood ? ReportEvent.SaysGood
            : isToken ? ReportEvent.SaysBadToken : ReportEvent.SaysBadAnswer;
        var (next, effects) = Require(state, happened);
        next = next with { Worker = solution.Worker };
        if (effects.HasFlag(ReportEffects.Recheck))
            next = next with { Recheck = new CaptchaId(await services.Store.LeaseIds(IdSequence.Captcha, 1)) };
        if (happened == ReportEvent.SaysGood && !isToken) ConsiderGold(captcha, solution);
        return await Commit(next, effects, captcha, EvidenceSource.Report, hearing.Weight);
    }

    private async Task<bool> LookAtRecheck(ReportState state, CaptchaState captcha, Solution solution)
    {
        var until = state.At + Numbers.FindSecondWithin;
        var recheck = await services.Store.FindCaptcha(state.Recheck!.Value);
        if (recheck is null && context.Now < until)
        {
            await Order(state.Recheck.Value, captcha, solution, until);
            return false;
        }
        if (recheck is { IsEnded: false })
        {
            // Its own alarm ends it; should the process that had it be gone, this brings it back.
            if (context.Now >= until) await services.Actors.Captcha(recheck.Id).Requeue();
            return false;
        }
        if (recheck?.Solution is not { } second)
        {
            var (nobody, refund) = Require(state, ReportEvent.NobodyAnswers);
            return await Commit(nobody, refund, captcha, EvidenceSource.Recheck, 1);
        }
        var isSame = AnswerComparison.Same(captcha.Request, solution.Answer, second.Answer, Numbers.Comparison);
        var (next, effects) = Require(state, isSame ? ReportEvent.AnswersAreEqual : ReportEvent.AnswersDiffer);
        next = next with { Second = second.Worker, SecondAnswer = second.Answer };
        return await Commit(next, effects, captcha, EvidenceSource.Recheck, 1);
    }

    /// <summary>Has a captcha answered again: by a captcha of its own, which is like any other to whoever gets it.</summary>
    private async Task Order(CaptchaId recheck, CaptchaState captcha, Solution solution, DateTimeOffset until)
    {
        var terms = new RecheckTerms(id, captcha.Id, until,
            [.. captcha.Attempts.Select(a => a.Worker).Append(solution.Worker).Concat(captcha.Crowd?.Had ?? []).Concat(captcha.Recheck?.Excluded ?? []).Distinct()],
            await ClustersOf(captcha.Givers));
        // What is nobody's business but the customer's does not come along.
        var request = captcha.Request with { CallbackUrl = null, SoftwareId = 0, Confident = null };
        await services.Actors.Captcha(recheck).Recheck(new RecheckOrder(terms, request, await CaptchaPictures.Of(services.Store, captcha)));
    }

    private static (ReportState Next, ReportEffects Effects) Require(ReportState state, ReportEvent happened) => state.After(happened)
        ?? throw new InvalidOperationException($"{happened} cannot happen to a report that is {state.Status}.");

    /// <summary>One step with its money and its evidence.</summary>
    /// <returns>True: read again where it stands, whoever got it there.</returns>
    private async Task<bool> Commit(ReportState next, ReportEffects effects, CaptchaState captcha, EvidenceSource source, double weight)
    {
        var transfers = effects.HasFlag(ReportEffects.Refund) ? Charge.Refund(id, captcha.Customer, captcha.Quote) : [];
        var commit = new ReportCommit(next, EvidenceOf(next, effects, captcha, source, weight), transfers, context.Now);
        CommitReceipt receipt;
        try { receipt = await services.Store.Commit(commit); }
        catch (StoreBusyException) { return false; }
        if (receipt.Verdict is not (CommitVerdict.Created or CommitVerdict.Exists)) return true;
        if (transfers.Length > 0) ActorServices.Tell(services.Actors.Customer(captcha.Customer).Credited(captcha.Quote.Price));
        TellJudged(commit.Evidence);
        return true;
    }

    private ImmutableArray<Evidence> EvidenceOf(ReportState next, ReportEffects effects, CaptchaState captcha, EvidenceSource source, double weight) =>
        ReportEvidence.Of(next, effects, captcha, source, weight, context.Now, Numbers.Comparison);

    private async Task<ImmutableArray<long>> ClustersOf(ImmutableArray<WorkerId> workers)
    {
        var clusters = new HashSet<long>();
        foreach (var worker in workers) clusters.Add((await services.Linked.ClusterOf(worker)).Value);
        return [.. clusters];
    }

    /// <summary>Their skill is looked at again. If a message is lost, that is a minute later.</summary>
    private void TellJudged(ImmutableArray<Evidence> evidence)
    {
        foreach (var piece in evidence)
        {
            ActorServices.Tell(services.Actors.Worker(piece.Worker).Judged());
            if (DomainName.TryParse(piece.Domain, out var domain)) ActorServices.Tell(services.Actors.Domain(domain).Judged());
        }
    }
}
