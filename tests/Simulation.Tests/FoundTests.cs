using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>What seeds have found, told as directly as possible.</summary>
public sealed class FoundTests
{
    private static readonly CaptchaImages Images = new(new StoredImage("image/png", [1, 2, 3]), null);
    private static readonly WorkerId Worker = new(1);
    private readonly SimWorld _world = new(1);
    private readonly SimCluster _cluster;
    private readonly SimProcess _people;

    public FoundTests()
    {
        // Without gold tasks, which would take the place of what a test submits.
        var numbers = new ReportOptions { Gold = new GoldOptions { PerMille = 0 } };
        _cluster = new SimCluster(_world, new Scenario { Seed = 1, Faults = Faults.Calm, Silos = 2, Agents = _ => [], Numbers = numbers });
        _people = _world.Start("people");
    }

    [Fact]
    public void Nobody_is_refused_while_his_balance_is_being_read()
    {
        Tell(async host =>
        {
            var customer = await Open(host, Money.FromDollars(1));
            var actor = host.Actors.Customer(customer);
            // A new activation knows nothing of the deposit.
            foreach (var activation in _cluster.Silos.SelectMany(s => s.Alive).ToArray()) activation.Leave();
            var quote = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);
            var verdicts = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => actor.Authorize(new Authorization(new CaptchaId(i), quote, Kind.ImageText, null))));
            Assert.All(verdicts, v => Assert.Equal(AuthorizeVerdict.Authorized, v));
        });
    }

    [Fact]
    public void A_captcha_that_was_refused_or_has_long_ended_does_not_stay_in_memory()
    {
        Tell(async host =>
        {
            var poor = await Open(host, new Money(1));
            var (_, refused) = await host.CustomerDesk.Submit(poor, new CaptchaRequest(Kind.ImageText), Images);
            Assert.Equal(SubmitVerdict.NoFunds, refused.Verdict);
            var rich = await Open(host, Money.FromDollars(1), "r");
            var (ended, _) = await host.CustomerDesk.Submit(rich, new CaptchaRequest(Kind.ImageText), Images);
            await Task.Delay(TimeSpan.FromMinutes(3), _people.Time);
            Assert.Equal(AnswerOutcome.NotYours, (await host.WorkerDesk.Answer(new AssignmentId(ended, Worker), "x")).Outcome);
            await host.Actors.Captcha(new CaptchaId(999)).Requeue();
            Assert.Equal(AnswerOutcome.NotYours, (await host.WorkerDesk.Answer(new AssignmentId(new CaptchaId(998), Worker), "x")).Outcome);
        });
        _world.RunFor(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain(_cluster.Silos.SelectMany(s => s.Alive), a => a.Key.Kind == ActorKind.Captcha);
    }

    [Fact]
    public void A_second_activation_knows_an_answer_that_the_first_accepted()
    {
        Tell(async host =>
        {
            await host.Actors.Worker(Worker).Enroll();
            var customer = await Open(host, Money.FromDollars(1));
            var submission = new Submission(new CaptchaId(500), customer, new CaptchaRequest(Kind.ImageText), Images);
            var first = new ActorFactory(_cluster.Silos[0].Services).Captcha(submission.Id, new Bystander(_people));
            var second = new ActorFactory(_cluster.Silos[1].Services).Captcha(submission.Id, new Bystander(_people));
            Assert.Equal(SubmitVerdict.Accepted, (await first.Submit(submission)).Verdict);
            Assert.Equal(CaptchaViewStatus.Processing, (await second.Read(customer)).Status);
            Assert.Equal(LeaseOutcome.Granted, (await first.Lease(Worker)).Outcome);
            var answer = await first.Answer(Worker, "2763");
            var again = await second.Answer(Worker, "2763");
            Assert.Equal((AnswerOutcome.Accepted, answer.Earned), (again.Outcome, again.Earned));
        });
    }

    [Fact]
    public void A_lease_that_is_granted_while_another_worker_is_turned_away_stands()
    {
        Tell(async host =>
        {
            await host.Actors.Worker(Worker).Enroll();
            var customer = await Open(host, Money.FromDollars(1));
            var (captcha, _) = await host.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText), Images);
            for (var delay = 0; delay < 12; delay++)
            {
                // The stranger's answer and the lease meet at every distance once.
                var stranger = host.WorkerDesk.Answer(new AssignmentId(captcha, new WorkerId(2)), "x");
                await Task.Delay(TimeSpan.FromMilliseconds(delay), _people.Time);
                var lease = await host.Actors.Captcha(captcha).Lease(Worker);
                Assert.Equal(AnswerOutcome.NotYours, (await stranger).Outcome);
                var again = await host.Actors.Captcha(captcha).Lease(Worker);
                Assert.Equal(lease.Assignment!.GrantedAt, again.Assignment!.GrantedAt);
                Assert.Equal(AnswerOutcome.Accepted, (await host.WorkerDesk.Answer(lease.Assignment.Id, "2763")).Outcome);
                (captcha, _) = await host.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText), Images);
            }
        });
    }

    [Fact]
    public void A_captcha_that_a_worker_had_and_lost_is_not_given_to_him_again()
    {
        Tell(async host =>
        {
            await host.Actors.Worker(Worker).Enroll();
            var customer = await Open(host, Money.FromDollars(1));
            var (lost, _) = await host.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText), Images);
            var (other, _) = await host.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText), Images);
            Assert.Equal(LeaseOutcome.Granted, (await host.Actors.Captcha(lost).Lease(Worker)).Outcome);
            // A new activation of the worker knows nothing of it, and takes the other one.
            foreach (var activation in _cluster.Silos.SelectMany(s => s.Alive).Where(a => a.Key.Kind == ActorKind.Worker).ToArray()) activation.Leave();
            Assert.Equal(LeaseOutcome.Granted, (await host.Actors.Captcha(other).Lease(Worker)).Outcome);
            Assert.Equal(LeaseOutcome.WorkerNotFree, (await host.Actors.Captcha(lost).Lease(Worker)).Outcome);
            Assert.Equal(AnswerOutcome.Accepted, (await host.WorkerDesk.Answer(new AssignmentId(other, Worker), "2763")).Outcome);
            Assert.Equal(LeaseOutcome.NotAvailable, (await host.Actors.Captcha(lost).Lease(Worker)).Outcome);
        });
    }

    [Fact]
    public void A_count_that_missed_a_message_is_made_good_within_a_minute()
    {
        Tell(async host =>
        {
            await host.Actors.Worker(Worker).Enroll();
            Assert.Equal(0, (await host.WorkerDesk.View(Worker)).Solved);
            var customer = await Open(host, Money.FromDollars(1));
            var (captcha, _) = await host.CustomerDesk.Submit(customer, new CaptchaRequest(Kind.ImageText), Images);
            var state = (await _cluster.Database.Memory.FindCaptcha(captcha))!;
            // Ended by a process that died before it could tell anybody.
            var (_, ended) = state.Grant(Worker, _world.Now).Next.Accept(Worker, "2763", _world.Now);
            await _cluster.Database.Memory.Commit(EndCommit.Of(ended));
            await Task.Delay(TimeSpan.FromMinutes(1), _people.Time);
            Assert.Equal(1, (await host.WorkerDesk.View(Worker)).Solved);
        });
    }

    [Fact]
    public void A_decision_whose_reply_was_lost_stands_and_can_be_changed()
    {
        Tell(async _ =>
        {
            var rows = new ForgetfulRows(new MemoryStore());
            var silo = _cluster.Silos[0].Services;
            var board = new DomainBoardActor(new ActorServices(silo.Actors, silo.Store, rows, silo.Push, silo.Dispatch, new Random(1), reports: silo.Reports, sanctions: silo.Sanctions), new Bystander(_people));
            var denied = new DomainRule("owner.test", RuleSource.Owner, DomainStanding.Denied, "opt-out", "owner", DateTimeOffset.UnixEpoch);
            Assert.Equal(DomainStanding.Open, (await board.Policy("owner.test")).Standing);
            await Assert.ThrowsAsync<StoreUncertainException>(() => board.Put(denied));
            Assert.Equal(DomainStanding.Denied, (await board.Policy("owner.test")).Standing);
            await board.Remove("owner.test", RuleSource.Owner);
            Assert.Equal(DomainStanding.Open, (await board.Policy("owner.test")).Standing);
        });
    }

    private static async Task<CustomerId> Open(Host host, Money money, string key = "k")
    {
        var id = await host.FrontOffice.OpenCustomer("someone", key);
        await host.FrontOffice.Deposit(await host.FrontOffice.NewOperation(), id, money);
        return id;
    }

    private void Tell(Func<Host, Task> story)
    {
        var isOver = false;
        _world.Run(_people, async () =>
        {
            await story(_cluster.Hosts[0]);
            isOver = true;
        });
        _world.RunUntil(() => isOver, TimeSpan.FromMinutes(10));
        Assert.True(isOver, _world.Failure?.ToString() ?? "The story did not end.");
    }

    private sealed class Bystander(SimProcess process) : IActorContext
    {
        public DateTimeOffset Now => process.Now;

        public void WakeAt(DateTimeOffset? due) { }

        public void Rest() { }
    }

    /// <summary>Keeps what is written, and loses the first reply.</summary>
    private sealed class ForgetfulRows(MemoryStore rows) : IActorStates, IStateStore
    {
        private bool _hasLost;

        public IActorState<T> For<T>(string key) where T : class => new StoredActorState<T>(this, key);

        public Task<StoredValue?> Load(string key) => rows.Load(key);

        public async Task<bool> Save(string key, string json, long expectedVersion)
        {
            var saved = await rows.Save(key, json, expectedVersion);
            if (_hasLost) return saved;
            _hasLost = true;
            throw new StoreUncertainException("The reply was lost.");
        }
    }
}
