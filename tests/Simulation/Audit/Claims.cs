using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>What customers and workers were told, held against what is durable at that moment.</summary>
public sealed class Claims(SimWorld world, SimCluster cluster)
{
    public const string AcceptedIsDurable = "An accepted submission is durable, at the quoted price";
    public const string RefusedForCause = "A submission is refused only for a cause";
    public const string ShownIsDurable = "A customer is shown only what is durable";
    public const string EndsStand = "An end that was shown stands";
    public const string OwnersOnly = "Nobody sees another customer's captcha";
    public const string AnswersArePaid = "An accepted answer is paid";
    public const string PaidAsShown = "A worker is paid what he was shown, and that is the rate by a coefficient that may be";
    public const string OnlyTheGivenArePaid = "Only a worker who was given the captcha is paid for it";
    public const string OnlyWhatWasAsked = "A worker is shown only the kinds that he asked for";
    public const string ReportsAreKept = "A report and a moderator's word are durable when they are acknowledged";
    public const string DepositsAreBookedOnce = "A deposit is booked once, as it was asked for";

    public const string WorkersSeeAll = "At rest a worker sees all that he solved and earned";
    public const string CustomersSeeAll = "At rest a customer sees his balance and nothing held";

    private readonly Dictionary<CaptchaId, CaptchaViewStatus> _ends = [];
    private readonly Dictionary<AssignmentId, string> _accepted = [];

    /// <summary>More than one where a lease was lost with a process and came again.</summary>
    private readonly Dictionary<AssignmentId, HashSet<Money>> _shown = [];

    private LedgerAudit Ledger => cluster.Ledger;

    public void Submitted(CustomerId customer, bool isRich, CaptchaId id, SubmitResult result)
    {
        world.Note(world.Nature, "customer is told", customer, id, result.Verdict);
        if (result.Verdict != SubmitVerdict.Accepted)
        {
            cluster.Counts.Refused++;
            // Each of these customers was opened, none was suspended, and the rich have more than they can spend.
            var cause = result.Verdict is SubmitVerdict.NoSlot or SubmitVerdict.RateAboveMaximum or SubmitVerdict.DomainDenied || (result.Verdict == SubmitVerdict.NoFunds && !isRich);
            if (!cause) world.Fail(RefusedForCause, $"customer {customer}, captcha {id}: {result.Verdict}");
            return;
        }
        var booked = Ledger.Find(id);
        if (booked is null || booked.State.Customer != customer || booked.State.Quote != result.Quote)
            world.Fail(AcceptedIsDurable, $"captcha {id} of customer {customer} at {result.Quote?.Price}; durable: {booked?.State}");
        else booked.IsPromised = true;
    }

    public void Viewed(CustomerId customer, CaptchaId id, CaptchaView view)
    {
        world.Note(world.Nature, "customer sees", customer, id, view.Status);
        if (Ledger.Find(id) is not { } booked)
        {
            world.Fail(ShownIsDurable, $"captcha {id} is not durable, and was seen as {view.Status}");
            return;
        }
        if (booked.State.Customer != customer)
        {
            if (view.Status != CaptchaViewStatus.Unknown) world.Fail(OwnersOnly, $"customer {customer} saw captcha {id} of {booked.State.Customer}");
            return;
        }
        var end = booked.End?.Captcha;
        var isTrue = view.Status switch
        {
            CaptchaViewStatus.Processing => true,
            CaptchaViewStatus.Solved => end?.Solution?.Answer == view.Answer && end?.Status == CaptchaStatus.Solved && view.Price == end?.Quote.Price,
            CaptchaViewStatus.Unsolvable => end?.Status == CaptchaStatus.Unsolvable && view.Price == Money.Zero && view.Answer is null,
            _ => false,
        };
        if (!isTrue) world.Fail(ShownIsDurable, $"captcha {id}: {view.Status} '{view.Answer}' {view.Price}; durable: {end?.Status} '{end?.Solution?.Answer}'");
        // Of two lives of one actor the other one may not have heard yet; it never shows another end.
        if (_ends.TryGetValue(id, out var before) && before != view.Status && !cluster.WasDoubled(new ActorKey(ActorKind.Captcha, id.Value)))
            world.Fail(EndsStand, $"captcha {id} was {before} and is {view.Status}");
        if (view.Status != CaptchaViewStatus.Processing) _ends[id] = view.Status;
    }

    /// <summary>A worker is shown a captcha.</summary>
    public void Given(WorkerId worker, ImmutableArray<Kind>? asked, Assignment assignment)
    {
        world.Note(world.Nature, "worker is given", assignment.Id);
        // What he has open he gets whatever he asks for now; he always asks for the same.
        if (asked is { } kinds && !kinds.Contains(assignment.Kind)) world.Fail(OnlyWhatWasAsked, $"worker {worker} was shown {assignment.Kind} {assignment.Id}");
        if (assignment.Id.Worker != worker || !cluster.Leases.WasGranted(assignment.Id))
            world.Fail(OnlyTheGivenArePaid, $"worker {worker} was shown {assignment.Id}");
        if (Ledger.Find(assignment.Id.Captcha) is not { } booked) world.Fail(AcceptedIsDurable, $"{assignment.Id} was given to a worker");
        else if (!IsRate(booked.State, assignment.Rate)) world.Fail(PaidAsShown, $"{assignment.Id} was shown at {assignment.Rate}, the rate is {booked.State.Quote.Rate}");
        if (!_shown.TryGetValue(assignment.Id, out var rates)) _shown.Add(assignment.Id, rates = []);
        rates.Add(assignment.Rate);
    }

    public void Answered(AssignmentId id, string answer, AnswerResult result)
    {
        world.Note(world.Nature, "worker is told", id, answer, result.Outcome);
        if (result.Outcome != AnswerOutcome.Accepted)
        {
            cluster.Counts.WastedAnswers++;
            if (_accepted.TryGetValue(id, out var text) && text == answer && result.Outcome is not AnswerOutcome.TryAgain)
                world.Fail(AnswersArePaid, $"{id} '{answer}' was accepted before and is {result.Outcome} now");
            return;
        }
        _accepted[id] = answer;
        var booked = Ledger.Find(id.Captcha);
        if (booked?.End?.Captcha.Solution is not { } solution || solution.Worker != id.Worker || solution.Answer != answer)
            world.Fail(AnswersArePaid, $"{id} '{answer}' is accepted; durable: {booked?.End?.Captcha.Status} {booked?.End?.Captcha.Solution}");
        else if (result.Earned != booked.End.Captcha.Earned) world.Fail(AnswersArePaid, $"{id} earned {booked.End.Captcha.Earned} and is told {result.Earned}");
        else if (!IsRate(booked.State, result.Earned) || !WasShown(id, result.Earned))
            world.Fail(PaidAsShown, $"{id} earned {result.Earned}, and was shown {string.Join(" or ", _shown.GetValueOrDefault(id) ?? [])}");
        if (!cluster.Leases.WasGranted(id)) world.Fail(OnlyTheGivenArePaid, $"{id} was never granted");
    }

    /// <summary>Of two lives of one actor the other one may have granted it at another rate, in a reply that never arrived.</summary>
    private bool WasShown(AssignmentId id, Money earned) => !_shown.TryGetValue(id, out var rates) || rates.Contains(earned)
        || (cluster.Leases.WasGrantedAt(id, earned)
            && (cluster.WasDoubled(new ActorKey(ActorKind.Captcha, id.Captcha.Value)) || cluster.WasDoubled(new ActorKey(ActorKind.Worker, id.Worker.Value))));

    private bool IsRate(CaptchaState captcha, Money rate)
    {
        var (quoted, options) = (captcha.Quote.Rate, cluster.Numbers.Earning);
        if (captcha.Request.Kind.Traits().Family == KindFamily.Token) return rate == quoted;
        return rate >= EarnCoefficient.Apply(quoted, options.LeastPerMille) && rate <= EarnCoefficient.Apply(quoted, options.MostPerMille);
    }

    public void Reported(CaptchaId captcha, bool isCorrect, ReportVerdict verdict)
    {
        world.Note(world.Nature, "customer's report is", captcha, isCorrect, verdict);
        if (verdict == ReportVerdict.Recorded && StateOf(captcha)?.SaysGood != isCorrect) world.Fail(ReportsAreKept, $"captcha {captcha}, {isCorrect}: {StateOf(captcha)}");
        if (verdict == ReportVerdict.Duplicate && StateOf(captcha) is null) world.Fail(ReportsAreKept, $"captcha {captcha} was not reported before");
    }

    public void Judged(CaptchaId captcha, ResolveVerdict verdict)
    {
        world.Note(world.Nature, "moderator is told", captcha, verdict);
        if (verdict == ResolveVerdict.Done && StateOf(captcha) is not ({ Moderator: not null } or { DecidedBy: not null })) world.Fail(ReportsAreKept, $"captcha {captcha}: {StateOf(captcha)}");
    }

    private ReportState? StateOf(CaptchaId captcha) => cluster.Database.Memory.FindReportState(captcha).GetAwaiter().GetResult();

    public void Deposited(long operation, CustomerId customer, Money amount, CommitVerdict verdict)
    {
        var booked = Ledger.FindDeposit(operation);
        var same = booked is not null && booked.Credit == AccountId.Of(customer) && booked.Amount == amount;
        if ((verdict is CommitVerdict.Created or CommitVerdict.Exists) != same)
            world.Fail(DepositsAreBookedOnce, $"operation {operation} of {amount} for customer {customer}: {verdict}; durable: {booked}");
        if (same) Ledger.Deposits.BookedByOffice(operation, customer, amount);
    }

    public void Viewed(WorkerId worker, WorkerView view)
    {
        if (view.Solved != Ledger.Captchas.Count(c => !c.State.IsVotedOn && c.End?.Captcha.Solution?.Worker == worker) || view.Balance != Ledger.BalanceOf(AccountId.Of(worker)))
            world.Fail(WorkersSeeAll, $"worker {worker}: {view.Solved} solved, {view.Balance}");
    }

    public void Viewed(CustomerId customer, CustomerView view)
    {
        if (view.Profile is null || view.Balance != Ledger.BalanceOf(AccountId.Of(customer)) || view.Held != Money.Zero)
            world.Fail(CustomersSeeAll, $"customer {customer}: {view}");
    }
}
