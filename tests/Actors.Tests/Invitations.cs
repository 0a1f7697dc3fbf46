using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Who invites a worker gets a tenth of what he earns, from the house.</summary>
public sealed class Invitations
{
    private int _paid;

    [Fact]
    public async Task A_friend_is_who_registered_by_the_link()
    {
        using var market = await Marketplace.Open();
        var (desk, ada, bob, cy) = (Desk(market), await market.Worker(1), await market.Worker(2), await market.Worker(3));
        var code = await desk.CodeOf(ada);
        Assert.Equal(code, await desk.CodeOf(ada));
        Assert.NotEqual(code, await desk.CodeOf(bob));
        Assert.True(await desk.Accept(bob, $" {code.ToUpperInvariant()} "));
        Assert.True(await desk.Accept(bob, code));
        Assert.True(await desk.Accept(cy, code));
        Assert.False(await desk.Accept(ada, code)); // himself
        Assert.False(await desk.Accept(cy, await desk.CodeOf(bob))); // he was invited before
        Assert.False(await desk.Accept(new WorkerId(4), "zzzzzzzz"));
        Assert.False(await desk.Accept(new WorkerId(4), null));
        var view = await desk.Friends(ada, default, 10);
        Assert.Equal((2L, Money.Zero), (view.Total.Friends, view.Total.Paid));
        Assert.Equal([(1L, bob), (2L, cy)], view.Friends.Select(f => (f.Number, f.Friend)));
        Assert.Null(view.Next);
        Assert.Equal(bob, (await desk.Friends(ada, default, 1)).Next);
        Assert.Empty((await desk.Friends(bob, default, 10)).Friends);
    }

    [Fact]
    public async Task An_invitation_and_another_weak_signal_link_two_accounts_and_an_invitation_alone_does_not()
    {
        using var market = await Marketplace.Open();
        var (desk, ada, bob) = (Desk(market), await market.Worker(1), await market.Worker(2));
        await desk.Accept(bob, await desk.CodeOf(ada));
        Assert.NotEqual(await market.Actors.LinkBoard().ClusterOf(ada), await market.Actors.LinkBoard().ClusterOf(bob));
    }

    [Fact]
    public async Task What_a_friend_earns_brings_his_inviter_a_tenth_and_costs_the_friend_nothing()
    {
        using var market = await Marketplace.Open();
        var (desk, ada, bob) = (Desk(market), await market.Worker(1), await market.Worker(2));
        await desk.Accept(bob, await desk.CodeOf(ada));
        await market.Local.Recover();
        var earned = Money.Zero;
        for (var n = 0; n < 3; n++)
        {
            await market.Submit();
            var given = (await market.Next(bob))!;
            earned += (await market.Work.Answer(given.Id, "grain")).Earned;
        }
        await market.Pass(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(3));
        var tenth = earned.Share(1, 10);
        Assert.Equal((earned, tenth, -tenth), (await market.Balance(AccountId.Of(bob)), await market.Balance(AccountId.Of(ada)), await market.Balance(AccountId.HouseReferral)));
        Assert.Equal((Purpose.Referral, tenth), (await market.Store.Statement(AccountId.Of(ada), null, 10)) is [var entry] ? (entry.Purpose, entry.Amount) : default);
        Assert.Equal(tenth, (await desk.Friends(ada, default, 10)).Total.Paid);
        // Nothing new: nothing is booked.
        await market.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(tenth, await market.Balance(AccountId.Of(ada)));
    }

    [Fact]
    public async Task What_an_inviter_gets_for_friends_is_not_what_he_earned()
    {
        using var market = await Marketplace.Open();
        var (desk, ada, bob, cy) = (Desk(market), await market.Worker(1), await market.Worker(2), await market.Worker(3));
        await desk.Accept(bob, await desk.CodeOf(ada));
        await desk.Accept(cy, await desk.CodeOf(bob));
        await Pay(market, cy, 1_000);
        await Settle(market, Settlement(market.Store, market));
        await Settle(market, Settlement(market.Store, market));
        Assert.Equal((100L, 0L), ((await market.Balance(AccountId.Of(bob))).Nanos, (await market.Balance(AccountId.Of(ada))).Nanos));
    }

    /// <summary>Settlements at random moments, several at once, some of which die at any of their writes: after a quiet one everything is exact.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_settlements_die_and_race_the_inviter_gets_a_tenth_rounded_down_once(int seed)
    {
        var random = new Random(seed);
        using var market = await Marketplace.Open();
        var (desk, ada, bob, cy) = (Desk(market), await market.Worker(1), await market.Worker(2), await market.Worker(3));
        await desk.Accept(bob, await desk.CodeOf(ada));
        await desk.Accept(cy, await desk.CodeOf(ada));
        var earned = new Dictionary<WorkerId, long> { [bob] = 0, [cy] = 0 };
        for (var round = 0; round < 60; round++)
        {
            for (var n = random.Next(4); n > 0; n--)
            {
                var (friend, amount) = (random.Next(2) == 0 ? bob : cy, random.Next(1, 200));
                await Pay(market, friend, amount);
                earned[friend] += amount;
            }
            var dying = new DyingStore(market.Store, random.Next(1, 6), random.Next(2) == 0);
            await Task.WhenAll(Settle(market, Settlement(dying, market, dying)), Settle(market, Settlement(market.Store, market)));
            Assert.True((await market.Balance(AccountId.Of(ada))).Nanos <= earned.Values.Sum(e => e / 10));
        }
        await Settle(market, Settlement(market.Store, market));
        Assert.Equal(earned.Values.Sum(e => e / 10), (await market.Balance(AccountId.Of(ada))).Nanos);
        Assert.Equal(earned.Values.Sum(e => e / 10), (await desk.Friends(ada, default, 10)).Total.Paid.Nanos);
        foreach (var (friend, sum) in earned) Assert.Equal(sum, (await market.Balance(AccountId.Of(friend))).Nanos);
        market.AssertMoneyIsConserved();
    }

    private static ReferralDesk Desk(Marketplace market) =>
        new(market.Store, new LinkDesk(market.Actors, market.Local.Repeat, market.Time), market.Local.Repeat, market.Time);

    private static ReferralSettlement Settlement(IMarketStore store, Marketplace market, IReferralStore? referrals = null) =>
        new(store, referrals ?? market.Store, market.Store);

    private static async Task Settle(Marketplace market, ReferralSettlement settlement)
    {
        try
        {
            foreach (var referral in await market.Store.Referrals(default, 500)) await settlement.Settle(referral, market.Time.GetUtcNow());
        }
        catch (StoreUncertainException)
        {
            // it died
        }
    }

    private async Task Pay(Marketplace market, WorkerId worker, long nanos)
    {
        ImmutableArray<Transfer> money = [new(new TransferId(1_000_000 + ++_paid, Purpose.Earning), AccountId.HouseQuality, AccountId.Of(worker), new Money(nanos))];
        Assert.Equal(CommitVerdict.Created, (await market.Store.Commit(new TransferCommit(money, market.Time.GetUtcNow()))).Verdict);
    }
}
