using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class CallbackContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private const string Url = "https://shop.test/hook?order=7&of=ж";

    /// <summary>After every captcha here has ended.</summary>
    private static readonly DateTimeOffset Later = Given.Noon.AddMinutes(5);

    private static readonly DateTimeOffset LeaseEnd = Later.AddMinutes(1);

    private static readonly CallbackAttempt Failure = new(Later, TimeSpan.FromMilliseconds(1234), 503, "it was busy");

    private ICallbackStore Callbacks => Store.Callbacks;

    [Fact]
    public async Task A_profile_is_saved_from_the_version_that_was_read()
    {
        var profile = new CallbackProfile(Given.Customer(1), ["a.test", "b.test"], "secret", null, null, 0);
        Assert.Null(await Callbacks.FindCallbackProfile(Given.Customer(1)));
        Assert.True(await Callbacks.SaveCallbackProfile(profile));
        Assert.False(await Callbacks.SaveCallbackProfile(profile));
        var read = (await Callbacks.FindCallbackProfile(Given.Customer(1)))!;
        Assert.Equal(["a.test", "b.test"], read.Hosts);
        Assert.Equal(("secret", null, null, 1), (read.Secret, read.PreviousSecret, read.PreviousUntil, read.Version));

        Assert.True(await Callbacks.SaveCallbackProfile(read with { Hosts = [], Secret = "new", PreviousSecret = "secret", PreviousUntil = Given.Noon }));
        Assert.False(await Callbacks.SaveCallbackProfile(read with { Secret = "newer" }));
        await Reopen();
        var again = (await Callbacks.FindCallbackProfile(Given.Customer(1)))!;
        Assert.Empty(again.Hosts);
        Assert.Equal(("new", "secret", Given.Noon, 2), (again.Secret, again.PreviousSecret, again.PreviousUntil, again.Version));
        Assert.Null(await Callbacks.FindCallbackProfile(Given.Customer(2)));
    }

    [Fact]
    public async Task The_end_of_a_captcha_with_an_address_and_its_callback_are_one_commit()
    {
        await Fund();
        var (solved, failed, silent) = (Called(1), Called(2, CallbackForm.TaskResult), Given.Captcha(3));
        foreach (var captcha in (CaptchaState[])[solved, failed, silent]) await Market.Commit(Given.Submit(captcha));
        Assert.Empty(await Take());
        Assert.Null(await Callbacks.FindCallback(Given.Customer(1), solved.Id));

        await Market.Commit(Given.Answer(solved));
        await Market.Commit(Given.GiveUp(failed));
        await Market.Commit(Given.Answer(silent, worker: 9));
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(Given.Answer(solved))).Verdict); // and is not told twice
        await Reopen();
        var due = await Take();
        Assert.Equal(
            [
                new DueCallback(solved.Id, Given.Customer(1), Url, CallbackForm.IdAndCode, 0, 1),
                new DueCallback(failed.Id, Given.Customer(1), Url, CallbackForm.TaskResult, 0, 1),
            ],
            due.OrderBy(c => c.Captcha));
        Assert.Equal(CallbackForm.TaskResult, (await Market.FindCaptcha(failed.Id))!.Request.CallbackForm);
    }

    [Fact]
    public async Task A_refused_end_leaves_no_callback()
    {
        await Fund();
        await Market.Commit(Given.Submit(Called(1)));
        await Market.Commit(Given.Answer(Called(1), worker: 7, answer: "first"));
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(Given.GiveUp(Called(1)))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(Given.Answer(Called(2)))).Verdict);
        Assert.Single(await Take());
    }

    [Fact]
    public async Task One_that_is_taken_is_free_again_when_its_lease_is_over_and_the_late_holder_changes_nothing()
    {
        await End(1);
        var first = Assert.Single(await Take());
        Assert.Empty(await Take());
        Assert.Empty(await Callbacks.TakeCallbacks(LeaseEnd.AddMilliseconds(-1), LeaseEnd, 10));
        var second = Assert.Single(await Callbacks.TakeCallbacks(LeaseEnd, LeaseEnd.AddMinutes(1), 10));
        Assert.NotEqual(first.Taken, second.Taken);

        Assert.False(await Callbacks.FinishCallback(first, Failure, CallbackStatus.Delivered, null));
        await Callbacks.PostponeCallbacks([first], Later);
        Assert.Empty(await Take());
        Assert.True(await Callbacks.FinishCallback(second, Failure with { Status = 200, Error = null }, CallbackStatus.Delivered, null));
        Assert.Equal((CallbackStatus.Delivered, 1), await StatusOf(1));
    }

    [Fact]
    public async Task A_failed_one_is_due_again_at_its_time_with_its_attempt_in_the_log()
    {
        await End(1);
        var due = Assert.Single(await Take());
        Assert.True(await Callbacks.FinishCallback(due, Failure, CallbackStatus.Pending, Later.AddSeconds(5)));
        Assert.False(await Callbacks.FinishCallback(due with { Taken = 99 }, Failure, CallbackStatus.Pending, Later));
        Assert.Equal(new CallbackHistory(due.Captcha, Url, CallbackStatus.Pending, Later.AddSeconds(5), 1, [Failure]),
            await Callbacks.FindCallback(Given.Customer(1), due.Captcha));
        Assert.Empty(await Take());

        var again = Assert.Single(await Callbacks.TakeCallbacks(Later.AddSeconds(5), LeaseEnd, 10));
        Assert.Equal(1, again.Tries);
        var broken = new CallbackAttempt(Later.AddSeconds(6), TimeSpan.Zero, null, "nobody listens");
        Assert.True(await Callbacks.FinishCallback(again, broken, CallbackStatus.GivenUp, null));
        Assert.Equal(new CallbackHistory(due.Captcha, Url, CallbackStatus.GivenUp, null, 2, [Failure, broken]),
            await Callbacks.FindCallback(Given.Customer(1), due.Captcha));
        Assert.Empty(await Callbacks.TakeCallbacks(Later.AddDays(1), Later.AddDays(1), 10));
        Assert.Null(await Callbacks.FindCallback(Given.Customer(2), due.Captcha));
    }

    [Fact]
    public async Task A_postponed_one_was_not_tried()
    {
        await End(1);
        var due = await Take();
        await Callbacks.PostponeCallbacks(due, Later.AddSeconds(3));
        Assert.Empty(await Callbacks.TakeCallbacks(Later.AddSeconds(2), LeaseEnd, 10));
        Assert.Equal(0, Assert.Single(await Callbacks.TakeCallbacks(Later.AddSeconds(3), LeaseEnd, 10)).Tries);
        Assert.Equal((CallbackStatus.Pending, 0), await StatusOf(1));
    }

    [Fact]
    public async Task A_replayed_one_starts_over_even_while_somebody_has_it()
    {
        await End(1);
        var held = Assert.Single(await Take());
        Assert.False(await Callbacks.ReplayCallback(Given.Customer(2), held.Captcha, Later));
        Assert.False(await Callbacks.ReplayCallback(Given.Customer(1), new CaptchaId(2), Later));
        Assert.True(await Callbacks.ReplayCallback(Given.Customer(1), held.Captcha, Later));
        Assert.False(await Callbacks.FinishCallback(held, Failure, CallbackStatus.GivenUp, null));

        var again = Assert.Single(await Take());
        Assert.True(await Callbacks.FinishCallback(again, Failure, CallbackStatus.GivenUp, null));
        Assert.True(await Callbacks.ReplayCallback(Given.Customer(1), held.Captcha, Later));
        Assert.Equal(0, Assert.Single(await Take()).Tries);
        Assert.Equal((CallbackStatus.Pending, 1), await StatusOf(1));
    }

    [Fact]
    public async Task The_log_keeps_the_newest_attempts()
    {
        await End(1);
        for (var n = 1; n <= CallbackAttempt.MostKept + 5; n++)
            Assert.True(await Callbacks.FinishCallback(
                Assert.Single(await Take()), Failure with { Status = 400 + n }, CallbackStatus.Pending, Later));
        var history = (await Callbacks.FindCallback(Given.Customer(1), new CaptchaId(1)))!;
        Assert.Equal(CallbackAttempt.MostKept + 5, history.AllAttempts);
        Assert.Equal(Enumerable.Range(406, CallbackAttempt.MostKept), history.Attempts.Select(a => a.Status!.Value));
    }

    [Fact]
    public async Task Two_processes_that_take_at_once_never_get_the_same_one()
    {
        const int All = 60;
        await Fund(All);
        var captchas = Enumerable.Range(1, All).Select(id => Called(id)).ToList();
        await Task.WhenAll(captchas.Select(c => Market.Commit(Given.Submit(c))));
        await Task.WhenAll(captchas.Select(c => Market.Commit(Given.Answer(c))));
        var other = await OpenAnother();
        ICallbackStore[] stores = [Callbacks, other.Callbacks];
        var taken = new List<DueCallback>();
        while (true)
        {
            var rounds = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => stores[n % 2].TakeCallbacks(Later, LeaseEnd, 7))));
            taken.AddRange(rounds.SelectMany(r => r));
            if (rounds.All(r => r.IsEmpty)) break;
            Assert.All(rounds, r => Assert.True(r.Length <= 7));
        }
        Assert.Equal(Enumerable.Range(1, All).Select(n => (long)n), taken.Select(c => c.Captcha.Value).Order());
    }

    private static CaptchaState Called(long id, CallbackForm form = CallbackForm.IdAndCode)
    {
        var captcha = Given.Captcha(id);
        return captcha with { Request = captcha.Request with { CallbackUrl = Url, CallbackForm = form } };
    }

    private Task<CommitReceipt> Fund(int captchas = 5) => Market.Commit(Given.Deposit(1, 1, captchas));

    private async Task End(long id)
    {
        await Fund();
        await Market.Commit(Given.Submit(Called(id)));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Answer(Called(id)))).Verdict);
    }

    private Task<ImmutableArray<DueCallback>> Take() => Callbacks.TakeCallbacks(Later, LeaseEnd, 10);

    private async Task<(CallbackStatus Status, int Attempts)> StatusOf(long id)
    {
        var history = (await Callbacks.FindCallback(Given.Customer(1), new CaptchaId(id)))!;
        return (history.Status, history.AllAttempts);
    }
}
