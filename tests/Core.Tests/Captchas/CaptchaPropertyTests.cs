using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CaptchaGrains.Core.Tests.Captchas.CaptchaSample;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>Any sequence of commands, repeated and late ones among them, by several workers, under a clock that only goes forward.</summary>
public sealed class CaptchaPropertyTests
{
    public enum Verb
    {
        Grant,
        Accept,
        AcceptVouched,
        GiveBack,
        Advance,
        Ungrant,
        Withdraw,
    }

    /// <param name="After">Seconds since the step before.</param>
    public sealed record Step(Verb Verb, long Worker, string Answer, int After);

    private static Gen<Step> StepOf(params (int Weight, Verb Verb)[] verbs) =>
        from verb in Gen.Frequency(verbs.Select(v => (v.Weight, Gen.Constant(v.Verb))))
        from worker in Gen.Choose(1, 5)
        from answer in Gen.Elements("2763", "X")
        from after in Gen.Frequency((6, Gen.Choose(0, 2)), (2, Gen.Choose(3, 31)), (1, Gen.Choose(32, 95)))
        select new Step(verb, worker, answer, after);

    private static readonly Gen<Step> Ordinary = StepOf(
        (8, Verb.Grant), (3, Verb.Accept), (5, Verb.GiveBack), (4, Verb.Advance), (2, Verb.Ungrant), (1, Verb.Withdraw));

    private static readonly Gen<Step> WithLostLeases = StepOf(
        (8, Verb.Grant), (2, Verb.Accept), (2, Verb.AcceptVouched), (5, Verb.GiveBack), (4, Verb.Advance), (2, Verb.Ungrant), (1, Verb.Withdraw));

    [Fact]
    public void It_does_what_the_rules_say() => Property.HoldsForAll(WithLostLeases, 25, steps =>
    {
        var (state, model, now) = (New(), new CaptchaModel(), 0);
        foreach (var step in steps)
        {
            now += step.After;
            (var expected, var actual, state) = Apply(state, model, step, now);
            Assert.Equal(expected, actual);
            Assert.Equal(model.Ended, state.IsEnded);
            Assert.Equal(model.Holder, state.Lease?.Worker.Value);
            Assert.Equal((model.Winner, model.Answer), (state.Solution?.Worker.Value, state.Solution?.Answer));
        }
    }, 2_000);

    [Fact]
    public void Money_is_conserved_each_hold_is_resolved_once_and_nothing_is_paid_twice() => Property.HoldsForAll(WithLostLeases, 25, steps =>
    {
        var (state, model, now) = (New(), new CaptchaModel(), 0);
        var deposit = new Money(1_000_000);
        var ledger = new ToyLedger();
        ledger.Book(Charge.Deposit(1, Customer, deposit));
        ledger.Book(SubmitCommit.Of(state, CaptchaImages.None, 1).Transfers);
        // Every turn commits anew, as an actor does that never heard that its commit had succeeded.
        foreach (var step in steps)
        {
            now += step.After;
            (_, _, state) = Apply(state, model, step, now);
            if (state.IsEnded) ledger.Book(EndCommit.Of(state).Transfers);
            else Assert.Equal(Terms.Price, ledger[AccountId.Held(Customer)]);
            Assert.True(ledger.Sum == 0, "the sum over all accounts is zero");
        }
        state = state.Advance(At(now + 1_000));
        var end = EndCommit.Of(state);
        ledger.Book(end.Transfers);

        Assert.Equal(Money.Zero, ledger[AccountId.Held(Customer)]);
        Assert.Equal(1, ledger.Booked.Count(t => t.Id.Purpose is Purpose.Earning or Purpose.Release));
        var paid = deposit - ledger[AccountId.Of(Customer)];
        Assert.Equal(state.Solution is null ? Money.Zero : Terms.Price, paid);
        foreach (var worker in Enumerable.Range(1, 5).Select(n => new WorkerId(n)))
        {
            var earned = worker == state.Solution?.Worker ? Terms.Rate : Money.Zero;
            Assert.Equal(earned, ledger[AccountId.Of(worker)]);
            Assert.Equal(earned, end.Outcomes.Where(o => o.Worker == worker).Aggregate(Money.Zero, (sum, o) => sum + o.Earned));
        }
        Assert.Equal(ledger[AccountId.HouseRevenue], state.Solution is null ? Money.Zero : Terms.Fee);
    }, 1_000);

    [Fact]
    public void Its_parts_never_contradict_each_other() => Property.HoldsForAll(Ordinary, 25, steps =>
    {
        var (state, model, now) = (New(), new CaptchaModel(), 0);
        foreach (var step in steps)
        {
            var before = state;
            now += step.After;
            (_, _, state) = Apply(state, model, step, now);

            if (before.IsEnded) Assert.Same(before, state);
            Assert.Equal(state.Status == CaptchaStatus.Assigned, state.Lease is not null);
            Assert.Equal(state.Status == CaptchaStatus.Solved, state.Solution is not null);
            Assert.Equal(state.IsEnded, state.EndedAt is not null);
            Assert.Equal(state.IsEnded, state.DueAt is null);
            var workers = state.Attempts.Select(a => a.Worker).Concat(state.Lease is { } l ? [l.Worker] : []).ToList();
            Assert.True(workers.Count <= CaptchaState.MaxAttempts, "no more than three workers");
            Assert.Equal(workers.Count, workers.Distinct().Count());
            Assert.Equal(state.Solution is null ? 0 : 1, state.Attempts.Count(a => a.End == AttemptEnd.Answered));
            Assert.True(state.Lease is null || state.Lease.EndsAt <= state.ExpiresAt, "no lease outlives the captcha");
            Assert.All(state.Attempts, a => Assert.True(a.GrantedAt <= a.EndedAt && a.EndedAt <= At(now)));
        }
    }, 1_000);

    [Fact]
    public void A_lost_lease_adds_at_most_one_worker() => Property.HoldsForAll(WithLostLeases, 25, steps =>
    {
        var (state, model, now) = (New(), new CaptchaModel(), 0);
        foreach (var step in steps) (_, _, state) = Apply(state, model, step, now += step.After);
        Assert.InRange(state.Attempts.Length, 0, CaptchaState.MaxAttempts + 1);
        Assert.Equal(state.Attempts.Length, state.Attempts.Select(a => a.Worker).Distinct().Count());
    }, 500);

    [Fact]
    public void Time_passes_the_same_way_in_one_go_and_in_many() => Property.HoldsForAll(Ordinary, 15, steps =>
    {
        var (state, model, now) = (New(), new CaptchaModel(), 0);
        foreach (var step in steps) (_, _, state) = Apply(state, model, step, now += step.After);

        // Nothing happens before it is due, something does when it is, and it happens once.
        var settled = state.Advance(At(now));
        Assert.Same(settled, settled.Advance(At(now)));
        var (slow, moments) = (settled, 0);
        while (slow.DueAt is { } due)
        {
            Assert.True(due > At(now), "what was due has happened");
            Assert.Same(slow, slow.Advance(due - TimeSpan.FromTicks(1)));
            var next = slow.Advance(due);
            Assert.NotSame(slow, next);
            Assert.Same(next, next.Advance(due));
            slow = next;
            Assert.True(++moments <= 2, "at most the end of a lease and the end of the captcha");
        }

        var fast = settled.Advance(At(now + 1_000));
        Assert.Equal(slow.Status, fast.Status);
        Assert.Equal(slow.Ends(), fast.Ends());
        Assert.True(state.Advance(state.ExpiresAt).IsEnded);
        Assert.True(slow.EndedAt <= fast.EndedAt);
    }, 500);

    private static (object? Expected, object? Actual, CaptchaState Next) Apply(CaptchaState state, CaptchaModel model, Step step, int now)
    {
        var (worker, at) = (new WorkerId(step.Worker), At(now));
        switch (step.Verb)
        {
            case Verb.Grant:
                var lease = state.Grant(worker, at);
                return (model.Grant(step.Worker, now), lease.Verdict, lease.Next);
            case Verb.Accept or Verb.AcceptVouched:
                var vouched = step.Verb == Verb.AcceptVouched;
                var answer = state.Accept(worker, step.Answer, at, vouched);
                return (model.Accept(step.Worker, step.Answer, now, vouched), answer.Verdict, answer.Next);
            case Verb.GiveBack:
                var skip = state.GiveBack(worker, AttemptEnd.TooHard, at);
                return (model.GiveBack(step.Worker, now), skip.Verdict, skip.Next);
            case Verb.Advance:
                model.PassTime(now);
                return (null, null, state.Advance(at));
            case Verb.Ungrant:
                model.Ungrant(step.Worker);
                return (null, null, state.Ungrant(worker));
            default:
                model.Withdraw();
                return (null, null, state.Withdraw(at));
        }
    }
}
