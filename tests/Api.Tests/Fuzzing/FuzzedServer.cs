using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>The API under fuzz: asks one request after another and looks at the books after each.</summary>
internal sealed class FuzzedServer(ApiHost api) : IDisposable
{
    /// <summary>For one request; so that a hanging one is found, and nothing else on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // States are immutable: the same object is the same state, and comparing what is in it takes long.
    private static readonly EqualityComparer<CaptchaState> Same = EqualityComparer<CaptchaState>.Create(ReferenceEquals);

    private readonly Wire _wire = new(api.Address);
    private int _captchas;
    private int _turns;

    /// <summary>Captchas that were accepted.</summary>
    public HashSet<long> Accepted { get; } = [];

    public int Asked { get; private set; }

    /// <summary>Asks, and checks that the reply is documented, that a refusal left nothing and that what was accepted is held.</summary>
    public async Task Ask(Ask ask)
    {
        Asked++;
        using var patience = new CancellationTokenSource(Patience);
        var answering = _wire.Exchange(ask, patience.Token);
        while (!answering.IsCompleted)
        {
            // The clock stands still for whoever waits by it: for an answer, or for the rest of a body, of which nothing may have come.
            var isStalled = ask.Framing == Framing.Stalled && (api.BodyBytes > 0 || ask.Body is not { Length: > 0 });
            if (api.Market.CustomerDesk.Waiting > 0 || isStalled) await api.Pass(TimeSpan.FromSeconds(1));
            else await Task.Yield();
        }
        var accepted = await answering is { } answer ? Documented.Check(ask, answer) : null;
        Books(accepted, ask.IsHttp);
        NothingFailed();
    }

    /// <summary>Workers look at some captchas; what they answer or give back is settled.</summary>
    public async Task Work(int captchas)
    {
        for (var i = 0; i < captchas; i++)
        {
            var worker = new WorkerId(1 + (_turns++ % 5));
            await api.Actors.Worker(worker).Enroll();
            var next = await api.Market.WorkerDesk.Next(worker, null, TimeSpan.Zero, CancellationToken.None);
            if (next.Assignment is not { } assignment) continue;
            var answer = assignment.Request.Kind switch
            {
                Kind.Grid => "1",
                Kind.Coordinates => "3,4",
                Kind.Rotate => "40",
                Kind.ImageText or Kind.Text or Kind.Audio => "abc",
                _ => "03AGdBq25SxXT-pmSeBXjzScW",
            };
            var result = _turns % 4 == 0 ? null : await api.Market.WorkerDesk.Answer(assignment.Id, answer);
            if (result is not { Outcome: AnswerOutcome.Accepted }) await api.Market.WorkerDesk.GiveBack(assignment.Id, AttemptEnd.Unreadable);
        }
    }

    /// <summary>When all captchas have ended nothing is held, the money is where it was paid to, and no request has left anything in memory.</summary>
    public async Task Settle()
    {
        for (var minutes = 0; minutes < 30 && api.Memory.Captchas().Any(c => !c.IsEnded); minutes++)
        {
            api.Time.Advance(TimeSpan.FromMinutes(1));
            while (api.Market.CallsInFlight > 0) await Task.Yield();
        }
        Assert.All(api.Memory.Captchas(), captcha => Assert.True(captcha.IsEnded, $"{captcha.Id} is open."));
        Assert.Equal(Money.Zero, await api.Held());
        Assert.Equal(0, api.Memory.Balances().Sum(b => b.Amount.Nanos));
        Assert.Equal(Accepted, Submitted(api.Memory.Captchas()).Select(c => c.Id.Value).ToHashSet());
        NothingFailed();
        await api.UntilWaiting(0);
        api.Time.Advance(TimeSpan.FromMinutes(2));
        while (api.Market.CallsInFlight > 0) await Task.Yield();
        Assert.Equal(0, api.Market.CaptchasAlive);
        Assert.Equal(0, await api.BodyBytesLeft());
    }

    public void Dispose() => _wire.Dispose();

    private void Books(long? accepted, bool isHttp)
    {
        var (captchas, balances) = Snapshot();
        // Of half a request nobody knows where it ended; what it brought about is accepted, too.
        var expected = accepted is { } id && Accepted.Add(id) ? 1 : 0;
        var submitted = Submitted(captchas);
        if (!isHttp && expected == 0 && submitted.Length == _captchas + 1) expected = Accepted.Add(submitted[^1].Id.Value) ? 1 : 0;
        Assert.Equal(_captchas + expected, submitted.Length);
        Assert.Equal(0, balances.Sum(b => b.Amount.Nanos));
        Assert.Equal(submitted.Where(c => !c.IsEnded).Aggregate(Money.Zero, (sum, c) => sum + c.Quote.Price), balances.FirstOrDefault(b => b.Account == AccountId.Held(api.Customer)).Amount);
        _captchas = submitted.Length;
    }

    /// <summary>But for the house's own, by which answers are rechecked and voted on.</summary>
    private static ImmutableArray<CaptchaState> Submitted(ImmutableArray<CaptchaState> captchas) => captchas.RemoveAll(c => c.IsOfHouse);

    /// <summary>Of one moment: when the clock has moved, captchas end by themselves, and a commit changes both.</summary>
    private (ImmutableArray<CaptchaState> Captchas, ImmutableArray<AccountBalance> Balances) Snapshot()
    {
        while (true)
        {
            var (before, balances, after) = (api.Memory.Captchas(), api.Memory.Balances(), api.Memory.Captchas());
            if (before.AsSpan().SequenceEqual(after.AsSpan(), Same)) return (before, balances);
        }
    }

    private void NothingFailed()
    {
        if (api.Log.Entries.FirstOrDefault(e => e.Level >= LogLevel.Error).Message is { } failure) Assert.Fail(failure);
    }
}
