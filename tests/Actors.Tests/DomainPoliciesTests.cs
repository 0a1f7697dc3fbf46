using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Actors.Tests;

public class DomainPoliciesTests
{
    public static TheoryData<Kind> Kinds => [.. Enum.GetValues<Kind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rule_served_an_owner_who_opted_out_is_left_alone_by_every_kind(Kind kind)
    {
        using var m = await Marketplace.Open();
        await m.Actors.Customer(m.Customer).AuthorizeDomain("owner.test");
        await m.Actors.DomainBoard().Put(Denied("owner.test"));
        foreach (var page in (string[])["https://owner.test/", "https://WWW.owner.test./x", "http://a.b.%6Fwner.test:8080/"])
            Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, kind, page));
        Assert.Empty(m.Store.Captchas());
        Assert.Equal(Marketplace.TenDollars, await m.Balance(AccountId.Of(m.Customer)));
    }

    [Theory]
    [InlineData("https://www.irs.gov/")]
    [InlineData("https://service.gov.uk/")]
    [InlineData("https://111.nhs.uk/")]
    [InlineData("https://accounts.google.com/signup")]
    [InlineData("https://www.ticketmaster.com/")]
    public async Task Rule_served_the_shipped_deny_list_is_in_force_from_the_start(string page)
    {
        using var m = await Marketplace.Open();
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, Kind.ImageText, page));
        Assert.Empty(m.Store.Captchas());
    }

    [Fact]
    public async Task An_operators_exception_opens_what_the_shipped_list_denies()
    {
        using var m = await Marketplace.Open();
        await m.Actors.DomainBoard().Put(new DomainRule("staging.irs.gov", RuleSource.Operator, DomainStanding.Open, "their own test", "operator:1", m.Time.GetUtcNow()));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Kind.ImageText, "https://staging.irs.gov/"));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, Kind.ImageText, "https://www.irs.gov/"));
    }

    [Theory]
    [InlineData("https://203.0.113.7/")]
    [InlineData("https://3405803783/")]
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("not an address")]
    [InlineData("https:owner.test")]
    public async Task A_page_without_a_name_that_its_owner_could_have_is_not_served(string page)
    {
        using var m = await Marketplace.Open();
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, Kind.ImageText, page));
        Assert.Empty(m.Store.Captchas());
    }

    [Fact]
    public async Task An_address_literal_is_served_for_whom_it_is_authorised()
    {
        using var m = await Marketplace.Open();
        await m.Actors.Customer(m.Customer).AuthorizeDomain("203.0.113.7");
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Kind.ImageText, "http://0xcb.0.113.7/"));
    }

    [Fact]
    public async Task None_of_hundreds_of_spellings_of_denied_domains_is_accepted()
    {
        using var m = await Marketplace.Open();
        await m.Actors.DomainBoard().Put(Denied("xn--strae-oqa.example"));
        var spellings = new Spellings(1);
        for (var n = 0; n < 300; n++)
        {
            var page = spellings.Next(n % 2 == 0 ? "stra\u00DFe.example" : "service.gov.uk");
            Assert.True(await Submit(m, n % 3 == 0 ? Kind.RecaptchaV2 : Kind.ImageText, page) == SubmitVerdict.DomainDenied, page);
        }
        Assert.Empty(m.Store.Captchas());
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Held(m.Customer)));
    }

    [Fact]
    public async Task Rule_served_a_rule_is_in_force_in_every_process_within_a_minute()
    {
        using var m = await Marketplace.Open();
        using var other = Another(m);
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Kind.ImageText, "https://owner.test/"));
        await other.Actors.DomainBoard().Put(Denied("owner.test"));
        await m.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(SubmitVerdict.DomainDenied, await Submit(m, Kind.ImageText, "https://owner.test/"));
        await other.Actors.DomainBoard().Remove("owner.test", RuleSource.Owner);
        await m.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(m, Kind.ImageText, "https://owner.test/"));
    }

    [Fact]
    public async Task Where_nobody_can_say_who_opted_out_nothing_is_accepted_for_a_domain()
    {
        var states = new FailingStates();
        using var m = await Marketplace.Open();
        using var local = new LocalMarketplace(m.Store, m.Store, states.Over(m), m.Time);
        Assert.Equal(SubmitVerdict.Accepted, await Submit(local, m, "https://open.test/"));
        states.Fail = true;
        await m.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(local, m, "https://open.test/"));
        await m.Pass(TimeSpan.FromSeconds(40));
        Assert.Equal(SubmitVerdict.NoSlot, await Submit(local, m, "https://open.test/"));
        Assert.Equal(SubmitVerdict.Accepted, await Submit(local, m, null));
        states.Fail = false;
        Assert.Equal(SubmitVerdict.Accepted, await Submit(local, m, "https://open.test/"));
    }

    [Fact]
    public async Task Rules_survive_their_process_and_two_writers_at_once()
    {
        using var m = await Marketplace.Open();
        using var other = Another(m);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => (n % 2 == 0 ? m.Actors : other.Actors).DomainBoard().Put(Denied($"site-{n}.test"))));
        using var later = Another(m);
        for (var n = 0; n < 60; n++) Assert.Equal(DomainStanding.Denied, (await later.Actors.DomainBoard().Policy($"site-{n}.test")).Standing);
    }

    [Fact]
    public async Task There_is_room_for_only_so_many_rules_and_names_have_their_one_form()
    {
        using var m = await Marketplace.Open();
        var board = m.Actors.DomainBoard();
        Assert.Equal(RuleVerdict.NoDomain, await board.Put(Denied("Owner.test")));
        Assert.Equal(RuleVerdict.NoDomain, await board.Put(Denied("https://owner.test")));
        var state = new StoredActorStates(m.Store).For<RuleBucket>("domain-rules/0");
        await state.Read();
        await state.Write(new RuleBucket(1, [.. Enumerable.Range(0, DomainBoardActor.MostRules).Select(n => Denied($"full-{n}.test"))]));
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Another(m).Actors.DomainBoard().Put(Denied($"site-{n}.test"))));
        Assert.Contains(RuleVerdict.TooMany, verdicts);
        Assert.Contains(RuleVerdict.Kept, verdicts);
    }

    private static LocalMarketplace Another(Marketplace m) => new(m.Store, m.Store, new StoredActorStates(m.Store), m.Time);

    private static DomainRule Denied(string name) => new(name, RuleSource.Owner, DomainStanding.Denied, "opt-out", "owner", DateTimeOffset.UnixEpoch);

    private static async Task<SubmitVerdict> Submit(Marketplace m, Kind kind, string page) => (await m.TrySubmit(Request(kind, page))).Result.Verdict;

    private static async Task<SubmitVerdict> Submit(LocalMarketplace local, Marketplace m, string? page)
    {
        return (await local.CustomerDesk.Submit(m.Customer, new CaptchaRequest(Kind.ImageText) { Domain = page }, CaptchaImages.None)).Result.Verdict;
    }

    private static CaptchaRequest Request(Kind kind, string page) => kind.Traits().Family == KindFamily.Token
        ? new CaptchaRequest(kind) { Token = new TokenTask(page, "key") }
        : new CaptchaRequest(kind) { Domain = page };

    /// <summary>Rows of the board that cannot be read while it is told so.</summary>
    private sealed class FailingStates
    {
        public bool Fail { get; set; }

        public IActorStates Over(Marketplace m) => new States(this, new StoredActorStates(m.Store));

        private sealed class States(FailingStates faults, StoredActorStates inner) : IActorStates
        {
            public IActorState<T> For<T>(string key) where T : class =>
                key.StartsWith("domain-rules", StringComparison.Ordinal) ? new State<T>(faults, inner.For<T>(key)) : inner.For<T>(key);
        }

        private sealed class State<T>(FailingStates faults, IActorState<T> inner) : IActorState<T> where T : class
        {
            public T? Value => inner.Value;

            public Task Read() => faults.Fail ? throw new StoreUncertainException("Out of reach.") : inner.Read();

            public Task Write(T value) => inner.Write(value);
        }
    }
}
