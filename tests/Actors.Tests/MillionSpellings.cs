using System.Diagnostics;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The door of the marketplace itself, with a worker behind it who takes anything. Alone: it would take both processors from tests that watch what is under way.</summary>
[CollectionDefinition(nameof(MillionSpellings), DisableParallelization = true)]
[Collection(nameof(MillionSpellings))]
public sealed class MillionSpellings : IAsyncLifetime
{
    private const int Spelled = 1_000_000;

    private static readonly string[] Denied =
    [
        "owner.test", "my-bank.example", "b\u00FCcher.example", "stra\u00DFe.example", "\u03B2\u03CC\u03BB\u03BF\u03C2.example", "\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444",
        "203.0.113.7", "127.0.0.1", "irs.gov", "service.gov.uk", "accounts.google.com",
    ];

    private static readonly string[] Open = ["open.test", "offen-f\u00FCr-alle.example", "\u043E\u0442\u043A\u0440\u044B\u0442\u043E.\u0440\u0444", "198.51.100.7"];

    private readonly ManualTime _time = new();
    private readonly MemoryStore _store = new();
    private readonly CountedRefusals _audit = new();
    private readonly LocalMarketplace _market;
    private readonly WorkerId _worker = new(1);
    private CustomerId _customer;

    public MillionSpellings() => _market = new LocalMarketplace(
        _store, _store, new StoredActorStates(_store), _time, desks: new DeskOptions { IdBlock = 10_000 }, random: new Random(1), audit: _audit);

    public async ValueTask InitializeAsync()
    {
        _customer = await _market.FrontOffice.OpenCustomer("tester", "0123456789abcdef0123456789abcdef");
        await _market.FrontOffice.Deposit(-1, _customer, Money.FromDollars(1_000));
        await _market.Actors.Worker(_worker).Enroll();
        // He is authorised for all of them, so that the rules alone stand between him and the worker.
        foreach (var host in Denied.Concat(Open)) await _market.Actors.Customer(_customer).AuthorizeDomain(host);
        foreach (var host in Denied.Take(8))
        {
            Assert.True(DomainName.TryParse(host, out var name));
            await _market.Actors.DomainBoard().Put(new DomainRule(name.Value, RuleSource.Owner, DomainStanding.Denied, "opt-out", "owner", DateTimeOffset.UnixEpoch));
        }
    }

    public ValueTask DisposeAsync()
    {
        _market.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_a_million_spellings_of_denied_domains_none_is_dispatched()
    {
        const int Parts = 4;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_SEED"), out var given) ? given : Random.Shared.Next(1, 1_000_000);
        var output = TestContext.Current.TestOutputHelper!;
        var waiting = _market.WorkerDesk.Next(_worker, null, TimeSpan.FromSeconds(60), CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Parts).Select(part => Task.Run(() => Refuse(seed + part, Spelled / Parts))));
        output.WriteLine($"{Spelled} submissions in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, seeds {seed} … {seed + Parts - 1}; {_audit.ForAHost} had a certain host");

        Assert.False(waiting.IsCompleted);
        Assert.Empty(_store.Captchas());
        Assert.Equal(Money.Zero, await _store.Balance(AccountId.Held(_customer)));
        Assert.Equal(Money.FromDollars(1_000), await _store.Balance(AccountId.Of(_customer)));
        Assert.Equal(Spelled, _audit.All);
        Assert.InRange(_audit.ForAHost, Spelled / 2, Spelled); // else it would be easy
        Assert.Equal(0, _market.CaptchasAlive);

        // The worker did wait, and the same door opens for the same spellings of hosts that nobody denies.
        Assert.True((await _market.CustomerDesk.Submit(_customer, new CaptchaRequest(Kind.ImageText), CaptchaImages.None)).Result.Verdict == SubmitVerdict.Accepted);
        Assert.NotNull((await waiting).Assignment);
        await _market.WorkerDesk.Answer((await waiting).Assignment!.Id, "abc");
        Assert.InRange(await Dispatched(seed, 2_000), 1_500, 2_000);
    }

    private async Task Refuse(int seed, int count)
    {
        var (spellings, random) = (new Spellings(seed), new Random(seed));
        for (var n = 0; n < count; n++)
        {
            var page = Spoiled(spellings.Next(Denied[n % Denied.Length]), random);
            var (_, result) = await _market.CustomerDesk.Submit(_customer, Request(n, page), CaptchaImages.None);
            if (result.Verdict != SubmitVerdict.DomainDenied) Assert.Fail($"'{page}' of {Denied[n % Denied.Length]}: {result.Verdict}, seed {seed}, number {n}.");
        }
    }

    /// <returns>How many reached the worker.</returns>
    private async Task<int> Dispatched(int seed, int count)
    {
        var spellings = new Spellings(seed);
        var dispatched = 0;
        for (var n = 0; n < count; n++)
        {
            var (id, result) = await _market.CustomerDesk.Submit(_customer, Request(n, spellings.Next(Open[n % Open.Length])), CaptchaImages.None);
            if (result.Verdict != SubmitVerdict.Accepted) continue;
            var next = (await _market.WorkerDesk.Next(_worker, null, TimeSpan.FromSeconds(60), CancellationToken.None)).Assignment;
            Assert.Equal(id, next?.Id.Captcha);
            Assert.Equal(AnswerOutcome.Accepted, (await _market.WorkerDesk.Answer(next!.Id, new string('t', 30))).Outcome);
            dispatched++;
        }
        return dispatched;
    }

    /// <summary>One in sixteen gets a character that belongs into no address.</summary>
    private static string Spoiled(string page, Random random) => random.Next(16) == 0
        ? page.Insert(random.Next(page.Length + 1), ((char)(random.Next(33) is 32 ? 0x7F : random.Next(32))).ToString())
        : page;

    private static CaptchaRequest Request(int n, string page) => (n % 3) switch
    {
        0 => new CaptchaRequest(Kind.ImageText) { Domain = page },
        1 => new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask(page, "key") },
        _ => new CaptchaRequest(Kind.RecaptchaV3) { Token = new TokenTask(page, "key"), Domain = "https://open.test/" },
    };

    /// <summary>A million records would be most of the test; here they are counted.</summary>
    private sealed class CountedRefusals : IAuditLog
    {
        private int _all;
        private int _forAHost;

        public int All => Volatile.Read(ref _all);

        public int ForAHost => Volatile.Read(ref _forAHost);

        public ValueTask Append(AuditEntry entry, CancellationToken cancellation = default)
        {
            Assert.Equal("captcha.refused", entry.Act);
            Interlocked.Increment(ref _all);
            if (entry.Subject.Length > 0) Interlocked.Increment(ref _forAHost);
            return ValueTask.CompletedTask;
        }
    }
}
