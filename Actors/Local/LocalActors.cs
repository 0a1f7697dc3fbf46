using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Crowds;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Recovery;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Actors.Local;

/// <summary>All actors of a marketplace in one process.</summary>
internal sealed class LocalActors(Func<ActorFactory> factory, TimeProvider time, Activity activity) : IActors, IDisposable
{
    private readonly LocalDirectory<CaptchaId, CaptchaActor> _captchas = new((id, c) => factory().Captcha(id, c), time, activity);
    private readonly LocalDirectory<CustomerId, CustomerActor> _customers = new((id, c) => factory().Customer(id, c), time, activity);
    private readonly LocalDirectory<WorkerId, WorkerActor> _workers = new((id, c) => factory().Worker(id, c), time, activity);
    private readonly LocalDirectory<DomainName, DomainActor> _domains = new((name, c) => factory().Domain(name, c), time, activity);
    private readonly LocalDirectory<int, DomainBoardActor> _domainBoard = new((_, c) => factory().DomainBoard(c), time, activity);
    private readonly LocalDirectory<int, LinkBoardActor> _linkBoard = new((_, c) => factory().LinkBoard(c), time, activity);
    private readonly LocalDirectory<ShardKey, DispatchShardActor> _shards = new((key, c) => factory().Shard(key, c), time, activity);
    private readonly LocalDirectory<CaptchaId, ReportActor> _reports = new((id, c) => factory().Report(id, c), time, activity);
    private readonly LocalDirectory<CaptchaId, CrowdActor> _crowds = new((id, c) => factory().Crowd(id, c), time, activity);
    private readonly LocalDirectory<int, PriceBoardActor> _priceBoard = new((_, c) => factory().PriceBoard(c), time, activity);
    private readonly LocalDirectory<int, SweeperActor> _sweeper = new((_, c) => factory().Sweeper(c), time, activity);

    public int CaptchasAlive => _captchas.Count;

    public ICaptcha Captcha(CaptchaId id) => new CaptchaRef(_captchas, id);

    public ICustomer Customer(CustomerId id) => new CustomerRef(_customers, id);

    public IWorker Worker(WorkerId id) => new WorkerRef(_workers, id);

    public IDomain Domain(DomainName name) => new DomainRef(_domains, name);

    public IDomainBoard DomainBoard() => new DomainBoardRef(_domainBoard);

    public ILinkBoard LinkBoard() => new LinkBoardRef(_linkBoard);

    public IDispatchShard Shard(ShardKey key) => new ShardRef(_shards, key);

    public IReport Report(CaptchaId captcha) => new ReportRef(_reports, captcha);

    public ICrowd Crowd(CaptchaId captcha) => new CrowdRef(_crowds, captcha);

    public IPriceBoard PriceBoard() => new PriceBoardRef(_priceBoard);

    public ISweeper Sweeper() => new SweeperRef(_sweeper);

    public void Dispose()
    {
        _captchas.Dispose();
        _customers.Dispose();
        _workers.Dispose();
        _domains.Dispose();
        _domainBoard.Dispose();
        _linkBoard.Dispose();
        _shards.Dispose();
        _reports.Dispose();
        _crowds.Dispose();
        _priceBoard.Dispose();
        _sweeper.Dispose();
    }

    private sealed class CaptchaRef(LocalDirectory<CaptchaId, CaptchaActor> directory, CaptchaId id) : ICaptcha
    {
        public Task<SubmitResult> Submit(Submission submission) => directory.Call(id, a => a.Submit(submission));

        public Task<CaptchaView> Read(CustomerId customer, string? pushTo) => directory.Call(id, a => a.Read(customer, pushTo));

        public Task<LeaseResult> Lease(WorkerId worker, EarnRates? earning) => directory.Call(id, a => a.Lease(worker, earning));

        public Task<AnswerResult> Answer(WorkerId worker, string answer) => directory.Call(id, a => a.Answer(worker, answer));

        public Task<SkipVerdict> GiveBack(WorkerId worker, AttemptEnd why) => directory.Call(id, a => a.GiveBack(worker, why));

        public Task Requeue() => directory.Tell(id, a => a.Requeue());

        public Task<bool> Recheck(RecheckOrder order) => directory.Call(id, a => a.Recheck(order));

        public Task<bool> Conclude(CrowdEnd end) => directory.Call(id, a => a.Conclude(end));

        public Task<bool> Gild(GoldOrder order) => directory.Call(id, a => a.Gild(order));

        public Task Withdraw(CustomerId customer) => directory.Tell(id, a => a.Withdraw(customer));
    }

    private sealed class CustomerRef(LocalDirectory<CustomerId, CustomerActor> directory, CustomerId id) : ICustomer
    {
        public Task Open(string name) => directory.Tell(id, a => a.Open(name));

        public Task<AuthorizeVerdict> Authorize(Authorization request) => directory.Call(id, a => a.Authorize(request));

        public Task Credited(Money amount) => directory.Tell(id, a => a.Credited(amount));

        public Task<Hearing> Hear(bool saysGood, DateTimeOffset madeAt) => directory.Call(id, a => a.Hear(saysGood, madeAt));

        public Task<CustomerView> View() => directory.Call(id, a => a.View());

        public Task<bool> SetMaxRate(Money? maxRate) => directory.Call(id, a => a.SetMaxRate(maxRate));

        public Task<bool> SetAlert(Money? below) => directory.Call(id, a => a.SetAlert(below));

        public Task LookAtBalance() => directory.Tell(id, a => a.LookAtBalance());

        public Task<DomainGrant> AuthorizeDomain(string domain) => directory.Call(id, a => a.AuthorizeDomain(domain));

        public Task<bool> WithdrawDomain(string domain) => directory.Call(id, a => a.WithdrawDomain(domain));

        public Task<DeclarationResult> Declare(Declare declaration) => directory.Call(id, a => a.Declare(declaration));

        public Task<DeclarationResult> Decide(Decide decision) => directory.Call(id, a => a.Decide(decision));
    }

    private sealed class WorkerRef(LocalDirectory<WorkerId, WorkerActor> directory, WorkerId id) : IWorker
    {
        public Task Enroll() => directory.Tell(id, a => a.Enroll());

        public Task Apply() => directory.Tell(id, a => a.Apply());

        public Task Examined(ImmutableArray<Kind> kinds) => directory.Tell(id, a => a.Examined(kinds));

        public Task<TermsVerdict> SetTerms(OwnTerms terms) => directory.Call(id, a => a.SetTerms(terms));

        public Task<ReadyResult> Ready() => directory.Call(id, a => a.Ready());

        public Task<BeginResult> Begin(Assignment assignment, bool mayStepBack) => directory.Call(id, a => a.Begin(assignment, mayStepBack));

        public Task<ReadyResult> Ended(CaptchaId captcha, AttemptEnd why, Money earned) =>
            directory.Call(id, a => a.Ended(captcha, why, earned));

        public Task<Assignment?> Holds(CaptchaId captcha) => directory.Call(id, a => a.Holds(captcha));

        public Task Sanctioned() => directory.Tell(id, a => a.Sanctioned());

        public Task<bool> Passed(SanctionId training) => directory.Call(id, a => a.Passed(training));

        public Task<ImmutableArray<KindLimit>> Limit(ImmutableArray<KindLimit> found) => directory.Call(id, a => a.Limit(found));

        public Task Judged() => directory.Tell(id, a => a.Judged());

        public Task<SkillEstimate> Skill(Kind kind) => directory.Call(id, a => a.Skill(kind));

        public Task<WorkerView> View() => directory.Call(id, a => a.View());
    }

    private sealed class DomainRef(LocalDirectory<DomainName, DomainActor> directory, DomainName name) : IDomain
    {
        public Task<DomainPolicy> Policy() => directory.Call(name, a => a.Policy());

        public Task SetPolicy(DomainPolicy policy) => directory.Tell(name, a => a.SetPolicy(policy));

        public Task Judged() => directory.Tell(name, a => a.Judged());

        public Task<DomainRecord> Record() => directory.Call(name, a => a.Record());

        public Task<RatingsPage> Ratings(WorkerId after, int take) => directory.Call(name, a => a.Ratings(after, take));
    }

    private sealed class DomainBoardRef(LocalDirectory<int, DomainBoardActor> directory) : IDomainBoard
    {
        public Task<RuleVerdict> Put(DomainRule rule) => directory.Call(0, a => a.Put(rule));

        public Task Remove(string name, RuleSource source) => directory.Tell(0, a => a.Remove(name, source));

        public Task<DomainPolicy> Policy(string domain) => directory.Call(0, a => a.Policy(domain));

        public Task<RuleNews> News(ImmutableArray<long> known) => directory.Call(0, a => a.News(known));

        public Task<bool> Submit(PendingDeclaration declaration) => directory.Call(0, a => a.Submit(declaration));

        public Task Settle(PendingDeclaration declaration) => directory.Tell(0, a => a.Settle(declaration));

        public Task<ImmutableArray<PendingDeclaration>> Pending() => directory.Call(0, a => a.Pending());
    }

    private sealed class LinkBoardRef(LocalDirectory<int, LinkBoardActor> directory) : ILinkBoard
    {
        public Task Record(LinkSignal signal) => directory.Tell(0, a => a.Record(signal));

        public Task<WorkerId> ClusterOf(WorkerId worker) => directory.Call(0, a => a.ClusterOf(worker));

        public Task<WorkerId> LimitGroupOf(WorkerId worker) => directory.Call(0, a => a.LimitGroupOf(worker));

        public Task<ImmutableArray<WorkerId>> SharingLimits(WorkerId worker, ImmutableArray<WorkerId> others) => directory.Call(0, a => a.SharingLimits(worker, others));

        public Task<ClusterView> Cluster(WorkerId worker, WorkerId after, int take) => directory.Call(0, a => a.Cluster(worker, after, take));

        public Task<ImmutableArray<ClusterLine>> Clusters(WorkerId after, int take) => directory.Call(0, a => a.Clusters(after, take));

        public Task<bool> Mark(WorkerId worker, ClusterMark? mark) => directory.Call(0, a => a.Mark(worker, mark));
    }

    private sealed class ShardRef(LocalDirectory<ShardKey, DispatchShardActor> directory, ShardKey key) : IDispatchShard
    {
        public Task<ShardReply> Enqueue(Ticket ticket) => directory.Call(key, a => a.Enqueue(ticket));

        public Task<ShardReply> Offer(Offer offer) => directory.Call(key, a => a.Offer(offer));

        public Task Withdraw(WorkerId worker) => directory.Tell(key, a => a.Withdraw(worker));

        public Task Remove(CaptchaId captcha) => directory.Tell(key, a => a.Remove(captcha));

        public Task PeerIdle(int peer, int workers, ImmutableArray<KindCount> idle) => directory.Tell(key, a => a.PeerIdle(peer, workers, idle));

        public Task<ShardLoad> Load() => directory.Call(key, a => a.Load());
    }

    private sealed class ReportRef(LocalDirectory<CaptchaId, ReportActor> directory, CaptchaId id) : IReport
    {
        public Task Continue() => directory.Tell(id, a => a.Continue());

        public Task<ResolveVerdict> Resolve(Resolution resolution) => directory.Call(id, a => a.Resolve(resolution));

        public Task<ResolveVerdict> Decide(Decision decision) => directory.Call(id, a => a.Decide(decision));

        public Task<ReportState?> View() => directory.Call(id, a => a.View());
    }

    private sealed class CrowdRef(LocalDirectory<CaptchaId, CrowdActor> directory, CaptchaId id) : ICrowd
    {
        public Task Continue() => directory.Tell(id, a => a.Continue());

        public Task<Admission> Admit(CaptchaId vote, WorkerId worker) => directory.Call(id, a => a.Admit(vote, worker));

        public Task<CrowdState> View() => directory.Call(id, a => a.View());
    }

    private sealed class PriceBoardRef(LocalDirectory<int, PriceBoardActor> directory) : IPriceBoard
    {
        public Task<ImmutableArray<KindRate>> Rates() => directory.Call(0, a => a.Rates());

        public Task<PriceVerdict> Change(PriceChange change) => directory.Call(0, a => a.Change(change));
    }

    private sealed class SweeperRef(LocalDirectory<int, SweeperActor> directory) : ISweeper
    {
        public Task Sweep() => directory.Tell(0, a => a.Sweep());
    }
}
