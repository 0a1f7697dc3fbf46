using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Operators set prices: for what comes from then on, in every process, once, and for good.</summary>
public sealed class SetPrices
{
    private static readonly PriceTerms Own = PriceTable.ImageText.Terms;
    private static readonly PriceTerms Dearer = new(Money.Parse("0.0004"), Money.Parse("0.001"), 250);

    [Fact]
    public async Task A_price_that_is_set_is_quoted_within_two_seconds_in_every_process()
    {
        using var m = await Marketplace.Open();
        using var other = Another(m);
        Assert.Equal(Own.MinRate, (await Quote(m.Local, m)).Rate);
        Assert.Equal(Own.MinRate, (await Quote(other, m)).Rate);
        await m.Worker(1);
        Assert.Equal(PriceVerdict.Changed, await Set(m.Local, "one", Own, Dearer));
        await m.Pass(TimeSpan.FromSeconds(2));
        foreach (var process in (LocalMarketplace[])[m.Local, other])
        {
            var rate = (await process.Actors.PriceBoard().Rates()).Single(r => r.Kind == Kind.ImageText);
            Assert.Equal(Dearer, rate.Price.Terms);
            var quote = await Quote(process, m);
            Assert.InRange(quote.Rate.Nanos, Dearer.MinRate.Nanos, Dearer.MaxRate.Nanos);
            Assert.Equal(quote.Rate.Share(250, 1_000), quote.Fee);
        }
    }

    [Fact]
    public async Task What_was_quoted_is_what_is_charged_whatever_is_set_until_the_answer()
    {
        using var m = await Marketplace.Open();
        var worker = await m.Worker(1);
        var before = await m.Submit();
        await Set(m.Local, "one", Own, Dearer);
        await m.Pass(TimeSpan.FromSeconds(2));
        var given = (await m.Next(worker))!;
        Assert.Equal((before, Own.MinRate), (given.Id.Captcha, given.Rate));
        await Set(m.Local, "two", Dearer, Dearer with { FeePerMille = 1_000 });
        await m.Work.Answer(given.Id, "grain");
        Assert.Equal(PriceTable.ImageText.QuoteAt(Own.MinRate).Price, (await m.Read(before)).Price);
        Assert.Equal(Own.MinRate, await m.Balance(AccountId.Of(worker)));
        Assert.Equal(Own.MinRate.Share(500, 1_000), await m.Balance(AccountId.HouseRevenue));
        Assert.Equal(Money.Zero, await m.Balance(AccountId.Held(m.Customer)));

        await m.Pass(TimeSpan.FromSeconds(60)); // nobody submits: the load is zero
        var after = await m.Submit();
        given = (await m.Next(worker))!;
        await m.Work.Answer(given.Id, "grain");
        Assert.Equal((Dearer.MinRate, Dearer.MinRate.Times(2)), (given.Rate, (await m.Read(after)).Price));
        m.AssertMoneyIsConserved();
    }

    [Fact]
    public async Task A_price_is_set_for_good_also_when_its_board_dies()
    {
        using var m = await Marketplace.Open();
        await Set(m.Local, "one", Own, Dearer);
        using var later = Another(m);
        Assert.Equal(Dearer, await SetNow(later));
        Assert.Equal(Dearer.MinRate, (await Quote(later, m)).Rate);
        Assert.Equal(PriceTable.Of(Kind.Grid).Terms, (await later.Actors.PriceBoard().Rates()).Single(r => r.Kind == Kind.Grid).Price.Terms);
    }

    [Fact]
    public async Task A_change_that_comes_again_is_the_same_change_whatever_was_set_since()
    {
        using var m = await Marketplace.Open();
        Assert.Equal(PriceVerdict.Changed, await Set(m.Local, "one", Own, Dearer));
        Assert.Equal(PriceVerdict.Changed, await Set(m.Local, "two", Dearer, Own));
        Assert.Equal(PriceVerdict.Changed, await Set(m.Local, "one", Own, Dearer));
        Assert.Equal(Own, await SetNow(m.Local));
        using var later = Another(m);
        Assert.Equal(PriceVerdict.Changed, await Set(later, "one", Own, Dearer));
        Assert.Equal(Own, await SetNow(later));
    }

    [Fact]
    public async Task Who_saw_another_price_than_is_set_changes_nothing()
    {
        using var m = await Marketplace.Open();
        using var other = Another(m);
        await SetNow(other); // it has read that nothing is set
        await Set(m.Local, "one", Own, Dearer);
        Assert.Equal(PriceVerdict.Changed, await Set(other, "one", Own, Dearer)); // a repetition that went to the other one
        Assert.Equal(PriceVerdict.ChangedMeanwhile, await Set(other, "two", Own, Own with { FeePerMille = 100 }));
        Assert.Equal(PriceVerdict.NotAllowed, await Set(other, "three", Dearer, Own with { MinRate = Money.Zero }));
        Assert.Equal(Dearer, await SetNow(other));
    }

    [Fact]
    public async Task Of_two_boards_that_are_told_at_once_neither_loses_what_the_other_one_wrote()
    {
        using var m = await Marketplace.Open();
        using var other = Another(m);
        var kinds = Enum.GetValues<Kind>();
        foreach (var process in (LocalMarketplace[])[m.Local, other]) await process.Actors.PriceBoard().Rates();
        await Task.WhenAll(kinds.Select(async (kind, n) =>
        {
            var change = new PriceChange($"{kind}", kind, PriceTable.Of(kind).Terms, PriceTable.Of(kind).Terms with { FeePerMille = 123 });
            while (true)
            {
                try
                {
                    Assert.Equal(PriceVerdict.Changed, await (n % 2 == 0 ? m.Local : other).Actors.PriceBoard().Change(change));
                    return;
                }
                catch (StoreConflictException) { /* the others were faster, time and again; each of them writes once */ }
            }
        }));
        using var later = Another(m);
        Assert.All(await later.Actors.PriceBoard().Rates(), r => Assert.Equal(123, r.Price.FeePerMille));
    }

    [Fact]
    public async Task The_log_has_a_change_before_it_is_made_and_says_when_it_came_to_nothing()
    {
        using var m = await Marketplace.Open();
        var desk = new PriceDesk(m.Actors, new AuditLog(m.Store), m.Local.Repeat, m.Time);
        var act = new Act("form/7/x", "operator:7");
        for (var n = 0; n < 2; n++) Assert.Equal(PriceVerdict.Changed, await desk.Change(act, Kind.ImageText, Own, Dearer, "Nobody came."));
        Assert.Equal(PriceVerdict.ChangedMeanwhile, await desk.Change(new Act("form/8/x", "operator:8"), Kind.ImageText, Own, Own with { FeePerMille = 1 }, "Too dear."));
        Assert.Equal(PriceVerdict.NotAllowed, await desk.Change(new Act("form/9/x", "operator:9"), Kind.ImageText, Dearer, Dearer with { FeePerMille = -1 }, "No act."));
        var records = await m.Store.AuditRecords(0, 10);
        Assert.Equal(["price.changed", "price.changed", "act.failed"], records.Select(r => r.Facts.Act));
        Assert.Equal(("operator:7", "price:ImageText"), (records[0].Facts.Actor, records[0].Facts.Subject));
        Assert.Equal("""{"from":{"min":"0.00014","max":"0.0007","feePerMille":500},"to":{"min":"0.0004","max":"0.001","feePerMille":250},"reason":"Nobody came."}""", records[0].Facts.Details);
    }

    [Fact]
    public async Task A_board_that_cannot_read_what_is_set_tells_no_price_and_nothing_is_sold_without_one()
    {
        using var m = await Marketplace.Open();
        await Set(m.Local, "one", Own, Dearer);
        var states = new UnreadablePrices(m) { Fail = true };
        using var local = new LocalMarketplace(m.Store, m.Store, states, m.Time);
        await Assert.ThrowsAsync<StoreUncertainException>(() => local.Actors.PriceBoard().Rates());
        Assert.Equal(SubmitVerdict.NoSlot, (await local.CustomerDesk.Submit(m.Customer, Marketplace.Plain, CaptchaImages.None)).Result.Verdict);
        Assert.Empty(m.Store.Captchas());
        states.Fail = false;
        await m.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(Dearer.MinRate, (await Quote(local, m)).Rate);

        states.Fail = true; // what was heard holds a while, and then no longer
        await m.Pass(TimeSpan.FromSeconds(20));
        Assert.True((await Quote(local, m)).Rate >= Dearer.MinRate);
        await m.Pass(PriceBoardActor.BelievedFor + PriceQuotes.Longest);
        Assert.Equal(SubmitVerdict.NoSlot, (await local.CustomerDesk.Submit(m.Customer, Marketplace.Plain, CaptchaImages.None)).Result.Verdict);
    }

    [Fact]
    public async Task A_fee_changes_what_the_customer_pays_and_not_whether_the_rate_is_above_his_maximum()
    {
        using var m = await Marketplace.Open();
        await m.Actors.Customer(m.Customer).SetMaxRate(Own.MinRate);
        await Set(m.Local, "one", Own, Own with { FeePerMille = 1_000 });
        Assert.Equal(new Quote(Own.MinRate, Own.MinRate), await Quote(m.Local, m));
        await Set(m.Local, "two", Own with { FeePerMille = 1_000 }, Own with { MinRate = Own.MinRate + KindPrice.Step });
        await m.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(SubmitVerdict.RateAboveMaximum, (await m.TrySubmit()).Result.Verdict);
    }

    [Fact]
    public void Only_the_latest_changes_are_remembered()
    {
        var settings = PriceSettings.None;
        for (var n = 0; n < 3 * PriceSettings.MostChanges; n++)
        {
            var (before, after) = n % 2 == 0 ? (Own, Dearer) : (Dearer, Own);
            settings = settings.After(new PriceChange($"{n}", Kind.ImageText, before, after)).Then;
        }
        Assert.Equal(PriceSettings.MostChanges, settings.Changes.Length);
        Assert.Equal($"{3 * PriceSettings.MostChanges - 1}", settings.Changes[^1]);
    }

    private static LocalMarketplace Another(Marketplace m) => new(m.Store, m.Store, new StoredActorStates(m.Store), m.Time);

    private static Task<PriceVerdict> Set(LocalMarketplace process, string id, PriceTerms before, PriceTerms after) =>
        process.Actors.PriceBoard().Change(new PriceChange(id, Kind.ImageText, before, after));

    private static async Task<PriceTerms> SetNow(LocalMarketplace process) => (await process.Actors.PriceBoard().Rates()).Single(r => r.Kind == Kind.ImageText).Price.Terms;

    private static async Task<Quote> Quote(LocalMarketplace process, Marketplace m)
    {
        var (_, result) = await process.CustomerDesk.Submit(m.Customer, Marketplace.Plain, CaptchaImages.None);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        return result.Quote!;
    }

    /// <summary>The row of the price board cannot be read while it is told so.</summary>
    private sealed class UnreadablePrices(Marketplace m) : IActorStates
    {
        private readonly StoredActorStates _inner = new(m.Store);

        public bool Fail { get; set; }

        public IActorState<T> For<T>(string key) where T : class => key == "prices" ? new State<T>(this, _inner.For<T>(key)) : _inner.For<T>(key);

        private sealed class State<T>(UnreadablePrices faults, IActorState<T> inner) : IActorState<T> where T : class
        {
            public T? Value => inner.Value;

            public Task Read() => faults.Fail ? throw new StoreUncertainException("Out of reach.") : inner.Read();

            public Task Write(T value) => inner.Write(value);
        }
    }
}
