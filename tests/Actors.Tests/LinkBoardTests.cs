using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Storage;

namespace CaptchaGrains.Actors.Tests;

public class LinkBoardTests
{
    [Fact]
    public async Task Rule_links_by_the_same_device_or_payout_destination_also_by_way_of_others()
    {
        using var m = await Marketplace.Open();
        var board = m.Actors.LinkBoard();
        await board.Record(Seen(m, SignalKind.Device, "laptop", 7));
        await board.Record(Seen(m, SignalKind.Device, "laptop", 5));
        await board.Record(Seen(m, SignalKind.PayoutDestination, "account", 5));
        await board.Record(Seen(m, SignalKind.PayoutDestination, "account", 9));
        await board.Record(Seen(m, SignalKind.Device, "phone", 11));
        var linked = new LinkedAccounts(m.Actors);
        foreach (var worker in (long[])[5, 7, 9]) Assert.Equal(new WorkerId(5), await linked.ClusterOf(new WorkerId(worker)));
        Assert.Equal(new WorkerId(11), await linked.ClusterOf(new WorkerId(11)));
        Assert.Equal(new WorkerId(12), await linked.ClusterOf(new WorkerId(12)));
        var view = await board.Cluster(new WorkerId(9));
        Assert.Equal((3, 2), (view.Size, view.Matches.Length));
    }

    [Fact]
    public async Task Clusters_are_listed_by_their_smallest_accounts_with_the_mark_that_holds()
    {
        using var m = await Marketplace.Open();
        var board = m.Actors.LinkBoard();
        foreach (var (value, worker) in ((string, long)[])[("a", 9), ("a", 4), ("b", 7), ("b", 2), ("b", 8), ("c", 6), ("d", 5), ("d", 3)])
            await board.Record(Seen(m, SignalKind.Device, value, worker));
        await board.Mark(new WorkerId(8), new ClusterMark("A family.", "operator:1", m.Time.GetUtcNow()));
        Assert.Equal(
            [new ClusterLine(new WorkerId(2), 3, true), new ClusterLine(new WorkerId(3), 2, false), new ClusterLine(new WorkerId(4), 2, false)], await board.Clusters(default, 10));
        Assert.Equal([new WorkerId(3)], (await board.Clusters(new WorkerId(2), 1)).Select(c => c.Cluster));
        await board.Record(Seen(m, SignalKind.Device, "b", 10)); // somebody joined: the operator has to look again
        Assert.Equal(new ClusterLine(new WorkerId(2), 4, false), (await board.Clusters(default, 1))[0]);
    }

    [Fact]
    public async Task Rule_links_by_two_weak_signals_and_not_by_one()
    {
        using var m = await Marketplace.Open();
        var board = m.Actors.LinkBoard();
        foreach (var worker in (long[])[1, 2, 3]) await board.Record(Seen(m, SignalKind.AddressAndBrowser, "home", worker));
        foreach (var worker in (long[])[1, 2, 3]) await board.Record(Seen(m, SignalKind.AddressAndBrowser, "home", worker));
        Assert.Equal(new WorkerId(2), await board.ClusterOf(new WorkerId(2)));
        foreach (var worker in (long[])[1, 2]) await board.Record(Seen(m, SignalKind.Referral, "1-2", worker));
        Assert.Equal(new WorkerId(1), await board.ClusterOf(new WorkerId(2)));
        Assert.Equal(new WorkerId(3), await board.ClusterOf(new WorkerId(3)));
    }

    [Fact]
    public async Task Rule_links_by_address_and_browser_within_a_day_only()
    {
        using var m = await Marketplace.Open();
        var board = m.Actors.LinkBoard();
        foreach (var place in (string[])["home", "work"])
        {
            await board.Record(Seen(m, SignalKind.AddressAndBrowser, place, 1));
            await board.Record(Seen(m, SignalKind.AddressAndBrowser, place, 2) with { At = m.Time.GetUtcNow().AddHours(25) });
        }
        Assert.Equal(new WorkerId(2), await board.ClusterOf(new WorkerId(2)));
    }

    [Fact]
    public async Task Links_survive_their_process()
    {
        using var m = await Marketplace.Open();
        await m.Actors.LinkBoard().Record(Seen(m, SignalKind.Device, "laptop", 1));
        using (var second = Another(m)) await second.Actors.LinkBoard().Record(Seen(m, SignalKind.Device, "laptop", 2));
        using var third = Another(m);
        Assert.Equal(new WorkerId(1), await third.Actors.LinkBoard().ClusterOf(new WorkerId(2)));
    }

    [Fact]
    public async Task Two_writers_at_once_lose_no_link()
    {
        using var m = await Marketplace.Open();
        using var other = Another(m);
        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => (n % 2 == 0 ? m.Actors : other.Actors).LinkBoard().Record(Seen(m, SignalKind.Device, $"d{n / 4}", n))));
        foreach (var n in Enumerable.Range(1, 40)) await m.Actors.LinkBoard().Record(Seen(m, SignalKind.Device, $"d{n / 4}", n)); // they sign in again
        using var later = Another(m);
        for (var n = 4; n < 40; n++) Assert.Equal(new WorkerId(n / 4 * 4), await later.Actors.LinkBoard().ClusterOf(new WorkerId(n)));
    }

    [Fact]
    public async Task Rule_links_a_marked_household_shares_no_limits_and_stays_one_cluster_until_somebody_joins_it()
    {
        using var m = await Marketplace.Open();
        var board = m.Actors.LinkBoard();
        foreach (var worker in (long[])[1, 2]) await board.Record(Seen(m, SignalKind.Device, "laptop", worker));
        Assert.Equal(new WorkerId(1), await board.LimitGroupOf(new WorkerId(2)));
        Assert.True(await board.Mark(new WorkerId(2), new ClusterMark("a couple", "operator:1", m.Time.GetUtcNow())));
        Assert.Equal(new WorkerId(2), await board.LimitGroupOf(new WorkerId(2)));
        Assert.Equal(new WorkerId(1), await board.ClusterOf(new WorkerId(2)));
        Assert.Equal("a couple", (await board.Cluster(new WorkerId(1))).Mark!.Reason);
        Assert.True(await board.Mark(new WorkerId(1), null));
        Assert.Equal(new WorkerId(1), await board.LimitGroupOf(new WorkerId(2)));

        await board.Mark(new WorkerId(2), new ClusterMark("a couple", "operator:1", m.Time.GetUtcNow()));
        await board.Record(Seen(m, SignalKind.Device, "laptop", 3));
        Assert.Equal(new WorkerId(1), await board.LimitGroupOf(new WorkerId(2)));
        Assert.False(await board.Mark(new WorkerId(99), new ClusterMark("nobody", "operator:1", m.Time.GetUtcNow())));
    }

    [Fact]
    public async Task A_cluster_of_ten_thousand_accounts_is_found_shown_in_part_and_grows()
    {
        using var m = await Marketplace.Open();
        var states = new StoredActorStates(m.Store);
        for (var bucket = 0; bucket < LinkBoardActor.MatchBuckets; bucket++)
        {
            var matches = Enumerable.Range(1, 9_999).Where(n => n % LinkBoardActor.MatchBuckets == bucket)
                .Select(n => AccountMatch.Of(Seen(m, SignalKind.Device, $"d{n}", n), new WorkerId(n + 1)));
            var state = states.For<MatchBucket>($"link-matches/{bucket}");
            await state.Read();
            await state.Write(new MatchBucket([.. matches]));
        }
        var board = m.Actors.LinkBoard();
        Assert.Equal(new WorkerId(1), await board.ClusterOf(new WorkerId(10_000)));
        await board.Record(Seen(m, SignalKind.PayoutDestination, "account", 10_000));
        await board.Record(Seen(m, SignalKind.PayoutDestination, "account", 20_000));
        Assert.Equal(new WorkerId(1), await board.ClusterOf(new WorkerId(20_000)));
        var view = await board.Cluster(new WorkerId(5_000));
        Assert.Equal((10_001, LinkBoardActor.MostShown), (view.Size, view.Members.Length));
        Assert.True(view.Matches.Length <= LinkBoardActor.MostReasonsShown);
    }

    private static LocalMarketplace Another(Marketplace m) => new(m.Store, m.Store, new StoredActorStates(m.Store), m.Time);

    private static LinkSignal Seen(Marketplace m, SignalKind kind, string value, long worker) => new(kind, value, new WorkerId(worker), m.Time.GetUtcNow());
}
